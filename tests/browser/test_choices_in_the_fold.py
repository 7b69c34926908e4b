"""What one answer opens and another closes, on a phone: a connection that goes on, a name under the note."""

from playwright.sync_api import Browser, expect

from sessions_app.models import Connection, SessionNote
from sessions_app.services import plan
from tests.browser.test_log_session import Thumb
from tests.sessions_app.world import Two
from tests.support.look import faults


def test_a_connection_goes_on_and_the_note_is_signed(live: str, browser: Browser) -> None:
    two = Two(level="together")
    row = plan.add_connection(person=two.person, text="The choir", state="talked", by=two.user)
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    page = thumb.page
    thumb.choose("minutes", "45")
    thumb.choose("kinds", "emotional")
    thumb.write("We looked at when they sing.")

    expect(page.locator("#id_next_step")).to_be_visible()
    expect(page.locator("#id_their_signature")).to_be_hidden()
    thumb.choose("read_together", "yes")
    page.locator("#id_their_signature").fill("Ana")
    thumb.choose("their_signature_by", "them")
    page.locator("#add-more summary").tap()
    thumb.choose("connection_id", "new")
    expect(page.locator("#id_connection")).to_be_visible()
    thumb.choose("connection_id", str(row.pk))
    expect(page.locator("#id_connection")).to_be_hidden()
    expect(page.locator("#id_connection_with")).to_be_hidden()
    thumb.choose("connection_state", "planned")
    page.locator("#id_connection_with").fill("Gabe")
    assert faults(page) == {}
    thumb.press("Save")
    thumb.is_home()

    row.refresh_from_db()
    assert (Connection.objects.count(), row.state, SessionNote.objects.get().their_signature_by) == (
        1,
        "planned",
        "them",
    )

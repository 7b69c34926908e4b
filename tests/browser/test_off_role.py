"""Asked to drive somebody, on a small slow phone: from Today to written down in two taps, and back in one."""

import re

from playwright.sync_api import Browser, expect

from supervision.models import OffRoleTask
from tests.browser.test_log_session import LOOKS, Thumb
from tests.sessions_app.world import Two


@LOOKS
def test_written_down_in_two_taps_and_taken_back_in_one(
    live: str, browser: Browser, language: str, scheme: str
) -> None:
    thumb = Thumb(browser, live, Two(), language, scheme=scheme)

    thumb.press("That's not my role")
    thumb.choose("task", "driving")
    expect(thumb.page).to_have_url(re.compile(r"/supervision/off-role/[0-9a-f-]{36}/$"))

    assert (OffRoleTask.objects.get().task, thumb.taps) == ("driving", 2)
    thumb.press("Undo")
    expect(thumb.page).to_have_url(f"{live}/supervision/off-role/")
    assert not OffRoleTask.objects.exists()


def test_by_keyboard_a_tile_is_a_button(live: str, browser: Browser) -> None:
    thumb = Thumb(browser, live, Two(), "en")
    thumb.go("/supervision/off-role/")

    thumb.page.locator('[name="task"][value="desk"]').focus()
    thumb.page.keyboard.press("Enter")
    expect(thumb.page).to_have_url(re.compile(r"/supervision/off-role/[0-9a-f-]{36}/$"))
    thumb.page.locator("#id_minutes").fill("120")
    thumb.page.locator("#id_minutes").press("Enter")
    expect(thumb.page).to_have_url(f"{live}/supervision/off-role/")

    assert OffRoleTask.objects.get().minutes == 120

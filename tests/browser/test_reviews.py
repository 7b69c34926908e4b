"""On a phone: a note is given back and answered, a passage withheld, a note copied."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from consent.models import Disclosure
from sessions_app.models import NoteReview, WithheldPassage
from tests.factories import sign_in
from tests.parts.reviews import permit
from tests.sessions_app.reviewed import Reviewed
from tests.support.look import faults

PHONE = {"width": 320, "height": 640}


def phone(browser: Browser, live: str, user, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, color_scheme=scheme, permissions=["clipboard-read", "clipboard-write"]
    )
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def tap(page: Page, words: str, role: str = "button") -> None:
    page.get_by_role(role, name=re.compile(f"^{re.escape(words)}")).first.tap()


def is_whole(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))
    assert faults(page) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_given_back_on_a_phone_and_answered(live: str, browser: Browser, scheme: str) -> None:
    world = Reviewed()
    supervisor, peer, own = (
        phone(browser, live, user, scheme) for user in (world.clinical, world.two.user, world.me)
    )
    supervisor.goto(f"{live}/sessions/{world.session.pk}/")
    tap(supervisor, "for the paperwork")
    tap(supervisor, "Say what is good in it", "link")
    is_whole(supervisor, "A note of")
    supervisor.get_by_label("What would you like to ask about it?").first.fill("Whose idea was it?")
    tap(supervisor, "Give it back")
    is_whole(supervisor, "A note of")  # what is good comes first, and nothing typed is lost
    expect(supervisor.get_by_label("What would you like to ask about it?").first).to_have_value(
        "Whose idea was it?"
    )
    supervisor.get_by_label("What is good in this note?").fill("You let her choose.")
    tap(supervisor, "Give it back")
    expect(supervisor.get_by_text("There is no answer yet")).to_be_visible()
    is_whole(supervisor, "A note of")

    peer.goto(live)
    tap(peer, "Somebody read a note of yours", "link")
    is_whole(peer, "Something to look at")
    peer.locator("[name=how][value=leave]").check()
    peer.get_by_role("textbox", name="I leave it as it is, because").fill("She asked me to.")
    tap(peer, "Answer")
    expect(peer.get_by_text("Answered.")).to_be_visible()

    supervisor.goto(live)
    tap(supervisor, "What you asked about a note was answered", "link")
    tap(supervisor, "for the paperwork")
    tap(supervisor, "Thank you, close it")
    expect(supervisor.get_by_text("Closed, with thanks.")).to_be_visible()
    assert NoteReview.objects.get().state == "closed"

    own.goto(f"{live}/my/meetings/{world.session.pk}/")
    expect(own.get_by_text("She asked me to.")).to_be_visible()
    assert faults(own) == {}


def test_a_passage_is_withheld_and_the_person_asks_why(live: str, browser: Browser) -> None:
    world = Reviewed()
    supervisor, peer, own = (
        phone(browser, live, user) for user in (world.clinical, world.two.user, world.me)
    )
    peer.goto(f"{live}/sessions/{world.session.pk}/read/")
    tap(peer, "Add one passage", "link")
    is_whole(peer, "Withhold one passage")
    peer.get_by_label("What shall not be read by the person?").fill("Her brother was there.")
    peer.get_by_label("It is about somebody else").check()
    tap(peer, "Ask for a yes")
    expect(peer.get_by_text("you alone read it")).to_be_visible()
    assert faults(peer) == {}

    supervisor.goto(live)
    tap(supervisor, "A peer asks to withhold", "link")
    is_whole(supervisor, "A passage that the person does not read")
    tap(supervisor, "Yes, withhold it")
    expect(supervisor.get_by_text("It is withheld.")).to_be_visible()
    own.goto(f"{live}/my/meetings/{world.session.pk}/")
    expect(own.get_by_text("Her brother was there.")).to_have_count(0)
    tap(own, "Ask why")
    expect(own.get_by_text("Your question is with")).to_be_visible()
    assert faults(own) == {}
    supervisor.goto(live)
    tap(supervisor, "Somebody asks why", "link")
    is_whole(supervisor, "A passage that the person does not read")
    assert WithheldPassage.objects.get().why_asked_at


def test_one_tap_copies_what_the_permission_speaks_of(live: str, browser: Browser) -> None:
    world = Reviewed()
    peer = phone(browser, live, world.two.user)
    address = f"{live}/notes/{world.note.pk}/copy/"
    peer.goto(address)
    expect(peer.get_by_role("heading", name="What is missing")).to_be_visible()
    assert faults(peer) == {}
    permit(world.two.person, world.two.user)
    peer.goto(address)
    is_whole(peer, "Copy for the other record system")
    tap(peer, "Copy")
    is_whole(peer, "The copy")
    copied = peer.evaluate("navigator.clipboard.readText()")
    assert copied == peer.get_by_role("textbox").input_value()
    assert "We sat by the river." in copied
    assert Disclosure.objects.count() == 1


def test_a_line_to_start_from_goes_in_as_if_typed(live: str, browser: Browser) -> None:
    world = Reviewed()
    peer = phone(browser, live, world.two.user)
    peer.goto(f"{live}/sessions/log/?person={world.two.person.pk}")
    box = peer.get_by_label("What did you do together?")
    box.fill("So far")
    tap(peer, "What was strong")
    expect(box).to_have_value("So far\nWhat was strong:\n")
    peer.keyboard.press("Control+z")
    expect(box).to_have_value("So far")
    peer.locator("[name=language][type=radio][value=es]").check()
    expect(box).to_have_attribute("lang", "es")
    box.fill("word " * 30)
    expect(peer.get_by_text("the longest has 30 words")).to_be_visible()
    assert faults(peer) == {}

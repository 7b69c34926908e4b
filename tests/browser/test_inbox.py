"""The list of notes to look at, by keyboard and on a phone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from supervision.models import HoldDecision
from tests.factories import sign_in
from tests.supervision.held import Kept
from tests.support.look import faults


def opened(browser: Browser, live: str, user, width: int = 1024, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def test_keys_move_open_and_give_back(live: str, browser: Browser) -> None:
    kept = Kept()
    notes = [kept.note(goal=False) for _ in range(3)]
    page = opened(browser, live, kept.clinical)
    page.goto(f"{live}/supervision/review/")
    lines = page.locator("[data-inbox] .ps-row__title")

    page.keyboard.press("j")  # no line has the focus: nothing happens
    expect(lines.first).not_to_be_focused()
    lines.first.focus()
    for key, at in (("j", 1), ("ArrowDown", 2), ("j", 2), ("k", 1), ("ArrowUp", 0), ("k", 0), ("J", 1)):
        page.keyboard.press(key)
        expect(lines.nth(at)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/supervision/review/{notes[1].pk}/")
    page.go_back()
    lines.nth(2).focus()
    page.keyboard.press("r")
    page.wait_for_url("**/review/")
    expect(page).to_have_url(re.compile("/notes/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_three_taps_on_a_phone(live: str, browser: Browser, scheme: str) -> None:
    kept = Kept()
    kept.note(goal=False, next_step=None)
    page = opened(browser, live, kept.clinical, 320, scheme)
    page.goto(f"{live}/supervision/review/")
    assert faults(page) == {}
    page.get_by_role("link", name="Ana R.").click()
    assert faults(page) == {}
    page.get_by_role("radio", name="it does not fit this meeting").first.check(force=True)
    page.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_text("It stays as it is.")).to_be_visible()
    assert HoldDecision.objects.count() == 1
    assert faults(page) == {}

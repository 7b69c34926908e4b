"""Handing over the phone, as two people do it: one looks away, one taps, and the phone comes back empty."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from sessions_app.models import CheckIn
from tests import factories
from tests.sessions_app.world import Two
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}


def phone(browser: Browser, live: str, user) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    cookie = factories.sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def tap(page: Page, words: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(words)}$", re.IGNORECASE)).tap()


def is_whole(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert faults(page) == {}


def hand_over(page: Page, live: str, two: Two) -> None:
    page.goto(f"{live}/people/{two.person.pk}/")
    page.get_by_role("link", name="Hand over the phone").tap()
    is_whole(page, "This page is yours now")
    tap(page, "Go on")


@pytest.mark.parametrize("shows", [False, True], ids=["hidden", "shown"])
def test_the_peer_gets_the_phone_back_and_sees_what_was_shown(
    live: str, browser: Browser, shows: bool
) -> None:
    two = Two()
    own = phone(browser, live, factories.give_account(two.person))
    page = phone(browser, live, two.user)

    hand_over(page, live, two)
    is_whole(page, "May we ask you one question now and then?")
    tap(page, "Yes")
    is_whole(page, "What may we ask?")
    page.get_by_label("I can see a way").check()
    tap(page, "Go on")
    is_whole(page, "I can see a way")
    tap(page, "a little")
    is_whole(page, "Thank you. Do you want to show it?")
    tap(page, "Yes" if shows else "No")
    is_whole(page, "Thank you")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    for _ in range(4):
        page.go_back()
        assert not page.locator("input:checked").count()
    page.goto(f"{live}/people/{two.person.pk}/hand-over/")
    tap(page, "I have the phone back")

    expect(page.get_by_role("heading", level=1)).to_have_text(two.person.chosen_name)
    line = page.get_by_text("showed you: “I can see a way” – a little")
    expect(line).to_have_count(1 if shows else 0)
    own.goto(f"{live}/my/check-ins/")
    expect(own.locator("main")).to_contain_text("I can see a way: a little")
    own.get_by_text("Take it back", exact=False).first.tap()
    tap(own, "Yes, take it back")
    expect(own.locator("main")).not_to_contain_text("I can see a way: a little")
    page.reload()
    expect(line).to_have_count(0)
    assert not CheckIn.objects.exists()
    for one in (own, page):
        one.context.close()


def test_a_skip_ends_as_an_answer_does(live: str, browser: Browser) -> None:
    two = Two()
    page = phone(browser, live, two.user)
    hand_over(page, live, two)
    tap(page, "No")
    is_whole(page, "Thank you")
    no = page.locator("main").inner_text()
    tap(page, "I have the phone back")
    expect(page.get_by_role("heading", level=1)).to_have_text(two.person.chosen_name)

    hand_over(page, live, two)
    tap(page, "Yes")
    page.get_by_label("I can do this").check()
    tap(page, "Go on")
    is_whole(page, "I can do this")
    tap(page, "Skip")
    is_whole(page, "Thank you")

    assert page.locator("main").inner_text() == no
    assert not CheckIn.objects.exists()
    page.context.close()

"""Something goes out, on a phone: allowed together, looked at line by line, sent, read by the person, taken back."""

import re
from datetime import timedelta

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from consent.models import Disclosure, Release
from tests.consent.going_out import Going
from tests.factories import sign_in
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}


def phone(browser: Browser, live: str, user) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def tap(page: Page, words: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).first.tap()


def is_whole(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert faults(page) == {}


def test_from_the_permission_to_taking_it_back(live: str, browser: Browser) -> None:
    going = Going()
    page, own = phone(browser, live, going.user), phone(browser, live, going.own)
    page.goto(f"{live}/people/{going.person.pk}/going-out/")
    page.get_by_role("link", name="Give a permission together").tap()
    is_whole(page, "Allow something to go out")
    page.get_by_label("Who is it for?").fill("County housing office")
    page.get_by_label("A few lines we write for this").check()
    page.get_by_label("What exactly, in your words?").fill("That I come")
    page.get_by_label("What is it for?").fill("My place")
    page.get_by_label("The last day").fill((going.program.today() + timedelta(days=30)).isoformat())
    tap(page, "Read it word for word")
    is_whole(page, "Word for word")
    tap(page, "Yes, I allow it")
    is_whole(page, "Word for word")  # without a name nothing is signed, and nothing typed is lost
    page.get_by_label("Your name, as you sign").fill("Sam")
    tap(page, "Yes, I allow it")
    is_whole(page, "Going out")

    page.get_by_role("link", name=re.compile("^Send something")).tap()
    page.get_by_label("A few lines, written for this").fill("Sam comes every week.")
    tap(page, "Look at what would leave")
    is_whole(page, "This is what would leave")
    tap(page, "Change something")
    expect(page.get_by_label("A few lines, written for this")).to_have_value("Sam comes every week.")
    tap(page, "Look at what would leave")
    assert not Disclosure.objects.exists()
    tap(page, "Let it go out")
    is_whole(page, "What was shared outside")

    own.goto(f"{live}/my/going-out/")
    is_whole(own, "Going out")
    tap(own, "Take back")
    expect(own.get_by_text("From now on nothing goes out by it")).to_be_visible()
    assert Release.objects.get().revoked_by == going.own
    assert Disclosure.objects.count() == 1

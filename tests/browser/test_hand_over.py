"""Handing over the phone, as two people do it: one looks away, one taps, and the phone comes back empty."""

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, expect

from peersupport.accounts.models import User
from peersupport.people.models import SupportedPerson
from sessions_app.models import CheckIn
from tests import factories
from tests.sessions_app.world import Two
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}


class Phone:
    """One phone, whoever holds it, in one language and one theme."""

    def __init__(self, browser: Browser, live: str, user: User, *, language: str, scheme: str) -> None:
        self.live, self.language = live, language
        User.objects.filter(pk=user.pk).update(language=language)
        context = browser.new_context(viewport=PHONE, has_touch=True, color_scheme=scheme)
        cookie = factories.sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        self.page = context.new_page()

    def words(self, text: str) -> str:
        with override(self.language):
            return gettext(text)

    def tap(self, text: str) -> None:
        words = re.compile(f"^{re.escape(self.words(text))}$", re.IGNORECASE)
        self.page.get_by_role("button", name=words).tap()

    def choose(self, text: str) -> None:
        self.page.get_by_label(self.words(text)).check()

    def is_whole(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(heading))
        assert faults(self.page) == {}

    def forgets(self, heading: str) -> None:
        """Neither loading it again nor going back shows what was tapped."""
        self.page.reload()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(heading))
        for _ in range(4):
            self.page.go_back()
            assert not self.page.locator("input:checked").count()

    def hand_over(self, two: Two) -> None:
        self.page.goto(f"{self.live}/people/{two.person.pk}/")
        self.page.get_by_role("link", name=self.words("Hand over the phone")).tap()
        self.is_whole("This page is yours now")
        self.tap("Go on")


def speaking(language: str) -> Two:
    """A pair whose person reads this language: the page that is handed over is theirs."""
    two = Two()
    SupportedPerson.objects.filter(pk=two.person.pk).update(language=language)
    two.person.language = language
    return two


@pytest.mark.parametrize(
    ("shows", "language", "scheme"),
    [(False, "en", "light"), (True, "es", "dark"), (True, "en", "dark")],
    ids=["hidden", "shown in Spanish", "shown"],
)
def test_the_peer_gets_the_phone_back_and_sees_what_was_shown(
    live: str, browser: Browser, shows: bool, language: str, scheme: str
) -> None:
    two, look = speaking(language), {"language": language, "scheme": scheme}
    own = Phone(browser, live, factories.give_account(two.person), **look)
    phone = Phone(browser, live, two.user, **look)
    page = phone.page

    phone.hand_over(two)
    phone.is_whole("May we ask you one question now and then?")
    phone.tap("Yes")
    phone.is_whole("What may we ask?")
    phone.choose("I can see a way")
    phone.tap("Go on")
    phone.is_whole("I can see a way")
    phone.tap("a little")
    phone.is_whole("Thank you. Do you want to show it?")
    phone.tap("Yes" if shows else "No")
    phone.is_whole("Thank you")

    phone.forgets("Thank you")
    page.goto(f"{live}/people/{two.person.pk}/hand-over/")
    phone.tap("I have the phone back")

    expect(page.get_by_role("heading", level=1)).to_have_text(two.person.chosen_name)
    line = page.get_by_text(phone.words("I can see a way"))
    expect(line).to_have_count(1 if shows else 0)
    own.page.goto(f"{live}/my/check-ins/")
    said = f"{own.words('I can see a way')}: {own.words('a little')}"
    expect(own.page.locator("main")).to_contain_text(said)
    own.page.get_by_text(own.words("Take it back"), exact=False).first.tap()
    own.tap("Yes, take it back")
    expect(own.page.locator("main")).not_to_contain_text(said)
    page.reload()
    expect(line).to_have_count(0)
    assert not CheckIn.objects.exists()
    for one in (own.page, page):
        one.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("es", "light")])
def test_a_skip_ends_as_an_answer_does(live: str, browser: Browser, language: str, scheme: str) -> None:
    two = speaking(language)
    phone = Phone(browser, live, two.user, language=language, scheme=scheme)
    phone.hand_over(two)
    phone.tap("No")
    phone.is_whole("Thank you")
    no = phone.page.locator("main").inner_text()
    phone.tap("I have the phone back")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text(two.person.chosen_name)

    phone.hand_over(two)
    phone.tap("Yes")
    phone.choose("I can do this")
    phone.tap("Go on")
    phone.is_whole("I can do this")
    phone.tap("Skip")
    phone.is_whole("Thank you")

    assert phone.page.locator("main").inner_text() == no
    assert not CheckIn.objects.exists()
    phone.page.context.close()

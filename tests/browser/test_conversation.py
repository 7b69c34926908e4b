"""A whole conversation on a phone, in English and in Spanish: by thumb, and by keyboard alone."""

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page, expect

from consent.models import ConsentRecord
from peersupport.accounts.models import User
from tests.consent.talks import TalkOfTwo
from tests.support.look import faults

from .test_going_out import phone

ORDER = """() => [...document.querySelector("main").querySelectorAll("h1, h2, legend, label, a, button, summary")]
  .filter((part) => part.checkVisibility()).map((part) => part.textContent.trim().replace(/\\s+/g, " "))"""


class Phone:
    def __init__(self, browser: Browser, live: str, *, language: str) -> None:
        self.talk, self.language, self.live = TalkOfTwo(name="Ivy M.", language=language), language, live
        User.objects.filter(pk=self.talk.peer.pk).update(language=language)
        self.page: Page = phone(browser, live, self.talk.peer)
        self.page.goto(live + self.talk.at(name="conversation"))

    def words(self, text: str) -> str:
        with override(self.language):
            return gettext(text)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(heading))
        assert faults(self.page) == {}

    def heard(self) -> list[str]:
        """What a screen reader comes to, one after the other."""
        found: list[str] = self.page.evaluate(ORDER)
        return found

    def hears(self, *texts: str) -> None:
        heard, at = self.heard(), -1
        for text in map(self.words, texts):
            places = [place for place, words in enumerate(heard) if place > at and words.startswith(text)]
            assert places, f"{text!r} does not come after {heard[at]!r}: {heard}"
            at = places[0]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_whole_conversation_by_thumb(live: str, browser: Browser, language: str) -> None:
    hand = Phone(browser, live, language=language)
    page, words = hand.page, hand.words
    hand.is_at("Before we begin")
    hand.hears(
        "Turn it to them", "Before we begin", "Did somebody tell you to come?", "Who else is here?", "Go on"
    )
    page.get_by_label(words("Who else is here?")).fill("My sister")
    page.get_by_role("button", name=words("Go on")).tap()
    hand.is_at("What stays between us, and when it can't")
    hand.hears(
        "More about each of them", "1.", "Let me check that I was clear", "What did you ask me?", "Go on"
    )
    page.get_by_role("link", name="3.").tap()
    expect(page.get_by_role("heading", level=2).first).to_have_text(words("What this means"))
    assert faults(page) == {}
    page.get_by_role("link", name=words("Back to the short version")).tap()
    page.get_by_role("link", name=words("Turn it to them")).tap()
    hand.is_at("What stays between us, and when it can't")
    assert not page.get_by_role("navigation").filter(has=page.locator(".ps-nav__link")).count()
    page.get_by_role("button", name=words("Go on")).tap()
    choose_and_sign(hand)
    hand.is_at("What we agreed")
    page.get_by_role("link", name=words("The copy for both of you")).tap()
    hand.is_at("A copy for both of you")
    expect(page.get_by_role("img", name=words("Drawn by hand"))).to_be_visible()
    consent = ConsentRecord.objects.get()
    assert (consent.way, consent.language) == ("drawn", language)
    assert consent.choices.get(audience="cover").allowed


def choose_and_sign(hand: Phone) -> None:
    page, words = hand.page, hand.words
    hand.is_at("Your choices")
    with override(hand.language):
        question = page.get_by_role("group", name=words("If I am away, can one other peer read our notes?"))
    question.get_by_label(words("Yes"), exact=False).first.check()
    page.get_by_label(words("What we leave out")).fill("my street")
    page.get_by_role("button", name=words("Go on")).tap()
    hand.is_at("Your answer")
    hand.hears("What do you say?", "Not today", "Yes", "No", "The law gives me a guardian", "Save")
    page.locator("input[name=answer][value=yes]").check()
    page.get_by_label(words("I draw my signature")).check()
    draw(page)
    assert faults(page) == {}
    page.get_by_role("button", name=words("Save"), exact=True).tap()
    hand.is_at("Your answer")
    page.get_by_role("button", name=words("Yes, there was time")).tap()


def draw(page: Page) -> None:
    field = page.locator("[data-pad-field]")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + step * 15, box["y"] + (20 if step % 2 else 45))
    page.mouse.up()


def test_a_whole_conversation_by_keyboard_alone(live: str, browser: Browser) -> None:
    hand = Phone(browser, live, language="en")
    page = hand.page
    for heading in ("Before we begin", "What stays between us, and when it can't", "Your choices"):
        hand.is_at(heading)
        reach(page, "Go on")
        page.keyboard.press("Enter")
    hand.is_at("Your answer")
    reach(page, "Not today")
    page.keyboard.press("ArrowDown")
    reach(page, "I type my name")
    reach(page, "Your name, as you sign")
    page.keyboard.type("Ivy")
    reach(page, "Save")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, there was time").wait_for()
    reach(page, "Yes, there was time")
    page.keyboard.press("Enter")
    hand.is_at("What we agreed")
    assert ConsentRecord.objects.get().answer == "yes"


FOCUSED = """() => { const on = document.activeElement;
  return (on.labels?.[0]?.textContent ?? on.textContent ?? "").trim().replace(/\\s+/g, " "); }"""


def reach(page: Page, words: str) -> None:
    """Tab on until the focus stands there."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"The keyboard never comes to {words!r}.")

"""16:45, four unwritten meetings, one thumb: one page, one save."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from peersupport.core import clock
from sessions_app.models import SessionDraft, SessionNote, SupportSession
from tests.browser.test_log_session import LANGUAGES, LOOKS, Thumb
from tests.sessions_app.world import Two, wall
from tests.support.look import faults

NAMES = ["Ana R.", "Big Lou", "Tyrell J.", "Zainab"]


@pytest.fixture
def day() -> list[Two]:
    """Four people of one peer, met yesterday or not."""
    two = Two(name=NAMES[0])
    everybody = [two, *(Two(peer=two.peer, name=name) for name in NAMES[1:])]
    with clock.set_to(clock.now() - timedelta(days=2)):
        for hour, one in enumerate(everybody):
            one.plan(local_start=wall(days=1, hours=hour), minutes=45, way="phone")
    return everybody


def plan_of(two: Two) -> SupportSession:
    return SupportSession.objects.get(attendances__person=two.person)


@LANGUAGES
def test_four_meetings_at_the_end_of_the_day(
    live: str, browser: Browser, day: list[Two], language: str
) -> None:
    thumb = Thumb(browser, live, day[0], language)
    plans = [plan_of(two) for two in day]

    thumb.press("Write them down on one page")
    for number, plan in enumerate(plans[:3]):
        thumb.choose(f"{plan.pk}-became", "met")
        thumb.choose(f"{plan.pk}-kinds", "emotional")
        thumb.tap(thumb.page.locator(f"[name='{plan.pk}-text']"))
        thumb.page.keyboard.type(f"Number {number}.")
    thumb.choose(f"{plans[3].pk}-became", "not_met")
    thumb.press("Save")
    thumb.is_home()

    states = [SupportSession.objects.get(pk=plan.pk).state for plan in plans]
    assert (states, thumb.taps) == (["completed"] * 3 + ["not_met"], 12)
    assert SessionNote.objects.count() == 3


@LOOKS
def test_the_page_is_whole_with_everything_open(
    live: str, browser: Browser, day: list[Two], language: str, scheme: str
) -> None:
    thumb = Thumb(browser, live, day[0], language, scheme=scheme)
    thumb.go("/day/")
    assert faults(thumb.page) == {}
    for two in day:
        thumb.choose(f"{plan_of(two).pk}-became", "met")

    assert faults(thumb.page) == {}


def test_words_are_kept_card_by_card_and_errors_mended(live: str, browser: Browser, day: list[Two]) -> None:
    thumb = Thumb(browser, live, day[0], "en")
    first, second = plan_of(day[0]), plan_of(day[1])
    thumb.go("/day/")
    thumb.choose(f"{first.pk}-became", "met")
    thumb.tap(thumb.page.locator(f"[name='{first.pk}-text']"))
    thumb.page.keyboard.type("Half a thought")
    thumb.has_saved_a_draft()
    assert list(SessionDraft.objects.values_list("session_key", flat=True)) == [first.pk]

    thumb.go("/day/")
    thumb.choose(f"{first.pk}-became", "met")
    expect(thumb.page.locator(f"[name='{first.pk}-text']")).to_have_value("Half a thought")
    thumb.choose(f"{second.pk}-became", "not_met")
    thumb.press("Save")
    expect(thumb.page.get_by_role("alert")).to_contain_text("Ana R. – Please choose what it was")
    assert faults(thumb.page) == {}
    assert SupportSession.objects.get(pk=second.pk).state == "not_met"

    thumb.choose(f"{first.pk}-kinds", "companionship")
    thumb.press("Save")
    thumb.is_home()
    assert (SessionNote.objects.count(), SessionDraft.objects.count()) == (1, 0)

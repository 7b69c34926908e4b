"""Nine people, no names, one thumb: at most eight taps, counted from opening the app."""

import re

import pytest
from playwright.sync_api import Browser, expect

from sessions_app.models import SupportSession, Tally
from tests.browser.test_log_session import LANGUAGES, LOOKS, Thumb
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import wall
from tests.support.look import faults

OPENING_THE_APP = 1
AT_MOST = 8


@LANGUAGES
def test_planned_group_of_nine_without_names(live: str, browser: Browser, language: str) -> None:
    circle = Circle(led_by="nobody")
    plan = circle.plan(local_start=wall(minutes=5))
    thumb = Thumb(browser, live, circle, language)

    thumb.press("Who came?")
    thumb.choose("count", "9")
    thumb.press("Save")
    thumb.is_home()

    plan.refresh_from_db()
    assert (plan.state, plan.gathering.headcount, plan.attendances.count()) == ("completed", 9, 0)
    assert thumb.taps + OPENING_THE_APP == 4


@LANGUAGES
def test_unplanned_group_of_nine_without_names(live: str, browser: Browser, language: str) -> None:
    circle = Circle(led_by="nobody")
    thumb = Thumb(browser, live, circle, language)

    thumb.press("Groups")
    thumb.tap(thumb.page.get_by_role("link", name=re.compile("^" + re.escape(thumb.words("Who came?")))))
    thumb.choose("count", "9")
    thumb.press("Save")
    thumb.is_home()

    session = SupportSession.objects.get()
    assert (session.gathering.headcount, session.minutes) == (9, 60)
    assert thumb.taps + OPENING_THE_APP <= AT_MOST


@LANGUAGES
def test_one_more_call_at_the_porch(live: str, browser: Browser, language: str) -> None:
    circle = Circle(led_by="nobody", level="none")
    thumb = Thumb(browser, live, circle, language)
    thumb.go("/tally/")

    thumb.press("Count it")
    thumb.tap(thumb.page.get_by_role("button").filter(has_text="15"))
    expect(thumb.page.locator(".ps-figure__number")).to_have_text("2")

    assert (Tally.objects.count(), thumb.taps) == (2, 2)


@LOOKS
def test_a_name_is_marked_while_it_is_written(
    live: str, browser: Browser, language: str, scheme: str
) -> None:
    circle = Circle()
    circle.walks_with("Zoë Müller")
    thumb = Thumb(browser, live, circle, language, scheme=scheme)
    thumb.go(f"/groups/{circle.group.pk}/met/")
    thumb.tap(thumb.page.locator("#add-more summary"))
    thumb.tap(thumb.page.locator("#id_agreement_read"))
    mark = thumb.page.locator("[data-names-in]")
    expect(mark).to_be_hidden()

    thumb.write("zoe cooked. Zoey sang.")
    expect(mark).to_have_text(thumb.words("Somebody's name? {words}").format(words="zoe"))
    assert faults(thumb.page) == {}

    thumb.choose("count", "3")
    thumb.press("Save")
    question = thumb.words("“%(word)s” is not anybody's name here") % {"word": "zoe"}
    expect(thumb.page.get_by_text(question)).to_be_visible()
    assert faults(thumb.page) == {}
    assert not SupportSession.objects.exists()


@pytest.mark.parametrize("count", ["12", "more"])
def test_more_people_than_fit_on_two_hands(live: str, browser: Browser, count: str) -> None:
    circle = Circle()
    thumb = Thumb(browser, live, circle, "en")
    thumb.go(f"/groups/{circle.group.pk}/met/")

    thumb.choose("count", count)
    if count == "more":
        thumb.page.keyboard.type("40")
    thumb.press("Save")
    thumb.is_home()

    assert SupportSession.objects.get().gathering.headcount == (40 if count == "more" else 12)

"""The pulses on a small phone: without script, in both languages, and as paper."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from peersupport.accounts.models import User
from supervision.models import PeoplesAnswer, PulseAnswer
from tests.factories import sign_in
from tests.parts.pulses import full
from tests.supervision.pulse_world import PulseWorld
from tests.support.look import faults

PHONE = {"width": 320, "height": 640}


def phone(browser: Browser, live: str, user: User, *, language: str = "en", **more) -> Page:
    User.objects.filter(pk=user.pk).update(language=language)
    context = browser.new_context(viewport=PHONE, has_touch=True, **more)
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def test_five_taps_and_one_save_without_script(live: str, browser: Browser) -> None:
    world = PulseWorld()
    page = phone(browser, live, world.peer.user, java_script_enabled=False)
    page.goto(f"{live}/supervision/pulse/")
    groups = page.locator("main fieldset")
    assert groups.count() == 5
    for number in range(4):
        groups.nth(number).get_by_role("radio", name="often").tap()
    expect(groups.nth(4).get_by_role("radio", name="skip")).to_be_checked()
    page.get_by_role("button", name="Save").tap()

    expect(page.get_by_text("Kept as you said it.")).to_be_visible()
    assert list(PulseAnswer.objects.values_list("answer", flat=True)) == [2, 2, 2, 2]


def test_a_person_says_it_on_their_own_phone_in_spanish(live: str, browser: Browser) -> None:
    world = PulseWorld()
    me = world.person()
    page = phone(browser, live, me, language="es")
    page.goto(f"{live}/my/pulse/")
    page.locator("main fieldset").first.get_by_role("radio").nth(3).tap()
    assert faults(page) == {}
    page.locator(".ps-savebar__save").tap()
    page.wait_for_url(f"{live}/")
    page.goto(f"{live}/my/pulse/{world.peer.pk}/")

    expect(page.locator("main fieldset")).to_have_count(0)
    assert PeoplesAnswer.objects.get().answer == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_three_voices_are_drawn_and_stand_as_a_table(live: str, browser: Browser, scheme: str) -> None:
    world = PulseWorld()
    full(
        world.peer,
        world.office,
        words=("We laughed.", "There was time.", "Tuesdays, please.", "It is on the wall."),
    )
    page = phone(browser, live, world.senior, color_scheme=scheme)
    page.goto(f"{live}/supervision/voices/{world.peer.pk}/")

    assert page.locator(".ps-chart svg.ps-chart__box").count() == 5
    assert (
        page.locator(".ps-chart__box polyline").count() == 5
    )  # people, through the three months of their quarter
    page.locator("#shared-table summary").tap()
    expect(page.locator("#shared-table td").get_by_text("often").first).to_be_visible()
    expect(page.get_by_text("Tuesdays, please.")).to_be_visible()
    assert faults(page) == {}


def test_a_sheet_on_paper_has_its_sentences_and_no_buttons(live: str, browser: Browser) -> None:
    world = PulseWorld()
    page = phone(browser, live, world.office)
    page.goto(f"{live}/supervision/sheets/{world.peer.pk}/print/")
    page.emulate_media(media="print")

    assert page.locator(".ps-sheet__words:visible").count() == 5
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text("Please don't write your name")).to_be_visible()

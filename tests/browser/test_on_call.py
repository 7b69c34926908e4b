"""On call in a browser: a shift is planned by keyboard alone, and a full week is one page for the wall."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from peersupport.safety.models import OnCallShift
from tests.factories import sign_in
from tests.safety.on_call import NightHouse

PHONE = {"width": 360, "height": 640}


@pytest.fixture
def house() -> NightHouse:
    return NightHouse()


def open_as(user: object, browser: Browser, live: str) -> Page:
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport=PHONE)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def test_by_keyboard_alone_a_shift_is_planned_and_undone(
    live: str, browser: Browser, house: NightHouse
) -> None:
    page = open_as(house.office, browser, live)
    page.goto(f"{live}/manage/on-call/add/")
    keys = page.keyboard

    page.locator("#id_user").focus()
    keys.type("Emeka")
    page.locator("[name=rank][value='1']").focus()
    keys.press("ArrowRight")
    page.locator("#id_start").fill("18:00")
    page.locator("#id_end").fill("08:00")
    page.locator("#id_end").press("Enter")
    expect(page.get_by_text("1 shift is planned.")).to_be_visible()
    shift = OnCallShift.objects.get()
    assert (shift.user, shift.rank) == (house.emeka, 2)

    page.get_by_role("button", name="Undo").focus()
    keys.press("Enter")
    expect(page.get_by_text("Taken back: 1 shift.")).to_be_visible()
    assert not OnCallShift.objects.filter(ended_at=None).exists()


def test_a_full_week_is_one_page_for_the_wall(live: str, browser: Browser, house: NightHouse) -> None:
    monday = house.agency.today() + timedelta(days=7 - house.agency.today().weekday())
    every = {"weekdays": frozenset(range(7)), "until": monday + timedelta(days=6)}
    house.plan(house.emeka, monday, "08:00", "18:00", **every)
    house.plan(house.curtis, monday, "18:00", "08:00", **every)
    house.plan(house.ruth, monday, "18:00", "08:00", rank=2, **every)
    page = open_as(house.office, browser, live)

    page.goto(f"{live}/manage/on-call/list/?week={monday.isoformat()}")
    printed = page.pdf(format="Letter", prefer_css_page_size=False)

    # 21 shifts, and the gap before the first of them.
    assert (page.locator("tbody tr").count(), page.locator("tbody div").count()) == (7, 22)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1

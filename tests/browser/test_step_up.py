"""The question "is it you?" on a phone: by password, by code, in both languages and themes."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}
ASKS = "/manage/invitations/add/"


def opened(live: str, browser: Browser, *, scheme: str = "light", **values: str) -> Page:
    """A page of the desk that asks first, opened by somebody who signed in a while ago."""
    office = factories.make_admin(password=factories.PASSWORD, **values)
    context = browser.new_context(viewport=PHONE, has_touch=True, color_scheme=scheme)
    session = factories.sign_in(office, minutes_ago=6).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live}])
    page = context.new_page()
    page.goto(live + ASKS)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_question_has_no_faults(live: str, browser: Browser, language: str, scheme: str) -> None:
    page = opened(live, browser, scheme=scheme, language=language)
    by_password = faults(page)
    page.locator("main a[href*='reauthenticate/code']").click()
    by_code = faults(page)
    page.locator("main button[type=submit]").click()
    page.wait_for_selector("#id_code")

    assert (by_password, by_code, faults(page)) == ({}, {}, {})


def test_the_password_leads_on_and_a_wrong_one_is_said(live: str, browser: Browser) -> None:
    page = opened(live, browser)
    page.get_by_label("Password").fill("a guess")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Nearly there")
    assert faults(page) == {}

    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Continue").click()

    page.wait_for_url(live + ASKS)


def test_the_code_leads_on_and_a_wrong_one_is_said(live: str, browser: Browser) -> None:
    page = opened(live, browser)
    page.get_by_role("link", name="Send me a code instead").click()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill("ABC-DEF")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    assert faults(page) == {}

    page.get_by_label("Code").fill(re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group())
    page.get_by_role("button", name="Continue").click()

    page.wait_for_url(live + ASKS)

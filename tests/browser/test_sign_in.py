import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from peersupport.accounts.models import User
from tests import factories
from tests.support.look import faults

PHONE = {"width": 360, "height": 640}
PAGES = [
    "/account/login/",
    "/account/login/code/",
    "/account/password/reset/",
    "/account/signup/",
    "/no-such-page/",
]


def phone(browser: Browser, **options: object) -> Page:
    return browser.new_context(viewport=PHONE, has_touch=True, **options).new_page()


def somebody(**values: object) -> User:
    user = factories.make_user(password=factories.PASSWORD, **values)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def enter(page: Page, live: str, user: User) -> None:
    page.goto(live + "/account/login/")
    page.fill("#id_login", user.email)
    page.fill("#id_password", factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_before_sign_in_have_no_faults(live: str, browser: Browser, path: str, scheme: str) -> None:
    page = phone(browser, color_scheme=scheme)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))

    page.goto(live + path)

    assert (faults(page), problems) == ({}, [])


def test_large_text_does_not_run_off_the_page(live: str, browser: Browser) -> None:
    page = phone(browser)
    page.goto(live + "/account/login/")

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert faults(page) == {}


def test_person_comes_in_with_a_code_and_sees_only_a_neutral_name(live: str, browser: Browser) -> None:
    user = somebody(kind=User.Kind.PERSON, agency=factories.make_agency(neutral_name="Lantern"))
    page = phone(browser)
    page.goto(live + "/account/login/")
    page.get_by_role("link", name="Send me a code").click()
    page.get_by_label("Email").fill(user.email)
    page.get_by_role("button", name="Send me a code").click()

    page.get_by_label("Code").fill(re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE).group())
    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_title(re.compile(" – Lantern$"))
    assert faults(page) == {}


def test_wrong_password_is_said_at_the_top_and_keeps_the_address(live: str, browser: Browser) -> None:
    page = phone(browser)
    page.goto(live + "/account/login/")
    page.fill("#id_login", "nobody@example.org")
    page.fill("#id_password", "something else")
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Nearly there")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.input_value("#id_login") == "nobody@example.org"
    assert faults(page) == {}


@pytest.mark.parametrize(("theme", "device"), [("dark", "light"), ("light", "dark")])
def test_own_theme_wins_over_the_device(live: str, browser: Browser, theme: str, device: str) -> None:
    page = phone(browser, color_scheme=device)
    enter(page, live, somebody(theme=theme))

    page.wait_for_url(live + "/")

    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == theme


def test_account_menu_opens_without_script_and_signs_out(live: str, browser: Browser) -> None:
    page = phone(browser, java_script_enabled=False)
    enter(page, live, somebody())

    page.locator(".ps-menu summary").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("status").filter(has_text="You are signed out.")).to_be_visible()


@pytest.mark.parametrize("way", ["tap", "keyboard"])
def test_leave_quickly_goes_away_signs_out_and_forgets(live: str, browser: Browser, way: str) -> None:
    agency = factories.make_agency(quick_exit_url=f"{live}/healthz")
    page = phone(browser)
    enter(page, live, somebody(agency=agency))
    page.wait_for_url(live + "/")
    page.evaluate("localStorage.setItem('folds', '[\"more\"]')")

    if way == "tap":
        page.get_by_role("button", name="Leave quickly").click()
    else:
        for _press in range(3):
            page.keyboard.press("Shift")

    page.wait_for_url(f"{live}/healthz")
    assert page.evaluate("localStorage.length") == 0
    for _try in range(
        20
    ):  # the sign-out is sent while the page goes: on a busy machine it arrives a moment later
        page.goto(live + "/")
        if "/account/login/" in page.url:
            break
        page.wait_for_timeout(250)
    assert "/account/login/" in page.url


def test_leave_quickly_works_without_script(live: str, browser: Browser) -> None:
    agency = factories.make_agency(quick_exit_url=f"{live}/healthz")
    page = phone(browser, java_script_enabled=False)
    enter(page, live, somebody(agency=agency))

    page.get_by_role("button", name="Leave quickly").click()

    page.wait_for_url(f"{live}/healthz")

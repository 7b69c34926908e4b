"""The doors of each role stand in one row, on the narrowest phone and in the longer language."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from tests.factories import give_account, make_peer, make_person, make_staff, sign_in

TOPS = "[...document.querySelectorAll('.ps-nav__link')].map((door) => door.getBoundingClientRect().top)"


def user_with(role: str) -> User:
    if role == Role.PERSON:
        return give_account(make_person())
    return make_peer().user if role == Role.PEER else make_staff(role)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", [Role.PEER, Role.ADMIN, Role.PERSON])
def test_the_doors_stand_in_one_row(live: str, browser: Browser, role: str, language: str) -> None:
    user = user_with(role)
    user.language = language
    user.save(update_fields=["language"])
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    page = context.new_page()
    page.goto(live)
    tops = page.evaluate(TOPS)
    context.close()

    assert len(tops) >= 3
    assert len(set(tops)) == 1

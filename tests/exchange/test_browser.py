"""A list is brought in from a phone: refused, mended, checked and brought in, in both languages."""

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Page, expect

from peersupport.exchange.models import ImportRun
from peersupport.people.models import SupportedPerson
from tests import factories
from tests.support.look import faults

from .world import House, work

PHONE = {"width": 360, "height": 640}
PATIENCE = 60_000


class Phone:
    """The office, signed in on a phone. There is no worker: work() is one."""

    def __init__(self, browser, live, house, language):
        self.language, self.live = language, live
        house.office.language = language
        house.office.save(update_fields=["language"])
        cookie = factories.sign_in(house.office).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, accept_downloads=True)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        self.page: Page = context.new_page()

    def words(self, text, plural="", number=0):
        with override(self.language):
            said = ngettext(text, plural, number) if plural else gettext(text)
        return said % {"counter": number}

    def press(self, text):
        named = re.compile(f"^{re.escape(self.words(text))}$")
        self.page.get_by_role("button", name=named).or_(self.page.get_by_role("link", name=named)).first.tap()

    def sees(self, *text):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(
            self.words(*text), timeout=PATIENCE / 2
        )

    def bring(self, text):
        self.page.goto(self.live + "/manage/import/")
        self.page.locator('[name="kind"][value="people"]').tap()
        file = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
        self.page.locator('input[type="file"]').set_input_files([file])
        self.press("Look at this file")

    def let_work(self):
        self.sees("One moment")
        work(ImportRun.objects.get(state__in=["checking", "importing"]))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_list_is_mended_and_brought_in(browser, live, language):
    house = House()
    phone = Phone(browser, live, house, language)

    phone.bring("name,Session notes\nAna R.,x\n")
    expect(phone.page.locator(".govuk-error-summary")).to_contain_text("Session notes")
    phone.bring("name,Old,phone\nAna R.,1,202-555-0143\n=Bo,2,x\n")
    phone.sees("What is in which column?")
    phone.page.locator('[name="leave_out"]').tap()
    phone.page.locator('[name="column_1"]').select_option("")
    phone.press("Check every row")
    phone.let_work()
    phone.sees("One row is to be mended", "%(counter)s rows are to be mended", 1)
    expect(phone.page.get_by_role("table")).to_contain_text("=Bo")
    with phone.page.expect_download() as download:
        phone.press("All of this as a list (CSV)")
    assert re.fullmatch(r"list-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)

    phone.press("Bring the mended file")
    phone.page.wait_for_url(live + "/manage/import/")
    phone.bring("name,Old,phone\nAna R.,1,202-555-0143\nBo,2,\n")
    expect(phone.page.locator('[name="column_1"]')).to_have_value("")
    phone.page.locator('[name="leave_out"]').tap()
    phone.press("Check every row")
    phone.let_work()
    phone.sees("One row is ready to come in", "%(counter)s rows are ready to come in", 2)
    assert faults(phone.page) == {}
    phone.press("Bring them all in")
    phone.let_work()
    phone.sees("One person came in", "%(counter)s people came in", 2)
    assert sorted(SupportedPerson.objects.values_list("chosen_name", flat=True)) == ["Ana R.", "Bo"]

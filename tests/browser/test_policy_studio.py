"""The reading grade follows while somebody writes a page of the promise."""

from django.conf import settings
from django.urls import reverse

from consent import services
from tests.factories import make_admin, sign_in

WORDS = (
    "Confidentiality notwithstanding, disclosures necessitated by statutory obligations are permissible. "
    * 15
)


def test_the_grade_follows_the_writing(browser, live):
    office = make_admin()
    draft = services.start_policy(agency=office.agency, by=office)
    before = draft.texts.get(page="short", language="en").body
    cookie = sign_in(office).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    page = context.new_page()
    page.goto(live + reverse("desk:policy_text", args=[draft.pk, "short"]))
    easy = page.locator("#grade-en").inner_text()

    page.fill("[name=body_en]", WORDS)
    page.locator("#grade-en", has_text="Many people will not get through this.").wait_for(timeout=30_000)

    assert "Easy to read." in easy
    assert "Easy to read." in page.locator("#grade-es").inner_text()
    assert draft.texts.get(page="short", language="en").body == before
    context.close()

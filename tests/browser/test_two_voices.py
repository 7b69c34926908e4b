"""The person answers in one tap on a phone; two read a note together on one screen, and take words out of it."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from sessions_app.models import PersonResponse, SessionNote
from tests import factories
from tests.sessions_app.two_voices import Voices
from tests.support.look import faults

PHONE = {"width": 320, "height": 640}


def phone(browser, live, user, scheme="light"):
    context = browser.new_context(viewport=PHONE, has_touch=True, color_scheme=scheme)
    cookie = factories.sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    return context.new_page()


def tap(page, name):
    page.get_by_role("button", name=name, exact=True).tap()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_tap_on_a_phone_and_one_tap_takes_it_back(browser, live, scheme):
    two = Voices(ready_days=2)
    page = phone(browser, live, two.own, scheme)
    page.goto(f"{live}/my/meetings/{two.met.pk}/")
    assert faults(page) == {}

    tap(page, "That's right")

    expect(page.get_by_text("Your answer stands beside the note")).to_be_visible()
    assert faults(page) == {}
    assert PersonResponse.objects.get().kind == "right"
    page.get_by_role("button", name="Take back my answer").tap()
    expect(page.get_by_text("was taken back")).to_be_visible()


def test_sentences_are_chosen_and_gone(browser, live):
    two = Voices()
    page = phone(browser, live, two.own)
    page.goto(f"{live}/my/meetings/{two.met.pk}/")

    tap(page, "Please leave something out")
    expect(page.get_by_label("He told of the old job.")).to_be_visible()
    assert faults(page) == {}
    page.get_by_label("He told of the old job.").check()
    tap(page, "Leave it out")

    expect(page.get_by_role("heading", name="What you set aside")).to_be_visible()
    assert faults(page) == {}
    assert "old job" not in two.read(two.clinical).text.text
    page.get_by_role("button", name="Put it back").tap()
    expect(page.get_by_role("heading", name="What you set aside")).to_have_count(0)


def test_two_read_it_together_on_the_peers_phone(browser, live):
    two = Voices(ready_days=2, has_account=False)
    page = phone(browser, live, two.user)
    page.goto(f"{live}/sessions/{two.met.pk}/read/")
    page.get_by_role("link", name="Read this together").tap()
    expect(page.get_by_role("heading", name="What we write about our meeting")).to_be_visible()
    assert faults(page) == {}

    tap(page, "Please leave something out")
    expect(page.get_by_label("He told of the old job.")).to_be_visible()
    assert faults(page) == {}
    page.get_by_label("He told of the old job.").check()
    tap(page, "Leave it out")
    expect(page.get_by_text("We walked to the river. Then we wrote a letter.")).to_be_visible()
    page.get_by_label("In your words").fill("And we laughed.")
    tap(page, "Add my words")
    expect(page.get_by_text("And we laughed.").first).to_be_visible()
    tap(page, "I have the phone back")

    page.wait_for_url(f"{live}/sessions/{two.met.pk}/")
    assert page.url == f"{live}/sessions/{two.met.pk}/"
    assert set(PersonResponse.objects.values_list("kind", "given")) == {
        ("leave_out", "peers_screen"),
        ("words", "peers_screen"),
    }
    assert SessionNote.objects.get().versions.count() == 1

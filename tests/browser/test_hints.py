"""Hints about words while somebody writes: found by keys and by thumb, put away, taken back, heard politely."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from peersupport.people.services import add_word
from sessions_app.models import SessionDraft, SessionNote
from tests import factories
from tests.sessions_app.world import Two
from tests.support.look import faults

PHONE = {"width": 320, "height": 640}
TEXT = "Lou was noncompliant today. 👩‍👧 He is loud, and an addict."


@pytest.fixture
def two() -> Two:
    return Two()


def write(live: str, browser: Browser, two: Two, *, scheme: str = "light", script: bool = True) -> Page:
    session = factories.sign_in(two.user).cookies["sessionid"].value
    context = browser.new_context(
        viewport=PHONE, has_touch=True, color_scheme=scheme, java_script_enabled=script
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": live}])
    page = context.new_page()
    page.goto(f"{live}/sessions/log/?person={two.person.pk}")
    page.fill("#id_text", TEXT)
    return page


def word(page: Page, words: str):
    return page.get_by_role("button", name=f"Hint about “{words}”", exact=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_thumb_a_hint_says_why_and_other_words_and_can_be_taken_back(live, browser, two, scheme) -> None:
    page = write(live, browser, two, scheme=scheme)
    word(page, "noncompliant").tap()
    panel = page.locator(".ps-hint__why:visible")
    expect(panel.locator("p").first).not_to_be_empty()
    assert faults(page) == {}

    panel.locator(".ps-hint__other button").first.tap()
    expect(page.locator("#id_text")).not_to_have_value(TEXT)
    expect(word(page, "noncompliant")).to_have_count(0)
    page.get_by_role("button", name="Undo").tap()

    expect(page.locator("#id_text")).to_have_value(TEXT)
    expect(word(page, "noncompliant")).to_be_visible()


def test_by_keyboard_it_is_put_away_and_stays_away_with_the_draft_alone(live, browser, two) -> None:
    page = write(live, browser, two)
    expect(word(page, "noncompliant")).to_be_visible()
    page.focus("#id_text")
    page.keyboard.press("Tab")
    expect(word(page, "noncompliant")).to_be_focused()
    page.keyboard.press("Enter")
    keep = page.get_by_role("button", name="Keep it, these are their words")
    while not keep.evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
    with page.expect_response(lambda answer: "/sessions/drafts/" in answer.url):
        page.keyboard.press("Enter")
        expect(word(page, "noncompliant")).to_have_count(0)
        expect(page.get_by_role("button", name="Undo")).to_be_focused()

    page.goto(f"{live}/sessions/log/?draft={SessionDraft.objects.get().session_key}")

    expect(word(page, "addict")).to_be_visible()
    expect(word(page, "noncompliant")).to_have_count(0)
    assert not SessionNote.objects.exists()


def test_a_screen_reader_hears_it_once_and_politely(live, browser, two) -> None:
    page = write(live, browser, two)

    status = page.locator(".ps-hints__status").first

    expect(status).to_have_text("2 hints about words. Only you see them.")
    assert status.get_attribute("role") == "status"
    assert page.locator("[role=alert]").count() == 0
    # The copy that carries the underlines is not read out.
    assert page.locator(".ps-under__copy").first.get_attribute("aria-hidden") == "true"
    assert page.locator(".ps-under__copy mark").all_inner_texts() == ["noncompliant", "addict"]


def test_their_own_words_are_left_alone_and_what_they_never_want_to_read_comes_first(
    live, browser, two
) -> None:
    add_word(person=two.person, text="addict", use="mine", by=two.user)
    add_word(person=two.person, text="loud", use="never", by=two.user)

    page = write(live, browser, two)

    expect(word(page, "loud")).to_be_visible()
    expect(word(page, "noncompliant")).to_be_visible()
    expect(word(page, "addict")).to_have_count(0)


def test_more_than_two_come_on_request(live, browser, two) -> None:
    page = write(live, browser, two)
    page.fill("#id_text", TEXT + " She was manipulative. He is low functioning.")
    expect(page.locator(".ps-hint")).to_have_count(2)

    page.get_by_role("button", name="2 more").tap()

    expect(page.locator(".ps-hint")).to_have_count(4)


def test_the_language_of_the_note_is_the_language_of_the_hints(live, browser, two) -> None:
    page = write(live, browser, two)
    page.locator('main [type="radio"][name="language"][value="es"]').tap()

    expect(word(page, "noncompliant")).to_have_count(0)


def test_without_script_the_same_hints_stand_below_the_box(live, browser, two) -> None:
    page = write(live, browser, two, script=False)
    page.get_by_role("button", name="Look at my words").tap()

    expect(page.locator("#words li")).to_have_count(2)
    expect(page.locator("#words li").first).to_contain_text("“noncompliant”")
    expect(page.locator("#id_text")).to_have_value(TEXT)


def test_nothing_about_hints_leaves_the_page_but_what_was_put_away(live, browser, two) -> None:
    sent = []
    page = write(live, browser, two)
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data or "")))
    word(page, "noncompliant").tap()
    page.get_by_role("button", name="Not here").tap()
    expect(page.locator("[data-draft-status]")).to_contain_text("Saved")

    posted = [(method, url) for method, url, _body in sent if method == "POST"]

    assert {url.split("?")[0] for _method, url in posted} == {
        f"{live}/sessions/drafts/{page.input_value('[name=key]')}/"
    }
    (kept,) = json.loads(page.input_value("[name=kept_hints]"))
    assert kept.endswith("|noncompliant")

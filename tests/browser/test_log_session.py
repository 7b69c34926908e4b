"""The main job with one thumb: a small slow phone, both languages. Taps are counted from the signed-in home page."""

import re

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Locator, Page, expect

from sessions_app.models import SessionDraft, SessionNote, SupportSession
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall

PHONE = {"width": 360, "height": 640}
SLOWDOWN = 4
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE / 2)
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
# Both languages and both themes in two runs.
LOOKS = pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])


class Thumb:
    """A phone somebody is signed in on. Counts what the thumb does; typing is not counted, focusing is."""

    def __init__(
        self, browser: Browser, live: str, two: Two, language: str, *, scheme: str = "light"
    ) -> None:
        self.live, self.language, self.taps = live, language, 0
        type(two.user).objects.filter(pk=two.user.pk).update(language=language)
        session = factories.sign_in(two.user).cookies["sessionid"].value
        self.context = browser.new_context(
            viewport=PHONE, has_touch=True, is_mobile=True, color_scheme=scheme
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": live}])
        self.page = self.tab()
        self.go("/")

    def tab(self) -> Page:
        page = self.context.new_page()
        self.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        return page

    def go(self, path: str) -> None:
        self.page.goto(self.live + path)
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def words(self, text: str) -> str:
        with override(self.language):
            return gettext(text)

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def press(self, text: str) -> None:
        """Tap the link or button with these words."""
        words = re.compile(f"^{re.escape(self.words(text))}$")
        self.tap(
            self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words)).first
        )

    def choose(self, name: str, value: str) -> None:
        self.tap(self.page.locator(f'[name="{name}"][value="{value}"]'))

    def write(self, text: str) -> None:
        self.tap(self.page.locator("#id_text"))
        self.page.keyboard.type(text)

    def is_home(self) -> None:
        expect(self.page).to_have_url(self.live + "/")

    def has_saved_a_draft(self) -> None:
        saved = re.compile("^" + self.words("Saved {time}").replace("{time}", ".+") + "$")
        expect(self.page.locator("[data-draft-status]")).to_have_text(saved)


@LANGUAGES
def test_planned_meeting_in_seven_taps_and_two_answers(live: str, browser: Browser, language: str) -> None:
    two = Two()
    plan = two.plan(local_start=wall(minutes=5))
    thumb = Thumb(browser, live, two, language)

    thumb.press("We met")
    thumb.choose("kinds", "companionship")
    thumb.write("We had tea and looked at the letters.")
    thumb.press("Save")
    thumb.is_home()

    plan.refresh_from_db()
    assert (plan.state, plan.has_note, thumb.taps) == ("completed", True, 4)


@LANGUAGES
def test_unplanned_meeting_in_ten_taps(live: str, browser: Browser, language: str) -> None:
    two = Two()
    two.complete(an_entry(local_start=wall(days=-7)))
    thumb = Thumb(browser, live, two, language)

    thumb.press("Write down a meeting")
    thumb.tap(thumb.page.get_by_role("link", name=re.compile("Ana R.")))
    thumb.choose("minutes", "30")
    thumb.choose("kinds", "emotional")
    thumb.write("A call from the bus stop.")
    thumb.press("Save")
    thumb.is_home()

    session = SupportSession.objects.latest("starts_at")
    assert (session.minutes, session.kinds, session.has_note) == (30, ["emotional"], True)
    assert thumb.taps == 6


@LANGUAGES
def test_did_not_connect_in_one_tap_and_undone_in_another(live: str, browser: Browser, language: str) -> None:
    two = Two()
    plan = two.plan(local_start=wall(minutes=5))
    thumb = Thumb(browser, live, two, language)

    thumb.press("We didn't connect")
    thumb.is_home()
    plan.refresh_from_db()
    assert (plan.state, thumb.taps) == ("not_met", 1)

    thumb.press("Undo")
    expect(thumb.page.get_by_role("link", name=thumb.words("We met"), exact=True)).to_be_visible()
    plan.refresh_from_db()
    assert plan.state == "planned"


@LANGUAGES
def test_draft_survives_closing_the_tab(live: str, browser: Browser, language: str) -> None:
    two = Two()
    thumb = Thumb(browser, live, two, language)
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    thumb.choose("minutes", "45")
    thumb.write("Half a thought about")
    thumb.has_saved_a_draft()

    thumb.page.close()
    thumb.page = thumb.tab()
    thumb.go("/")
    drafts = thumb.page.locator("#drafts + ul")
    thumb.tap(drafts.get_by_role("link", name="Ana R."))

    expect(thumb.page.locator("#id_text")).to_have_value("Half a thought about")
    expect(thumb.page.locator('[name="minutes"][value="45"]')).to_be_checked()
    assert (SessionDraft.objects.count(), SupportSession.objects.count()) == (1, 0)


def test_leaving_before_the_pause_is_over_keeps_the_words_too(live: str, browser: Browser) -> None:
    two = Two()
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    address = thumb.page.url
    thumb.write("The last word")
    thumb.page.goto(live + "/people/")

    for _look in range(30):  # the words travel while the next page is shown
        if SessionDraft.objects.exists():
            break
        thumb.page.wait_for_timeout(200)
    thumb.page.goto(address)
    expect(thumb.page.locator("#id_text")).to_have_value("The last word")


def test_two_tabs_and_a_double_click_make_one_session(live: str, browser: Browser) -> None:
    two = Two()
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    thumb.choose("minutes", "45")
    thumb.choose("kinds", "emotional")
    thumb.write("Once is enough.")
    thumb.has_saved_a_draft()
    second = thumb.tab()
    second.goto(thumb.page.url)
    expect(second.locator("#id_text")).to_have_value("Once is enough.")

    for page in (thumb.page, second):
        page.get_by_role("button", name="Save", exact=True).dblclick()
        expect(page).to_have_url(live + "/")

    assert (SupportSession.objects.count(), SessionNote.objects.count(), SessionDraft.objects.count()) == (
        1,
        1,
        0,
    )


def test_other_words_in_a_second_tab_are_not_lost_and_not_saved(live: str, browser: Browser) -> None:
    two = Two()
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    address = thumb.page.url
    second = thumb.tab()
    second.goto(address)
    thumb.choose("minutes", "45")
    thumb.choose("kinds", "emotional")
    thumb.write("First")
    thumb.press("Save")
    thumb.is_home()

    thumb.page = second
    thumb.choose("minutes", "15")
    thumb.choose("kinds", "emotional")
    thumb.write("Second")
    thumb.press("Save")

    expect(second.locator("#id_text")).to_have_value("Second")
    expect(second.get_by_role("alert")).to_contain_text("written down already")
    assert SessionNote.objects.count() == 1


def test_length_fills_in_start_and_end_where_both_are_asked(live: str, browser: Browser) -> None:
    two = Two(level="billable")
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")

    thumb.choose("minutes", "45")
    start = thumb.page.locator("#id_start_time").input_value()
    thumb.choose("minutes", "15")

    assert re.fullmatch(r"\d\d:\d\d", start)
    assert thumb.page.locator("#id_start_time").input_value() != start
    assert thumb.page.locator("#id_end_time").input_value() != ""


def test_small_comforts_of_the_form(live: str, browser: Browser) -> None:
    two = Two()
    two.complete(an_entry(minutes=75, way="phone", local_start=wall(days=-1)))
    thumb = Thumb(browser, live, two, "en")
    thumb.go(f"/sessions/log/?person={two.person.pk}")
    page = thumb.page

    page.get_by_role("link", name="Same place and length as last time").tap()
    expect(page.locator("#id_minutes_other")).to_have_value("75")
    expect(page.locator("[data-start]")).to_contain_text("Started about")
    page.locator("#add-more summary").tap()
    phone = page.locator('[name="way"][value="phone"]')
    expect(phone).to_be_checked()
    phone.tap()
    expect(phone).not_to_be_checked()
    page.locator("#id_text").fill("a" * 590)
    expect(page.locator("[data-count-for]")).to_have_text("10 letters left")
    page.locator("#id_text").fill("a" * 610)
    expect(page.locator("[data-count-for]")).to_have_text("10 letters too many")


def test_everything_works_without_scripts(live: str, browser: Browser) -> None:
    two = Two()
    session = factories.sign_in(two.user).cookies["sessionid"].value
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live}])
    page = context.new_page()
    page.goto(f"{live}/sessions/log/?person={two.person.pk}")

    page.locator('[name="minutes"][value="other"]').check(force=True)
    page.locator("#id_minutes_other").fill("20")
    page.locator('[name="kinds"][value="emotional"]').check(force=True)
    page.locator("#id_text").fill("No script was needed.")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_url(live + "/")
    assert SupportSession.objects.get().minutes == 20

"""A worry from any page of a peer: three taps, a name and a sentence; no word is lost, also without a connection."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

from peersupport.safety.models import Concern
from tests import factories
from tests.safety.concern_world import World
from tests.sessions_app.world import Two

# The keyboard of a small phone takes the lower part of 320 × 640.
ABOVE_THE_KEYBOARD = {"width": 320, "height": 380}
IN_SIGHT = """(box) => {
  const { left, top, width, bottom } = box.getBoundingClientRect();
  const seen = (y) => document.elementFromPoint(left + width / 2, y) === box;
  return { first: seen(top + 4), last: seen(bottom - 4) };
}"""


@pytest.fixture
def two() -> Two:
    """With a worry about nobody said before: the page waits 12 seconds, which a cold process under load may need."""
    two = Two()
    factories.sign_in(two.user).post("/concerns/add/", {"sentence": "x"}, follow=True)
    return two


class Phone:
    """A small phone; `taps` counts what a thumb does beside choosing the person and typing the sentence."""

    def __init__(self, user: object, browser: Browser, live: str) -> None:
        cookie = factories.sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        self.context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.new_page()
        self.live, self.taps = live, 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def say(self, person: str, sentence: str) -> None:
        """From the page that is open to the form, filled in."""
        self.taps = 0
        self.tap(self.page.get_by_role("link", name="Help now").first)
        self.tap(self.page.get_by_role("link", name="I'm worried about someone's safety"))
        self.page.get_by_label(person, exact=True).tap()
        self.page.get_by_label("What worries you?").fill(sentence)

    def keep(self) -> None:
        self.tap(self.page.get_by_role("button", name="Keep it and ask who is on call"))

    def is_kept(self) -> None:
        expect(self.page.get_by_role("heading", name="It is kept")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(
    "place", ["home", "people", "person", "log", "plan", "hard times", "meeting", "messages"]
)
def test_from_every_page_it_is_three_taps_a_name_and_a_sentence(
    live: str, browser: Browser, two: Two, place: str
) -> None:
    key = two.person.pk
    paths = {
        "home": "/", "people": "/people/", "person": f"/people/{key}/", "log": f"/sessions/log/?person={key}",
        "plan": f"/people/{key}/plan/", "hard times": f"/people/{key}/hard-times/",
        "meeting": f"/sessions/{two.complete().pk}/", "messages": "/messages/",
    }  # fmt: skip
    phone = Phone(two.user, browser, live)
    opened = phone.page.goto(live + paths[place])
    assert opened
    assert opened.ok

    phone.say(two.person.chosen_name, "She does not answer.")
    phone.keep()

    phone.is_kept()
    assert Concern.objects.filter(person=two.person).count() == 1
    assert phone.taps == 3


def test_a_note_half_written_is_there_on_coming_back(live: str, browser: Browser, two: Two) -> None:
    phone = Phone(two.user, browser, live)
    phone.page.goto(f"{live}/sessions/log/?person={two.person.pk}")
    address = phone.page.url
    phone.page.locator("#id_text").fill("Half a thought about")
    phone.say(two.person.chosen_name, "She does not answer.")
    phone.keep()
    phone.is_kept()

    phone.page.goto(address)

    expect(phone.page.locator("#id_text")).to_have_value("Half a thought about")


def test_without_a_connection_the_page_says_so_and_keeps_the_words(live: str, browser: Browser) -> None:
    world = World()
    phone = Phone(world.user, browser, live)
    phone.page.goto(live)
    phone.say("Ana", "She does not answer.")
    phone.context.set_offline(True)
    phone.keep()

    lost = phone.page.get_by_role("alert")
    expect(lost).to_contain_text("It may NOT be saved", timeout=30_000)
    expect(lost.get_by_role("link", name="+1 202 555 0100")).to_be_visible()
    expect(phone.page.get_by_label("What worries you?")).to_have_value("She does not answer.")
    assert not Concern.objects.exists()

    phone.context.set_offline(False)
    phone.keep()
    phone.is_kept()
    assert Concern.objects.count() == 1


def test_signed_out_meanwhile_the_words_stay_until_they_are_kept(live: str, browser: Browser) -> None:
    world = World()
    phone = Phone(world.user, browser, live)
    phone.page.goto(live)
    phone.say("Ana", "She does not answer.")
    session = [one for one in phone.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    phone.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    phone.keep()
    expect(phone.page.get_by_role("alert")).to_be_visible(timeout=30_000)
    expect(phone.page.get_by_label("What worries you?")).to_have_value("She does not answer.")

    phone.context.add_cookies(session)
    phone.keep()
    phone.is_kept()


def test_an_answer_that_gets_lost_makes_no_second_worry(live: str, browser: Browser) -> None:
    world = World()
    phone = Phone(world.user, browser, live)
    phone.page.goto(live)
    phone.say("Ana", "She does not answer.")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    phone.page.route("**/concerns/add/", lose_the_answer)
    phone.keep()
    expect(phone.page.get_by_role("alert")).to_be_visible(timeout=30_000)
    phone.page.unroute("**/concerns/add/")
    phone.keep()

    phone.is_kept()
    assert Concern.objects.count() == 1


def test_with_thirty_people_the_sentence_stays_in_sight_above_the_keyboard(
    live: str, browser: Browser
) -> None:
    world = World()
    for number in range(30):
        factories.make_pairing(
            person=factories.make_person(program=world.program, name=f"Sam {number:02}"), peer=world.peer
        )
    phone = Phone(world.user, browser, live)
    phone.page.goto(f"{live}/concerns/add/")
    box = phone.page.get_by_label("What worries you?")
    assert box.evaluate(IN_SIGHT) == {"first": True, "last": True}
    phone.page.set_viewport_size(ABOVE_THE_KEYBOARD)
    phone.page.get_by_label("Who is it about?").select_option(label="Sam 17")
    expect(phone.page.get_by_label("A name, or who they are")).to_be_hidden()

    box.tap()
    phone.page.keyboard.type("She does not answer.")

    assert box.evaluate(IN_SIGHT) == {"first": True, "last": True}
    phone.keep()
    phone.is_kept()
    assert Concern.objects.get().person.chosen_name == "Sam 17"

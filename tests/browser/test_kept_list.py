"""A list kept on one's own phone: locked, opened without a connection, renewed, and gone after five wrong codes."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from peersupport.people.models import ContactDetails
from tests import factories
from tests.safety.planned import Planned
from tests.support.look import faults

CODE = "blue heron, 2 eggs"
STORED = """async () => {
  const base = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("list");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const store = base.transaction("kept").objectStore("kept");
  const kept = await new Promise((resolve) => (store.get("one").onsuccess = (event) => resolve(event.target.result)));
  base.close();
  const text = new TextDecoder().decode(new Uint8Array(kept.data));
  return { text, rounds: kept.rounds, fields: Object.keys(kept).sort(), plain: JSON.stringify(kept) };
}"""


class Phone:
    """The person's own phone, with the list kept on it."""

    def __init__(self, browser: Browser, live: str, two: Planned) -> None:
        self.live, self.two = live, two
        self.context: BrowserContext = browser.new_context(viewport={"width": 320, "height": 640})
        cookie = factories.sign_in(two.me).cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        self.page: Page = self.context.new_page()

    def fill_in(self, code: str = CODE, again: str = CODE, *, mine: bool = True) -> None:
        self.page.goto(f"{self.live}/my/hard-times/phone/")
        if mine:
            self.page.get_by_label("This phone is mine").check()
        self.page.get_by_label("A code of your own").fill(code)
        self.page.get_by_label("The same code again").fill(again)
        self.page.get_by_role("button", name="Keep it here").click()

    def keep(self) -> None:
        self.fill_in()
        expect(self.page.get_by_text("It is on this phone now.")).to_be_visible(timeout=30_000)

    def open(self, code: str = CODE) -> None:
        self.page.goto(f"{self.live}/list/")
        self.try_code(code)

    def try_code(self, code: str) -> None:
        self.page.get_by_label("Code").fill(code)
        self.page.get_by_role("button", name="Open").click()

    def says(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words, timeout=30_000)


@pytest.fixture
def two() -> Planned:
    two = Planned()
    two.write(parts={"alone": "walk to the river", "ask": "Delbert, 555 0142, any time"})
    return two


@pytest.fixture
def phone(browser: Browser, live: str, two: Planned) -> Iterator[Phone]:
    phone = Phone(browser, live, two)
    yield phone
    phone.context.close()


def test_it_opens_without_a_connection_and_without_signing_in(phone: Phone) -> None:
    phone.keep()
    assert faults(phone.page) == {}
    phone.context.clear_cookies()
    phone.context.set_offline(True)

    phone.open()

    phone.says("walk to the river")
    expect(phone.page.get_by_role("link", name="555 0142")).to_have_attribute("href", "tel:5550142")
    expect(phone.page).to_have_title("List")
    assert faults(phone.page) == {}
    phone.context.set_offline(False)


def test_nothing_of_it_can_be_read_in_the_phones_storage(phone: Phone) -> None:
    phone.keep()

    stored = phone.page.evaluate(STORED)

    assert stored["rounds"] >= 600_000
    assert stored["fields"] == ["data", "iv", "rounds", "salt", "tries"]
    assert not re.search("river|Delbert|heron", stored["text"] + stored["plain"])
    assert phone.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    kept = "caches.keys().then(async (names) => (await Promise.all(names.map(async (n) => (await (await caches.open(n))"
    paths = phone.page.evaluate(f"{kept}.keys()).map((r) => new URL(r.url).pathname)))).flat())")
    assert {path for path in paths if not path.startswith("/static/")} == {"/list/"}


def test_five_wrong_codes_delete_it(phone: Phone) -> None:
    phone.keep()
    phone.context.set_offline(True)
    phone.open("something else")
    for left in ("4 more tries", "3 more tries", "2 more tries", "One more try"):
        phone.says(left)
        phone.try_code("something else")

    phone.says("Deleted from this phone.")
    phone.context.set_offline(False)
    phone.page.goto(f"{phone.live}/list/")
    phone.says("Nothing is kept on this phone.")


def test_a_right_code_forgives_the_wrong_ones_before(phone: Phone) -> None:
    phone.keep()
    for _time in range(2):
        phone.open("something else")
        for left in ("4 more tries", "3 more tries", "2 more tries"):
            phone.says(left)
            phone.try_code("something else")
        phone.says("One more try")
        phone.open()
        phone.says("walk to the river")


def test_a_newer_version_takes_its_place_when_it_is_opened(phone: Phone) -> None:
    phone.keep()
    phone.two.write(parts={"alone": "walk to the pond"})

    phone.open()
    phone.says("walk to the pond")

    phone.context.set_offline(True)
    phone.open()
    phone.says("walk to the pond")
    phone.context.set_offline(False)


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  let left = 2;
  IDBObjectStore.prototype.put = function (...given) {
    if (left-- > 0) return put.apply(this, given);
    throw new DOMException("no room", "QuotaExceededError");
  };
}"""


def test_on_a_phone_without_room_for_the_newer_version_it_stays_open_and_kept(phone: Phone) -> None:
    phone.keep()
    phone.two.write(parts={"alone": "walk to the pond"})
    phone.page.goto(f"{phone.live}/list/")
    phone.page.evaluate(FULL)

    phone.try_code(CODE)

    phone.says("walk to the pond")
    phone.context.set_offline(True)
    phone.open()
    phone.says("walk to the river")
    phone.context.set_offline(False)


def test_what_can_not_be_opened_just_now_is_not_called_deleted(phone: Phone) -> None:
    phone.keep()
    phone.page.goto(f"{phone.live}/list/")
    phone.page.evaluate(FULL.replace("left = 2", "left = 0"))

    phone.try_code(CODE)

    phone.says("It did not open.")
    phone.open()
    phone.says("walk to the river")


def test_somebody_else_who_signs_in_here_changes_nothing(phone: Phone) -> None:
    phone.keep()
    other = Planned()
    other.write(parts={"alone": "another's words"})
    cookie = factories.sign_in(other.me).cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": phone.live}])

    with phone.page.expect_response("**/my/hard-times/kept/"):
        phone.open()

    phone.says("walk to the river")
    phone.open()
    phone.says("walk to the river")


def test_a_phone_that_is_shared_from_now_on_forgets_it(phone: Phone) -> None:
    phone.keep()
    ContactDetails.objects.filter(person=phone.two.person).update(phone_is_shared=True)

    phone.open()
    phone.says("Deleted from this phone.")

    phone.page.goto(f"{phone.live}/list/")
    phone.says("Nothing is kept on this phone.")


def test_it_is_deleted_by_hand_without_the_code(phone: Phone) -> None:
    phone.keep()
    phone.page.goto(f"{phone.live}/list/")
    phone.page.get_by_text("Delete it from this phone").click()
    phone.page.get_by_role("button", name="Yes, delete it").click()

    phone.says("Deleted from this phone.")
    assert phone.page.evaluate("indexedDB.databases()") == []


def test_leaving_quickly_leaves_it_there(phone: Phone) -> None:
    phone.keep()
    phone.page.route("**/leave/**", lambda route: route.fulfill(body="gone"))
    phone.page.goto(f"{phone.live}/my/hard-times/")
    phone.page.locator("form[data-exit] button").first.click()
    phone.page.wait_for_url(lambda url: "/my/" not in url)
    phone.context.set_offline(True)

    phone.open()

    phone.says("walk to the river")
    phone.context.set_offline(False)


@pytest.mark.parametrize(
    ("code", "again", "mine", "words"),
    [
        (CODE, CODE, False, "nobody else uses this phone"),
        ("12345", "12345", True, "at least six signs"),
        ("123456", "123456", True, "at least six signs"),
        ("aaaaaaaa", "aaaaaaaa", True, "at least six signs"),
        (CODE, "blue heron", True, "not the same"),
    ],
)
def test_nothing_is_kept_without_a_code_that_holds(
    phone: Phone, code: str, again: str, mine: bool, words: str
) -> None:
    phone.fill_in(code, again, mine=mine)

    expect(phone.page.locator("[data-keep-status]")).to_contain_text(words)
    assert phone.page.evaluate("indexedDB.databases()") == []

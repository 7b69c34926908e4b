"""Switching a browser on: what the page says in each state, and what the worker shows.

Headless browsers have no push service. Where one is needed two answers of the browser are stood in for: whether it may
show messages, and the subscription. The rest is real; what leaves the house is in tests/notifications/test_devices.py.
"""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page, expect

from peersupport.accounts.models import User
from peersupport.core import web_push
from peersupport.notifications.models import Route
from tests import factories
from tests.notifications import browsers
from tests.support.look import faults

SWITCH_ON = "This device is mine alone: switch it on"
WORKER_FILE = Path(__file__).parents[2] / "static/js/push/worker.js"
ANSWERED = """(answer) => {
  Object.defineProperty(Notification, "permission", { get: () => answer });
  Notification.requestPermission = async () => answer;
}"""
SUBSCRIBED = """(given) => {
  const one = { endpoint: given.endpoint, options: { applicationServerKey: null } };
  one.unsubscribe = async () => (localStorage.setItem("gone", "yes"), true);
  one.toJSON = () => ({ endpoint: given.endpoint, keys: { p256dh: given.browser_key, auth: given.browser_secret } });
  PushManager.prototype.subscribe = async () => (localStorage.setItem("subscribed", "yes"), one);
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? one : null);
}"""
# The worker's own file, with somebody in place of the browser who writes down what it is told to do.
WORKED = """async ([source, message, open]) => {
  const handlers = {}, did = [];
  const page = { url: open, focus: async () => did.push(["focus", open]) };
  const self = {
    HOME: "/messages/",
    addEventListener: (name, handler) => (handlers[name] = handler),
    registration: { showNotification: async (title, looks) => did.push(["show", title, looks]) },
    clients: { matchAll: async () => (open ? [page] : []), openWindow: async (path) => did.push(["open", path]) },
  };
  new Function("self", source)(self);
  const run = async (name, event) => {
    const waiting = [];
    handlers[name]({ ...event, waitUntil: (work) => waiting.push(work) });
    await Promise.all(waiting);
  };
  await run("push", { data: message && { json: () => message } });
  await run("notificationclick", { notification: { close: () => did.push(["close"]) } });
  return did;
}"""


@pytest.fixture
def peer(settings) -> User:
    settings.PUSH_KEY = web_push.text_of(os.urandom(32))
    settings.PUSH_CONTACT, settings.PUSH_SERVICES = "mailto:it@house.example", ["push.example"]
    return factories.make_peer().user


def opened(browser: Browser, live: str, user: User, *scripts: str, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    cookie = factories.sign_in(user).cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(f"{live}/messages/choose/")
    page.get_by_role("link", name="Messages on a device").click()
    return page


def answered(answer: str) -> str:
    return f"({ANSWERED})({json.dumps(answer)})"


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-device-status]")).to_contain_text(words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_taps_switch_it_on_and_one_switches_it_off(live: str, browser: Browser, peer, scheme) -> None:
    subscribed = f"({SUBSCRIBED})({json.dumps(browsers.Browser('https://push.example').said)})"
    page = opened(browser, live, peer, answered("granted"), subscribed, scheme=scheme)
    assert faults(page) == {}

    page.get_by_role("button", name=SWITCH_ON).press("Enter")

    expect(page.get_by_text("Switched on. You can try whether it works.")).to_be_visible()
    says(page, "This browser is switched on.")
    expect(page.get_by_text("This browser here")).to_be_visible()
    expect(page.get_by_role("button", name=SWITCH_ON)).to_be_hidden()
    assert faults(page) == {}
    registered = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    )
    assert [urlsplit(scope).path for scope in registered] == ["/messages/"]

    Route.objects.filter(user=peer, channel="push").update(state="bounced")
    page.reload()
    says(page, "nothing arrives here any more")
    expect(page.get_by_role("button", name=SWITCH_ON)).to_be_visible()
    assert faults(page) == {}

    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_text("Switched off. Nothing comes there any more.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('gone')") == "yes"
    assert not Route.objects.filter(user=peer, channel="push").exclude(state="off").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_that_was_told_no_says_what_to_do(live: str, browser: Browser, peer, scheme) -> None:
    page = opened(browser, live, peer, answered("denied"), scheme=scheme)

    says(page, "Your browser was told to show no messages from here.")
    expect(page.get_by_role("button", name=SWITCH_ON)).to_be_hidden()
    assert faults(page) == {}


def test_a_browser_that_cannot_says_so(live: str, browser: Browser, peer) -> None:
    page = opened(browser, live, peer, "delete globalThis.PushManager;")

    says(page, "This browser can't show messages like these.")
    expect(page.get_by_role("button", name=SWITCH_ON)).to_be_hidden()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("default", "Your browser was not told yes."),
        ("granted", "could not be reached by its maker's service"),
    ],
)
def test_what_comes_to_nothing_is_said_and_leaves_no_row(live, browser, peer, answer, words) -> None:
    page = opened(browser, live, peer, answered(answer))

    page.get_by_role("button", name=SWITCH_ON).click()

    says(page, words)
    expect(page.locator("[data-device-status]")).to_be_focused()
    assert not Route.objects.filter(channel="push").exists()


def test_the_worker_shows_what_came_and_a_tap_leads_to_for_you(browser: Browser) -> None:
    page = browser.new_context().new_page()
    message = {"title": "Lantern", "text": "Please sign in now.", "key": "k", "urgent": True}
    looks = {"body": "Please sign in now.", "tag": "k", "renotify": True, "requireInteraction": True}

    for there, last in (
        ("", ["open", "/messages/"]),
        ("http://x.example/messages/", ["focus"]),
        ("http://x.example/", ["open"]),
    ):
        did = page.evaluate(WORKED, [WORKER_FILE.read_text(), message, there])

        assert did[:2] == [["show", "Lantern", looks], ["close"]]
        assert did[2][: len(last)] == last
    assert page.evaluate(WORKED, [WORKER_FILE.read_text(), None, ""]) == [["close"], ["open", "/messages/"]]

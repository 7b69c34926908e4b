"""`manage.py demo --check`: one page, one task through the broker, one session through the form, all over HTTP."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

from peersupport.embedded.client import Client, Page
from peersupport.embedded.processes import wait_until

SIGN_IN, LOG_FORM = "/account/login/", "/sessions/log/"
ANSWERS = {
    "minutes": "30",
    "when": "now",
    "kinds": "companionship",
    "text": "We walked to the market and talked about the week.",
    "read_together": "yes",
    "way": "in_person",
    "place": "outdoors",
    "next_step": "We meet again next week.",
    "next_step_whose": "us",
}
Say = Callable[[str], None]


class CheckFailed(Exception):
    """The message says what did not work."""


def run(address: str, accounts: list[dict[str, Any]], say: Say, heed: Callable[[], None]) -> int:
    started = datetime.now(UTC)
    try:
        page = Client(address).get(SIGN_IN)
        if page.status != 200:
            raise CheckFailed(f"The sign-in page answered with {page.status}.")
        say("  ✓ a page answered")
        log_a_session(address, accounts)
        say("  ✓ a session was logged through the form")
        wait_for_a_task(address, started, heed)
        say("  ✓ a task went through the broker and left its row")
    except (CheckFailed, LookupError) as problem:
        say(f"  ✗ {problem}")
        return 1
    return 0


def wait_for_a_task(address: str, started: datetime, heed: Callable[[], None]) -> None:
    def has_run() -> bool:
        heed()
        found = json.loads(Client(address).get("/readyz").text).get("beat", {}).get("at")
        return found is not None and datetime.fromisoformat(found) > started

    if not wait_until(has_run, 120, step=0.25):
        raise CheckFailed("No task has run within two minutes.")


def log_a_session(address: str, accounts: list[dict[str, Any]]) -> None:
    """As the first peer, with the first person for whom it is possible today."""
    client = signed_in(address, next(account for account in accounts if account["role"] == "peer"))
    refused = []
    for chosen in links_to_people(client.get(LOG_FORM)):
        page = client.get(chosen)
        answered = fill_in(client, page)
        if answered.status == 422:  # some answers ask for more
            answered = fill_in(client, answered)
        # A finished meeting's address no longer shows the form, it leads to what was written.
        if answered.status == 200 and client.get(page.url).url != page.url:
            return
        refused.append(answered.status)
    raise CheckFailed(f"The form to log a session was accepted for nobody (answers: {refused}).")


def fill_in(client: Client, page: Page) -> Page:
    form = page.form_with("person", "minutes")
    return client.send(page, form, {name: ANSWERS[name] for name in form.fields if name in ANSWERS})


def signed_in(address: str, account: dict[str, Any]) -> Client:
    client = Client(address)
    page = client.get(SIGN_IN)
    form = page.form_with("login", "password")
    page = client.send(page, form, {"login": account["email"], "password": account["password"]})
    if page.status != 200 or "/account/" in page.url:
        raise CheckFailed(f"Signing in as {account['email']} ended at {page.url} with {page.status}.")
    return client


def links_to_people(page: Page) -> list[str]:
    return [
        urljoin(page.url, unescape(link)) for link in re.findall(r'href="([^"]*\bperson=[^"]+)"', page.text)
    ]

"""The page of the demo that shows what would have been sent."""

import json

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from peersupport.accounts.models import User
from peersupport.demo.context import sent_page


@pytest.fixture
def journal(settings, tmp_path):
    settings.ROOT_URLCONF = "peersupport.demo.urls"
    settings.SENT_JOURNAL = tmp_path / "sent.jsonl"
    return settings.SENT_JOURNAL


def test_nothing_was_sent_yet(journal, client: Client) -> None:
    assert "Nothing was sent yet" in client.get("/demo/sent/").content.decode()


def test_the_newest_stands_first_and_a_half_written_line_waits(journal, client: Client) -> None:
    taken = [
        {"at": 1_700_000_000, "way": "email", "to": "a@b.test", "subject": "Lantern: now", "text": "One <b>"},
        {"at": 1_700_000_060, "way": "sms", "to": "555-0153", "text": "Two"},
    ]
    journal.write_text("".join(json.dumps(one) + "\n" for one in taken) + '{"at": 17')

    page = client.get("/demo/sent/").content.decode()

    assert page.index("Two") < page.index("Lantern: now")
    assert "One &lt;b&gt;" in page


def test_it_is_on_no_real_installation(client: Client) -> None:
    assert client.get("/demo/sent/").status_code == 404


def test_the_menu_of_the_demo_leads_there_and_no_other_menu_does(journal) -> None:
    request = RequestFactory().get("/")
    shown = {"user": User(email="a@b.test", name="Noor H."), "request": request}

    assert 'href="/demo/sent/"' in render_to_string("_partials/menu.html", shown | sent_page(request))
    assert "/demo/sent/" not in render_to_string("_partials/menu.html", shown)

"""What left the house, for the office: that it went, how and with what words; never whom people meet when."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.notifications.models import Message
from peersupport.notifications.services import write_messages
from tests import factories
from tests.parts.messages import on_page, to_person, unsent

LIST = "/operate/messages/"


@pytest.fixture
def office():
    return factories.make_admin()


@pytest.fixture
def robin(office):
    return factories.make_user(agency=office.agency, name="Robin Hale")


def seen(user, **chosen):
    return factories.sign_in(user).get(LIST, chosen).content.decode()


def rows(page):
    return page.count('class="ps-row__title"')


def juniper(user, occasion):
    """A message to somebody supported here, who chose words of their own."""
    row = to_person(factories.make_person(agency=user.agency, name="Juniper"), occasion)
    row.route.own_text = "The library: your book is here."
    row.route.save()
    return row


def test_it_shows_what_went_out_and_not_what_stands_on_a_page(office, robin):
    unsent(robin, "x", state="sent", sent_at=clock.now())
    on_page(robin, "here")
    unsent(factories.make_user(name="Somebody Elsewhere"), "elsewhere")

    page = seen(office)

    assert rows(page) == 1
    for words in ("Robin Hale", "Somebody&#x27;s safety: you are on call", "by text message", "sent"):
        assert words in page
    assert "Somebody Elsewhere" not in page


@pytest.mark.parametrize(
    "kind", ["answer", "draft", "meeting", "missing_note", "rhythm", "agreement", "repair"]
)
def test_what_says_how_a_colleague_works_has_neither_their_name_nor_an_hour(office, robin, kind):
    row = unsent(robin, "x", kind=kind, lane=1)

    for page in (seen(office), seen(office, about="reminder"), one(office, row)):
        assert "A reminder" in page
        assert "somebody who works here" in page
        assert row.get_kind_display() not in page
        assert f"{row.created_at:%H:%M}" not in page.split("<main", 1)[1]
    assert rows(seen(office, who=str(robin.pk))) == 0
    assert "Robin Hale" not in one(office, row)


def one(user, row):
    return factories.sign_in(user).get(reverse("operate:sent_one", args=[row.pk])).content.decode()


def test_somebody_supported_has_no_name_no_number_and_no_words_there(office):
    row = juniper(office, "x")

    for page in (seen(office), seen(office, about="people"), one(office, row)):
        assert "somebody supported here" in page
        for words in ("Juniper", "2025550143", "0143", "The library", "A meeting that comes up"):
            assert words not in page
    assert f"{office.agency.neutral_name}: see you soon." in one(office, row)


def test_a_page_of_one_shows_the_words_that_went_out_and_each_try(office):
    factories.sign_in(office)
    write_messages(kind="gap", occasion="x", to=office)
    row = Message.objects.get(kind="gap", route__channel="email")

    page = one(office, row)

    assert f"{office.agency.neutral_name}: there is something for you." in page
    assert office.email not in page
    assert "Tries" not in page
    assert "no answer yet" in one(office, unsent(office, "y"))


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, 4),
        ({"about": "safety"}, 1),
        ({"about": "office"}, 1),
        ({"about": "reminder"}, 1),
        ({"about": "people"}, 1),
        ({"about": "supervision"}, 0),
        ({"way": "sms"}, 4),
        ({"way": "email"}, 0),
        ({"state": "sent"}, 1),
        ({"state": "waiting"}, 1),
        ({"state": "not"}, 2),
        ({"day": "1999-01-01"}, 0),
        ({"day": "no day", "way": "pigeon", "before": "x", "who": "x"}, 4),
    ],
)
def test_it_is_narrowed_to_what_was_chosen(office, robin, chosen, found):
    unsent(robin, "a")
    unsent(robin, "b", kind="gap", lane=1, state="ready")
    unsent(robin, "c", kind="draft", lane=1, state="dropped")
    juniper(office, "d")

    assert rows(seen(office, **chosen)) == found


def test_a_day_is_one_of_the_house(office):
    unsent(office, "x")

    assert rows(seen(office, day=office.agency.today().isoformat())) == 1
    assert rows(seen(office, day=(office.agency.today() - timedelta(days=1)).isoformat())) == 0


def test_it_goes_on_page_by_page(office):
    for number in range(30):
        unsent(office, str(number))

    page = seen(office)
    last = page.rpartition("before=")[2].partition('"')[0]

    assert (rows(page), rows(seen(office, before=last))) == (25, 5)
    assert "Older" not in seen(office, before=last)


def test_it_is_empty_and_says_so(office):
    assert "Nothing left the house yet" in seen(office)
    assert "Nothing here, as you chose." in seen(office, way="sms")


def test_one_of_another_house_or_of_a_page_is_not_found(office):
    client = factories.sign_in(office)
    for row in (unsent(factories.make_user(), "x"), on_page(office, "y")):
        assert client.get(reverse("operate:sent_one", args=[row.pk])).status_code == 404

"""One message goes out, once: what deliver() does with each outcome of a try."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications import channels, waits
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Attempt, Message
from peersupport.notifications.services import deliver
from tests import factories

from .rows import PHONE, make_due, message, state_of, tried

REMINDER = Kind.CONCERN_COURSE


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_a_message_leaves_once_and_is_marked(gateway, channel):
    row = message(channel=channel)

    assert [deliver(message_id=row.pk) for _once in range(3)] == ["sent", None, None]

    taken = gateway.taken()
    row.refresh_from_db()
    assert [(line["key"], line["way"]) for line in taken] == [(row.pk.hex, channel)]
    assert taken[0]["to"] == (PHONE if channel == "sms" else row.route.user.email)
    assert taken[0]["text"].endswith("please sign in now. Somebody waits for your answer.")
    assert (row.state, row.tries, row.attempts.get().outcome) == ("sent", 1, "sent")


def test_ten_at_once_send_one(gateway):
    row = message()

    def one() -> None:
        with acting_as(None):
            deliver(message_id=row.pk)
        connections.close_all()

    threads = [threading.Thread(target=one) for _one in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [line["key"] for line in gateway.taken()] == [row.pk.hex]
    assert state_of(row) == "sent"


def test_a_try_that_is_known_to_have_left_is_only_marked(gateway):
    row = message()
    tried(row, "sent", provider_id="SM7")

    assert deliver(message_id=row.pk) == "sent"

    row.refresh_from_db()
    assert (gateway.taken(), row.provider_id) == ([], "SM7")
    assert row.sent_at is not None


def test_a_concern_nobody_knows_about_is_sent_again_and_says_so(gateway):
    row = message()
    tried(row)

    assert deliver(message_id=row.pk) == "sent"

    (line,) = gateway.taken()
    assert line["key"] == row.pk.hex
    assert f"This message may come twice (#{row.pk.hex[:6]})." in line["text"]


@pytest.mark.parametrize("kind", [Kind.CONCERN, REMINDER])
def test_whoever_made_a_try_has_a_moment_to_say_what_became_of_it(gateway, kind):
    row = message(kind=kind)
    attempt = tried(row, created_at=clock.now())
    assert deliver(message_id=row.pk) == "ready"

    attempt.outcome, attempt.finished_at = "sent", clock.now()
    attempt.save()
    assert deliver(message_id=row.pk) == "sent"
    assert gateway.taken() == []


def test_an_outcome_outlives_a_database_connection_that_broke(gateway, monkeypatch):
    """The journal's connection is cut while the message is on its way."""
    row = message(kind=REMINDER)
    carry = channels.carry

    def cut(*given):
        result = carry(*given)
        connections["journal"].connection.close()
        return result

    monkeypatch.setattr(channels, "carry", cut)
    assert deliver(message_id=row.pk) == "sent"
    assert row.attempts.get().outcome == "sent"


def test_a_reminder_nobody_knows_about_is_never_sent_again(gateway):
    row = message(kind=REMINDER)
    tried(row)

    assert [deliver(message_id=row.pk) for _once in range(2)] == ["unknown", None]
    assert gateway.taken() == []


@pytest.mark.parametrize(
    ("mode", "channel", "concern", "reminder"),
    [
        ("500", "sms", "ready", "unknown"),
        ("429", "sms", "ready", "ready"),
        ("reset", "sms", "ready", "unknown"),
        ("wrong", "sms", "ready", "unknown"),
        ("gone", "sms", "dead", "dead"),
        ("stop", "sms", "dead", "dead"),
        ("429", "email", "ready", "ready"),
        ("reset", "email", "ready", "unknown"),
        ("gone", "email", "dead", "dead"),
    ],
)
def test_what_becomes_of_it_when_the_gateway(gateway, mode, channel, concern, reminder):
    gateway.behave(mode)
    first, second = message(channel=channel), message(kind=REMINDER, channel=channel)

    assert (deliver(message_id=first.pk), deliver(message_id=second.pk)) == (concern, reminder)

    gateway.behave("ok")
    for row in (first, second):
        make_due(row)
        deliver(message_id=row.pk)
    sent = {"ready": "sent"}
    assert state_of(first) == sent.get(concern, concern)
    assert state_of(second) == sent.get(reminder, reminder)
    keys = [line["key"] for line in gateway.taken()]
    assert keys.count(second.pk.hex) <= 1
    assert keys.count(first.pk.hex) == {"dead": 0}.get(concern, 2 if mode == "reset" else 1)


def test_whoever_answers_slowly_is_given_up_after_a_bound(gateway, monkeypatch):
    monkeypatch.setattr("peersupport.notifications.channels.base.MOST_SECONDS", 1.5)
    rows = []
    for mode in ("drip", "hang"):
        gateway.behave(mode, times=1)
        rows.append(message(kind=REMINDER))
        assert deliver(message_id=rows[-1].pk) == "unknown"

    assert [row.attempts.get().code for row in rows] == ["no_answer", "no_answer"]


def test_what_a_gateway_asks_to_wait_is_waited(gateway):
    gateway.behave("429")
    row = message()
    monotone = clock.now()

    deliver(message_id=row.pk)

    row.refresh_from_db()
    assert row.next_at >= monotone + timedelta(seconds=1)
    assert deliver(message_id=row.pk) == "ready"
    assert row.attempts.count() == 1


def test_five_tries_then_it_is_dead_and_the_office_is_told(gateway):
    gateway.behave("500")
    office = factories.make_admin()
    row = message(user=factories.make_user(agency=office.agency))

    states = []
    for _try in range(waits.MOST_TRIES):
        states.append(deliver(message_id=row.pk))
        make_due(row)

    assert states == ["ready"] * 4 + ["dead"]
    told = Message.objects.get(route__user=office)
    assert (told.kind, told.about_id, told.state) == ("not_sent", row.pk, "sent")


def test_one_that_kills_whoever_touches_it_is_dead_after_five_and_pauses_before(gateway):
    row = message()
    for number in range(1, waits.MOST_TRIES):
        tried(row, number=number)

    assert deliver(message_id=row.pk) == "ready"  # two deaths in a row: not again at once
    assert Attempt.objects.filter(message=row).count() == waits.MOST_TRIES - 1

    tried(row, number=waits.MOST_TRIES)
    assert deliver(message_id=row.pk) == "dead"
    assert gateway.taken() == []


def test_nothing_leaves_by_a_way_that_is_closed(gateway):
    concern, reminder = message(), message(kind=REMINDER)
    for row in (concern, reminder):
        row.route.state = "stopped"
        row.route.save(update_fields=["state"])

    assert (deliver(message_id=concern.pk), deliver(message_id=reminder.pk)) == ("dead", "skipped")
    assert gateway.taken() == []


def test_a_number_that_is_gone_closes_the_way_and_the_office_hears_of_it_once(gateway):
    office = factories.make_admin()
    gateway.behave("gone")
    row = message(kind=REMINDER, user=factories.make_user(agency=office.agency))

    deliver(message_id=row.pk)

    row.route.refresh_from_db()
    assert row.route.state == "bounced"
    assert [told.kind for told in Message.objects.filter(route__user=office)] == ["way_lost"]


def test_a_row_taken_back_is_not_sent(gateway):
    row = message()
    Message.objects.filter(pk=row.pk).update(state="dismissed")

    assert deliver(message_id=row.pk) is None
    assert gateway.taken() == []

"""What gateways tell us: signed or refused; replays and calls in another order have one effect."""

import hmac
import json
from base64 import b64encode
from hashlib import sha1, sha256

import pytest
from django.test import Client

from peersupport.core import clock
from peersupport.notifications.models import Message, Received, Route
from peersupport.notifications.services import deliver, phone_index
from tests import factories

from .rows import PHONE, message, state_of, way_to

TWILIO, GENERIC = "/messages/told/twilio/", "/messages/told/gateway/"
SECRET = "of the gateway"


@pytest.fixture(autouse=True)
def secret(settings):
    settings.SMS_SECRET = SECRET


def twilio(fields: dict[str, str], *, key: str = SECRET):
    signed = f"http://testserver{TWILIO}" + "".join(name + value for name, value in sorted(fields.items()))
    signature = b64encode(hmac.new(key.encode(), signed.encode(), sha1).digest()).decode()
    return Client(enforce_csrf_checks=True).post(TWILIO, fields, headers={"X-Twilio-Signature": signature})


def generic(said: object, *, key: str = SECRET, age: int = 0):
    body = json.dumps(said).encode()
    at = str(int(clock.now().timestamp()) - age)
    signature = hmac.new(key.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    headers = {"X-Timestamp": at, "X-Signature": signature}
    return Client(enforce_csrf_checks=True).post(GENERIC, body, "application/json", headers=headers)


def shared_phone() -> list[Route]:
    """Two people of one house share a phone; somebody else has another."""
    first = factories.make_user()
    others = [first, factories.make_user(agency=first.agency), factories.make_user()]
    numbers = [PHONE, PHONE, "+15550999"]
    return [
        way_to(user, address=number, address_index=phone_index(number))
        for user, number in zip(others, numbers, strict=True)
    ]


def states(routes: list[Route]) -> list[str]:
    return [Route.objects.get(pk=route.pk).state for route in routes]


@pytest.mark.parametrize("call", [twilio, generic])
def test_a_call_with_another_signature_is_refused_without_a_word(call):
    answer = call({"MessageSid": "SM1", "From": PHONE, "Body": "STOP"}, key="somebody else")

    assert (answer.status_code, answer.content) == (403, b"")
    assert not Received.objects.exists()


def test_an_old_call_is_refused():
    assert generic({"id": "1", "status": "delivered"}, age=600).status_code == 403


def test_nobody_is_believed_where_there_is_no_secret(settings):
    settings.SMS_SECRET = ""

    assert twilio({"MessageSid": "SM1", "From": PHONE, "Body": "STOP"}, key="").status_code == 403
    assert generic({"id": "1", "from": PHONE, "text": "STOP"}, key="").status_code == 403


@pytest.mark.parametrize("word", ["STOP", "stop.", " Alto ", "PARAR", "Cancelar"])
def test_stop_holds_for_everybody_at_that_number(word):
    routes = shared_phone()

    assert twilio({"MessageSid": "SM1", "From": "+1 555 0123", "Body": word}).status_code == 200
    assert states(routes) == ["stopped", "stopped", "on"]


def test_a_replayed_stop_does_not_undo_a_later_start():
    routes = shared_phone()
    stop = {"MessageSid": "SM1", "From": PHONE, "Body": "STOP"}

    for fields in (stop, {"MessageSid": "SM2", "From": PHONE, "Body": "EMPEZAR"}, stop):
        twilio(fields)

    assert states(routes) == ["on", "on", "on"]


def test_start_does_not_open_what_a_bounce_closed():
    (route, *_others) = shared_phone()
    Route.objects.filter(pk=route.pk).update(state="bounced")

    generic({"id": "1", "from": PHONE, "text": "START"})

    assert states([route]) == ["bounced"]


def test_help_is_answered_in_their_language_and_neutrally():
    (route, *_others) = shared_phone()

    answer = twilio({"MessageSid": "SM1", "From": PHONE, "Body": "Help"}).content.decode()
    other = generic({"id": "1", "from": PHONE, "text": "ayuda"}).json()["answer"]

    assert answer == (
        '<?xml version="1.0" encoding="UTF-8"?><Response><Message>'
        "To get no more messages reply STOP. To get them again reply START."
        "</Message></Response>"
    )
    assert route.agency.neutral_name not in other + answer


def test_other_words_are_neither_answered_nor_kept():
    shared_phone()

    assert "<Message>" not in twilio({"MessageSid": "SM1", "From": PHONE, "Body": "I drank"}).content.decode()
    assert not Received.objects.exists()


def sent_message(gateway) -> Message:
    row = message()
    deliver(message_id=row.pk)
    row.refresh_from_db()
    return row


def test_arrived_is_the_last_word_in_whatever_order_it_comes(gateway):
    row = sent_message(gateway)

    for status in ("delivered", "sent", "undelivered", "delivered", "undelivered"):
        twilio({"MessageSid": row.provider_id, "MessageStatus": status, "ErrorCode": "30005"})

    first = Message.objects.get(pk=row.pk).delivered_at
    assert first is not None
    assert states([row.route]) == ["on"]


@pytest.mark.parametrize(("code", "state"), [("30005", "bounced"), ("30001", "on"), ("21610", "stopped")])
def test_what_never_arrives_is_told_and_closes_the_way_once(gateway, code, state):
    office = factories.make_admin()
    row = message(user=factories.make_user(agency=office.agency))
    deliver(message_id=row.pk)
    row.refresh_from_db()

    for _replay in range(3):
        twilio({"MessageSid": row.provider_id, "MessageStatus": "undelivered", "ErrorCode": code})

    assert states([row.route]) == [state]
    told = Message.objects.filter(route__user=office).values_list("kind", flat=True)
    assert sorted(told) == (["not_sent", "way_lost"] if state == "bounced" else ["not_sent"])
    assert (row.sent_at is not None, state_of(row)) == (True, "dead")


def test_one_that_arrived_after_all_is_called_sent_again(gateway):
    row = sent_message(gateway)

    for status in ("failed", "delivered"):
        twilio({"MessageSid": row.provider_id, "MessageStatus": status})

    row.refresh_from_db()
    assert (row.state, row.sent_at) == ("sent", row.attempts.get().finished_at)


@pytest.mark.parametrize("code", ["30003", "30004", "21612"])
def test_a_phone_that_is_off_or_a_sender_that_does_not_fit_closes_no_way(gateway, code):
    row = sent_message(gateway)

    twilio({"MessageSid": row.provider_id, "MessageStatus": "undelivered", "ErrorCode": code})

    assert (states([row.route]), state_of(row)) == (["on"], "dead")


@pytest.mark.parametrize("body", [[], "x", {"status": "delivered"}, {"id": {"a": 1}, "status": ["x"]}, 7])
def test_a_signed_call_of_another_shape_changes_nothing(body):
    assert generic(body).status_code in {200, 400}
    assert not Received.objects.exists()

"""The ways out: what each sends, and what it makes of an answer."""

import socket
import threading

import pytest

from peersupport.notifications import channels
from peersupport.notifications.channels import Letter, base, posting
from peersupport.notifications.channels.email import is_gone
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.services import deliver

from .rows import make_due, message, state_of

LETTER = Letter(key="k" * 32, to="+15550123", subject="Lantern", text="¿Puedes entrar?", sender="Lantern")


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("kind", ["twilio", "webhook"])
def test_both_kinds_of_gateways_get_the_same(gateway, settings, kind):
    settings.SMS_KIND = kind

    result = channels.carry(Channel.SMS, LETTER)

    assert (result.outcome, result.provider_id[:2]) == ("sent", "SM")
    (line,) = gateway.taken()
    assert (line["key"], line["to"], line["text"]) == (LETTER.key, LETTER.to, LETTER.text)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_a_gateway_that_is_down_loses_nothing_and_nothing_is_guessed(gateway, settings, channel):
    rows = [message(kind=kind, channel=channel) for kind in (Kind.CONCERN, Kind.CONCERN_COURSE)]
    up = settings.SMS_URL, settings.EMAIL_PORT
    settings.SMS_URL, settings.EMAIL_PORT = f"http://127.0.0.1:{closed_port()}/", closed_port()
    for row in rows:
        assert deliver(message_id=row.pk) == "ready"
        assert row.attempts.get().outcome == "later"

    settings.SMS_URL, settings.EMAIL_PORT = up
    for row in rows:
        make_due(row)
        deliver(message_id=row.pk)

    assert [state_of(row) for row in rows] == ["sent", "sent"]
    assert [line["key"] for line in gateway.taken()] == [row.pk.hex for row in rows]
    assert "twice" not in gateway.taken()[0]["text"]  # it never left before


@pytest.mark.parametrize(
    "change",
    [
        {"to": "a@b.example\nBcc: everybody@c.example"},
        {"subject": "Lantern\nBcc: everybody@c.example"},
        {"sender": "Lantern\r\nBcc: everybody@c.example"},
    ],
)
def test_no_line_break_makes_a_header(gateway, change):
    letter = Letter(**(vars(LETTER) | {"to": "a@b.example"} | change))

    result = channels.carry(Channel.EMAIL, letter)

    assert [line["to"] for line in gateway.taken()] == ([] if "to" in change else ["a@b.example"])
    assert result.outcome == ("refused" if "to" in change else "sent")


def test_a_mail_has_the_name_of_its_key_at_every_try(gateway):
    letter = Letter(**(vars(LETTER) | {"to": "a@b.example"}))

    for _try in range(2):
        channels.carry(Channel.EMAIL, letter)

    assert [line["key"] for line in gateway.taken()] == [LETTER.key] * 2
    assert gateway.taken()[0]["text"] == LETTER.text


def test_text_messages_are_offered_only_where_there_is_a_gateway(gateway, settings):
    assert Channel.SMS in channels.offered()
    settings.SMS_URL = ""

    assert channels.offered() == [Channel.INBOX, Channel.EMAIL]
    assert channels.carry(Channel.SMS, LETTER).code == "not_set_up"


def test_nothing_is_sent_to_nobody(gateway):
    assert channels.carry(Channel.SMS, Letter(**(vars(LETTER) | {"to": ""}))).code == "no_address"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("99999999", posting.LONGEST_WAIT),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_how_long_a_gateway_asks_to_wait(said, seconds):
    assert posting.asked_to_wait({"Retry-After": said}) == seconds


def test_whatever_a_mail_backend_raises_is_unclear(settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_channels.Broken"

    result = channels.carry(Channel.EMAIL, LETTER)

    assert (result.outcome, result.code) == ("unclear", "ZeroDivisionError")


@pytest.mark.parametrize(
    ("code", "words", "gone"),
    [
        (550, b"5.1.1 no such user", True),
        (550, b"No such user here", True),
        (553, b"5.1.2 bad destination", True),
        (554, b"5.7.1 relay access denied", False),
        (550, b"relay not permitted", False),
        (550, b"5.7.1 looks like spam", False),
        (552, b"5.2.2 mailbox full", False),
        (552, b"mailbox full", False),
        (450, b"4.2.1 try later", False),
    ],
)
def test_only_an_address_that_is_none_closes_the_way_by_mail(code, words, gone):
    assert is_gone(code, words) is gone


def test_a_mail_server_that_may_not_send_there_closes_nobodys_way(gateway):
    gateway.behave("relay")
    row = message(channel="email")

    assert deliver(message_id=row.pk) == "ready"
    row.route.refresh_from_db()
    assert (row.route.state, row.attempts.get().code) == ("on", "554")


class Broken:
    def __init__(self, **_options: object) -> None:
        """As a backend of somebody else's."""

    def open(self) -> None:
        raise ZeroDivisionError


def test_one_that_never_ends_is_given_up():
    never = threading.Event()

    def speak_for_ever() -> base.Result:
        never.wait(3)
        return base.sent()

    result = base.within(0.1, speak_for_ever)
    never.set()

    assert result == base.unclear("no_answer")

"""F24: the text message gateway is down for two hours: the next in line is asked, nothing is dropped, no flood."""

from datetime import timedelta

import pytest

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.embedded.gateway_client import running_gateway
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Preference, Route
from peersupport.notifications.services import deliver, send_again
from peersupport.safety.services import move_on_overdue

from .house import make_world

NOBODY_LISTENS = "http://127.0.0.1:9/"


@pytest.fixture
def gateway(house, settings, tmp_path):
    house.unwatched()
    with running_gateway(tmp_path / "book.jsonl") as running:
        settings.SMS_URL, settings.SMS_KIND = NOBODY_LISTENS, "twilio"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.smtp
        yield running


def deliver_what_is_due() -> None:
    for pk in Message.objects.due(clock.now()).values_list("pk", flat=True):
        deliver(message_id=pk)


def test_two_hours_without_a_gateway(gateway, settings):
    world = make_world(line=2)
    second = world.line[1]
    Preference.objects.filter(route__user=second, kind=Kind.CONCERN).update(wanted=False)
    by_mail = Route.objects.get(user=second, channel="email")
    Preference.objects.filter(route=by_mail, kind=Kind.CONCERN).update(wanted=True)
    with acting_as(world.user.pk):
        concern = world.worry()
    start = clock.now()

    for minutes in range(0, 120, 5):
        with clock.set_to(start + timedelta(minutes=minutes)):
            deliver_what_is_due()
            move_on_overdue()

    to_first, to_second = (
        Message.objects.get(about_id=concern.pk, kind=Kind.CONCERN, route__user=user, route__channel=channel)
        for user, channel in ((world.line[0], "sms"), (second, "email"))
    )
    assert (to_first.state, to_first.tries) == ("dead", 5)
    assert to_second.state == "sent"
    assert to_second.created_at - start < timedelta(minutes=concern.acknowledge_minutes + 6)
    told = Message.objects.filter(kind="not_sent", about_id=to_first.pk)
    assert told.exists()  # the office sees it, and can send it once more

    settings.SMS_URL = gateway.sms_url
    with clock.set_to(start + timedelta(minutes=121)):
        before = len(gateway.taken())
        deliver_what_is_due()
        assert len(gateway.taken()) == before  # no flood
        send_again(message_id=to_first.pk, by=world.office)
        deliver_what_is_due()
    assert [line["key"] for line in gateway.taken()][before:] == [to_first.pk.hex]

"""Web push: what leaves the house, to whom, and what is made of an answer. The push service is a real one on this
machine, and its book is the judge."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from peersupport.accounts.models import Agency, User
from peersupport.core import clock, web_push
from peersupport.core.errors import DomainError
from peersupport.notifications import channels
from peersupport.notifications.channels import push
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Preference, Route
from peersupport.notifications.services import deliver
from tests import factories

from .browsers import KEY, Browser, checked_proof, switched_on, to_device
from .rows import make_due


@pytest.fixture
def peer() -> User:
    return factories.make_peer().user


@pytest.fixture
def page(peer) -> Client:
    return factories.sign_in(peer)


def test_a_worry_arrives_sealed_and_says_only_to_sign_in(service, device, peer):
    switched_on(device, peer)
    row = to_device(peer)

    assert deliver(message_id=row.pk) == "sent"

    (line,) = service.taken()
    assert device.shown(line) == {
        "title": peer.agency.neutral_name, "key": row.pk.hex, "urgent": True,
        "text": "Please sign in now. Somebody waits for your answer.",
    }  # fmt: skip
    assert (line["to"], line["key"], line["urgency"], line["coding"]) == (
        device.path, row.pk.hex, "high", "aes128gcm",
    )  # fmt: skip
    assert 0 < int(line["ttl"]) <= push.LASTS_URGENT
    claims = checked_proof(line["proof"], by=web_push.private_key(KEY))
    assert (claims["aud"], claims["sub"]) == (f"http://{service.push_host}", "mailto:it@house.example")
    assert 0 < claims["exp"] - clock.now().timestamp() <= 24 * 60 * 60


def test_a_reminder_lasts_until_it_is_quiet_or_says_nothing_any_more(service, device, peer):
    route = switched_on(device, peer)
    Preference.objects.create(agency_id=peer.agency_id, route=route, kind="draft", wanted=True)
    Agency.objects.filter(pk=peer.agency_id).update(time_zone="America/New_York")
    evening = datetime(2027, 1, 6, 1, 30, tzinfo=UTC)  # half past eight there
    with clock.set_to(evening):
        deliver(message_id=to_device(peer, Kind.DRAFT).pk)
        deliver(message_id=to_device(peer, Kind.DRAFT, drop_at=evening + timedelta(minutes=10)).pk)
        Route.objects.filter(pk=route.pk).update(quiet_from=time(21), quiet_until=time(8))
        deliver(message_id=to_device(peer, Kind.DRAFT, drop_at=evening + timedelta(days=1)).pk)

    assert [int(line["ttl"]) for line in service.taken()] == [push.LASTS, 600, 1800]
    assert [line["urgency"] for line in service.taken()] == ["normal"] * 3


@pytest.mark.parametrize(
    ("mode", "concern", "reminder"),
    [
        ("429", "ready", "ready"),
        ("500", "ready", "unknown"),
        ("reset", "ready", "unknown"),
        ("wrong", "ready", "unknown"),
        ("stop", "dead", "dead"),
    ],
)
def test_an_answer_that_is_no_yes_is_treated_as_of_every_other_way(
    service, device, peer, mode, concern, reminder
):
    route = switched_on(device, peer)
    Preference.objects.create(agency_id=peer.agency_id, route=route, kind="draft", wanted=True)
    for kind, state in ((Kind.CONCERN, concern), (Kind.DRAFT, reminder)):
        row = to_device(peer, kind)
        service.behave(mode, times=1)

        assert deliver(message_id=row.pk) == state


def test_a_worry_of_which_nobody_knows_comes_again_in_the_place_of_the_first_and_says_so(
    service, device, peer
):
    switched_on(device, peer)
    row = to_device(peer)
    service.behave("reset", times=1)
    deliver(message_id=row.pk)
    make_due(row)

    assert deliver(message_id=row.pk) == "sent"

    assert [line["key"] for line in service.taken()] == [row.pk.hex] * 2
    assert "may come twice" in device.shown(service.taken()[1])["text"]


def test_a_service_that_is_no_longer_allowed_is_called_no_more(service, device, peer, settings):
    switched_on(device, peer)
    row = to_device(peer)
    settings.PUSH_SERVICES = ["push.example"]

    assert deliver(message_id=row.pk) == "dead"
    assert (row.attempts.get().code, service.taken()) == ("service_not_allowed", [])


@pytest.mark.parametrize(
    ("endpoint", "is_fine"),
    [
        ("https://fcm.googleapis.com/fcm/send/a:b-c_d", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/gAAA", True),
        ("https://web.push.apple.com/QG4", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=BQ%3d", True),
        ("https://fcm.googleapis.com:443/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evilpush.apple.com/x", False),
        ("https://push.apple.com.evil.example/x", False),
        ("https://fcm.googleapis.com@evil.example/x", False),
        ("https://evil.example\\@fcm.googleapis.com/x", False),
        ("https://evil.example#@fcm.googleapis.com/x", False),
        ("https://FCM.googleapis.com/x", False),
        ("https://fcm.googleapis.com/x y", False),
        ("https://fcm.googleapis.com/x\r\nHost: evil.example", False),
        ("https://fcm.googleapis.com/x\n", False),
        ("https://fcm.googleapis.com", False),
        ("https://fcm.googleapis.com/" + "x" * 1000, False),
        ("http://127.0.0.1:80/x", False),
        ("https://127.0.0.1/x", False),
        ("https://localhost/x", False),
        ("https://169.254.169.254/latest/meta-data/", False),
        ("https://[::1]/x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_the_house_calls_no_other_hosts_than_those_of_push_services(endpoint, is_fine):
    assert push.is_allowed(endpoint) is is_fine


def test_nothing_is_offered_without_a_key_and_a_contact(service, device, peer, settings, page):
    assert Channel.PUSH in channels.offered()
    switched_on(device, peer)
    row = to_device(peer)
    for name in ("PUSH_CONTACT", "PUSH_KEY"):
        setattr(settings, name, "")
        assert Channel.PUSH not in channels.offered()

    assert deliver(message_id=row.pk) == "ready"
    assert (row.attempts.get().code, service.taken()) == ("not_set_up", [])
    with pytest.raises(DomainError, match="not set up"):
        switched_on(Browser(), peer)
    assert "Messages on a device" not in page.get("/messages/choose/").content.decode()
    assert "data-device " not in page.get("/messages/devices/").content.decode()

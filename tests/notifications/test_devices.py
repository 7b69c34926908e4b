"""Messages on a device: what leaves, to whom, and what becomes of one that answers no more. The push service is a real
one on this machine, and its book is the judge."""

import os
import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from peersupport.accounts.models import User
from peersupport.audit.models import AuditEvent
from peersupport.core import clock, web_push
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.notifications import channels
from peersupport.notifications.channels import push
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Message, Preference, Route
from peersupport.notifications.services import (
    add_device,
    choose_messages,
    deliver,
    remove_device,
    try_device,
    write_messages,
)
from peersupport.people.models import ContactDetails
from tests import factories

from .browsers import Browser, checked_proof
from .rows import make_due

KEY = web_push.text_of(os.urandom(32))


@pytest.fixture
def service(gateway, settings):
    """The gateway as a push service that is allowed here."""
    settings.PUSH_KEY, settings.PUSH_CONTACT = KEY, "mailto:it@house.example"
    settings.PUSH_SERVICES = [gateway.push_host]
    return gateway


@pytest.fixture
def peer() -> User:
    return factories.make_peer().user


@pytest.fixture
def page(peer) -> Client:
    return factories.sign_in(peer)


@pytest.fixture
def browser(service) -> Browser:
    return Browser(f"http://{service.push_host}")


def switched_on(browser: Browser, user: User, device: str = "Firefox, Linux") -> Route:
    return add_device(**browser.said, device=device, by=user)


def to_device(user: User, kind: Kind = Kind.CONCERN, **values: object) -> Message:
    written = write_messages(kind=kind, occasion=str(uuid.uuid4()), to=user, **values)
    return next(row for row in written if row.route.channel == Channel.PUSH)


def want(user: User, *wanted: tuple[str, str], **values: object) -> None:
    usual = {"before": [], "quiet_from": None, "quiet_until": None, "by": user}
    choose_messages(**{"wanted": {("concern", "email"), *wanted}} | usual | values)


def test_a_worry_arrives_sealed_and_says_only_to_sign_in(service, browser, peer):
    switched_on(browser, peer)
    row = to_device(peer)

    assert deliver(message_id=row.pk) == "sent"

    (line,) = service.taken()
    assert browser.shown(line) == {
        "title": peer.agency.neutral_name, "key": row.pk.hex, "urgent": True,
        "text": "Please sign in now. Somebody waits for your answer.",
    }  # fmt: skip
    assert (line["to"], line["key"], line["urgency"], line["coding"]) == (
        browser.path, row.pk.hex, "high", "aes128gcm",
    )  # fmt: skip
    assert 0 < int(line["ttl"]) <= push.LASTS_URGENT
    claims = checked_proof(line["proof"], by=web_push.private_key(KEY))
    assert (claims["aud"], claims["sub"]) == (f"http://{service.push_host}", "mailto:it@house.example")
    assert 0 < claims["exp"] - clock.now().timestamp() <= 24 * 60 * 60


def test_a_reminder_lasts_until_it_is_quiet_or_says_nothing_any_more(service, browser, peer):
    route = switched_on(browser, peer)
    Preference.objects.create(agency_id=peer.agency_id, route=route, kind="draft", wanted=True)
    Route.objects.filter(pk=route.pk).update(time_zone="America/New_York")
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
    service, browser, peer, mode, concern, reminder
):
    route = switched_on(browser, peer)
    Preference.objects.create(agency_id=peer.agency_id, route=route, kind="draft", wanted=True)
    for kind, state in ((Kind.CONCERN, concern), (Kind.DRAFT, reminder)):
        row = to_device(peer, kind)
        service.behave(mode, times=1)

        assert deliver(message_id=row.pk) == state


def test_a_worry_of_which_nobody_knows_comes_again_in_the_place_of_the_first_and_says_so(
    service, browser, peer
):
    switched_on(browser, peer)
    row = to_device(peer)
    service.behave("reset", times=1)
    deliver(message_id=row.pk)
    make_due(row)

    assert deliver(message_id=row.pk) == "sent"

    assert [line["key"] for line in service.taken()] == [row.pk.hex] * 2
    assert "may come twice" in browser.shown(service.taken()[1])["text"]


def test_a_device_that_is_gone_is_switched_off_and_the_office_and_its_owner_see_it(
    service, browser, peer, page
):
    office = factories.make_admin(agency=peer.agency)
    route = switched_on(browser, peer)
    row = to_device(peer)
    service.behave("gone", times=1)

    assert deliver(message_id=row.pk) == "dead"

    route.refresh_from_db()
    assert (route.state, service.taken()) == ("bounced", [])
    assert Message.objects.filter(kind="way_lost", route__user=office).exists()
    assert [row.route.channel for row in write_messages(kind=Kind.CONCERN, occasion="next", to=peer)] == [
        "inbox", "email",
    ]  # fmt: skip
    assert "Nothing arrives there any more" in page.get("/messages/devices/").content.decode()
    assert page.post("/messages/devices/this/", {"endpoint": browser.endpoint}).json() == {
        "id": str(route.pk), "on": False,
    }  # fmt: skip


def test_a_service_that_is_no_longer_allowed_is_called_no_more(service, browser, peer, settings):
    switched_on(browser, peer)
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


def test_a_refused_service_has_a_plain_reason_and_leaves_no_row(service, peer):
    elsewhere = Browser("https://push.evil.example")

    with pytest.raises(DomainError, match="a service that is not used here"):
        switched_on(elsewhere, peer)

    assert not Route.objects.filter(channel="push").exists()


def test_keys_that_are_none_are_refused(browser, peer):
    with pytest.raises(DomainError, match="did not work"):
        add_device(**browser.said | {"browser_key": browser.key[:-6] + "AAAAAA"}, device="", by=peer)


def test_nothing_is_offered_without_a_key_and_a_contact(service, browser, peer, settings, page):
    assert Channel.PUSH in channels.offered()
    switched_on(browser, peer)
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


def test_several_devices_hear_the_same_and_one_more_hears_what_was_chosen_for_all(service, peer):
    first, second = (Browser(f"http://{service.push_host}") for _one in range(2))
    switched_on(first, peer)
    want(peer, ("draft", "push"))
    switched_on(second, peer, device="Chrome, Android")

    for kind, heard in ((Kind.CONCERN, 0), (Kind.DRAFT, 2)):
        rows = write_messages(kind=kind, occasion=str(uuid.uuid4()), to=peer)
        assert len([row for row in rows if row.route.channel == "push"]) == heard


def test_what_was_chosen_for_a_device_stays_while_it_is_off(service, browser, peer):
    route = switched_on(browser, peer)
    want(peer, ("concern", "push"))
    remove_device(route_id=route.pk, by=peer)
    want(peer)

    switched_on(Browser(f"http://{service.push_host}"), peer)

    assert to_device(peer).route.channel == "push"


def test_the_same_browser_is_one_way_and_one_too_many_is_refused(service, peer):
    browsers = [Browser(f"http://{service.push_host}") for _one in range(6)]
    for browser in [*browsers[:5], browsers[4]]:
        switched_on(browser, peer)

    with pytest.raises(DomainError, match="5 devices"):
        switched_on(browsers[5], peer)

    assert Route.objects.filter(user=peer, channel="push", state="on").count() == 5


def test_a_browser_belongs_to_whoever_said_so_last(service, browser, peer):
    colleague = factories.make_peer(agency=peer.agency).user
    mine = switched_on(browser, peer)

    theirs = switched_on(browser, colleague)

    mine.refresh_from_db()
    assert (mine.state, mine.address_index == theirs.address_index, theirs.state) == ("off", False, "on")
    with pytest.raises(Route.DoesNotExist):
        remove_device(route_id=theirs.pk, by=peer)


def test_a_new_address_of_the_same_browser_takes_the_place_of_the_lost_one(service, browser, peer):
    lost = switched_on(browser, peer)
    Route.objects.filter(pk=lost.pk).update(state="bounced")

    switched_on(Browser(f"http://{service.push_host}"), peer)

    lost.refresh_from_db()
    assert (lost.state, Route.objects.filter(channel="push", state="on").count()) == ("off", 1)


def test_a_device_that_is_switched_off_is_kept_nowhere(service, browser, peer):
    route = switched_on(browser, peer)
    row = to_device(peer)

    remove_device(route_id=route.pk, by=peer)

    assert deliver(message_id=row.pk) == "dead"
    assert (service.taken(), "push" in {r.route.channel for r in write_messages(
        kind=Kind.CONCERN, occasion="next", to=peer)}) == ([], False)  # fmt: skip
    assert list(AuditEvent.objects.filter(action="route.removed").values_list("fields", flat=True)) == [
        ["address"]
    ]


def test_nothing_of_the_kind_on_a_phone_that_others_use(service, browser):
    person = factories.make_person(name="Ana")
    colleague = factories.make_peer(agency=person.agency).user
    person.user = colleague
    person.save(update_fields=["user"])
    row_before = (switched_on(browser, colleague), to_device(colleague))[1]
    ContactDetails.objects.filter(person=person).update(phone_is_shared=True)

    with pytest.raises(DomainError, match="somebody else uses your phone"):
        switched_on(Browser(f"http://{service.push_host}"), colleague)
    assert deliver(message_id=row_before.pk) == "dead"
    assert "push" not in {
        r.route.channel for r in write_messages(kind=Kind.CONCERN, occasion="x", to=colleague)
    }
    shown = factories.sign_in(colleague).get("/messages/devices/").content.decode()
    assert "somebody else uses your phone" in shown
    assert "data-device " not in shown
    assert service.taken() == []


def test_people_who_are_supported_are_not_offered_it(service, browser):
    user = factories.make_user()

    with pytest.raises(NotAllowed):
        switched_on(browser, user)
    assert factories.sign_in(user).get("/messages/devices/").status_code == 404


def test_a_device_is_no_way_that_somebodys_safety_can_rest_on_alone(service, browser, peer):
    switched_on(browser, peer)

    with pytest.raises(DomainError, match="has to reach you"):
        choose_messages(wanted={("concern", "push")}, before=[], quiet_from=None, quiet_until=None, by=peer)


def test_on_try_and_off_on_the_page(service, browser, peer, page):
    assert "Messages on a device" in page.get("/messages/choose/").content.decode()
    assert page.post("/messages/devices/", browser.said | {"endpoint": ""}).status_code == 422
    assert (
        page.post("/messages/devices/", browser.said | {"endpoint": "https://x.example/"}).status_code == 422
    )
    agent = "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"
    assert page.post("/messages/devices/", browser.said, headers={"user-agent": agent}).status_code == 302
    route = Route.objects.get(channel="push")
    shown = page.get("/messages/devices/").content.decode()
    assert "Firefox, Android" in shown
    assert browser.endpoint not in shown
    assert "on a device" in page.get("/messages/choose/").content.decode()
    assert page.post("/messages/devices/this/", {"endpoint": browser.endpoint}).json()["on"] is True

    assert page.post(f"/messages/devices/{route.pk}/try/").status_code == 302
    assert deliver(message_id=Message.objects.get(kind="try").pk) == "sent"
    assert "this is a try" in browser.shown(service.taken()[0])["text"].lower()

    assert page.post(f"/messages/devices/{route.pk}/off/").status_code == 302
    assert "Firefox, Android" not in page.get("/messages/devices/").content.decode()
    assert page.post(f"/messages/devices/{route.pk}/try/").status_code == 404
    assert page.post("/messages/devices/this/", {"endpoint": browser.endpoint}).json() == {
        "id": "",
        "on": False,
    }


def test_a_device_of_somebody_else_is_not_there(service, browser, peer):
    route = switched_on(browser, peer)
    other = factories.sign_in(factories.make_peer(agency=peer.agency).user)

    assert [other.post(f"/messages/devices/{route.pk}/{verb}/").status_code for verb in ("try", "off")] == [
        404, 404,
    ]  # fmt: skip
    with pytest.raises(Route.DoesNotExist):
        try_device(route_id=route.pk, by=factories.make_peer(agency=peer.agency).user)
    assert other.post("/messages/devices/this/", {"endpoint": browser.endpoint}).json()["id"] == ""


def test_the_worker_is_there_for_everybody_and_holds_nothing_of_anybody():
    answer = Client().get("/messages/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer.content.decode().splitlines() == [
        'self.HOME = "/messages/";', 'importScripts("/static/js/push/worker.js");',
    ]  # fmt: skip

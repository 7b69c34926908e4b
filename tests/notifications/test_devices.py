"""Messages on a device: switched on and off by whoever works here, several at a time, never on a phone others use."""

import uuid

import pytest
from django.test import Client

from peersupport.accounts.models import User
from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Route
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

from .browsers import Browser, switched_on, to_device


@pytest.fixture
def peer() -> User:
    return factories.make_peer().user


@pytest.fixture
def page(peer) -> Client:
    return factories.sign_in(peer)


def want(user: User, *wanted: tuple[str, str], **values: object) -> None:
    usual = {"before": [], "quiet_from": None, "quiet_until": None, "by": user}
    choose_messages(**{"wanted": {("concern", "email"), *wanted}} | usual | values)


def test_a_device_that_is_gone_is_switched_off_and_the_office_and_its_owner_see_it(
    service, device, peer, page
):
    office = factories.make_admin(agency=peer.agency)
    route = switched_on(device, peer)
    row = to_device(peer)
    service.behave("gone", times=1)

    assert deliver(message_id=row.pk) == "skipped"

    route.refresh_from_db()
    assert (route.state, service.taken()) == ("bounced", [])
    assert Message.objects.filter(kind="way_lost", route__user=office).exists()
    # It went out by e-mail as well: nobody is called because of it.
    assert not Message.objects.filter(kind="not_sent").exists()
    others = write_messages(kind=Kind.CONCERN, occasion="next", to=peer)
    assert {row.route.channel for row in others} == {"inbox", "email"}
    assert "Nothing arrives there any more" in page.get("/messages/devices/").content.decode()
    assert page.post("/messages/devices/this/", {"endpoint": device.endpoint}).json() == {
        "id": str(route.pk), "on": False,
    }  # fmt: skip


def test_a_refused_service_has_a_plain_reason_and_leaves_no_row(service, peer):
    elsewhere = Browser("https://push.evil.example")

    with pytest.raises(DomainError, match="a service that is not used here"):
        switched_on(elsewhere, peer)

    assert not Route.objects.filter(channel="push").exists()


def test_keys_that_are_none_are_refused(device, peer):
    with pytest.raises(DomainError, match="did not work"):
        add_device(**device.said | {"browser_key": device.key[:-6] + "AAAAAA"}, device="", by=peer)


def test_several_devices_hear_the_same_and_one_more_hears_what_was_chosen_for_all(service, peer):
    first, second = (Browser(f"http://{service.push_host}") for _one in range(2))
    switched_on(first, peer)
    want(peer, ("draft", "push"))
    switched_on(second, peer, name="Chrome, Android")

    for kind, heard in ((Kind.CONCERN, 0), (Kind.DRAFT, 2)):
        rows = write_messages(kind=kind, occasion=str(uuid.uuid4()), to=peer)
        assert len([row for row in rows if row.route.channel == "push"]) == heard


def test_what_was_chosen_for_a_device_stays_while_it_is_off(service, device, peer):
    route = switched_on(device, peer)
    want(peer, ("concern", "push"))
    remove_device(route_id=route.pk, by=peer)
    want(peer)

    switched_on(Browser(f"http://{service.push_host}"), peer)

    assert to_device(peer).route.channel == "push"


def test_the_same_browser_is_one_way_and_one_too_many_is_refused(service, peer):
    browsers = [Browser(f"http://{service.push_host}") for _one in range(6)]
    for device in [*browsers[:5], browsers[4]]:
        switched_on(device, peer)

    with pytest.raises(DomainError, match="5 devices"):
        switched_on(browsers[5], peer)

    assert Route.objects.filter(user=peer, channel="push", state="on").count() == 5


def test_a_browser_belongs_to_whoever_said_so_last(service, device, peer):
    colleague = factories.make_peer(agency=peer.agency).user
    mine = switched_on(device, peer)

    theirs = switched_on(device, colleague)

    mine.refresh_from_db()
    assert (mine.state, mine.address_index == theirs.address_index, theirs.state) == ("off", False, "on")
    with pytest.raises(Route.DoesNotExist):
        remove_device(route_id=theirs.pk, by=peer)


def test_a_new_address_of_the_same_browser_takes_the_place_of_the_lost_one(service, device, peer):
    lost = switched_on(device, peer)
    Route.objects.filter(pk=lost.pk).update(state="bounced")

    switched_on(Browser(f"http://{service.push_host}"), peer)

    lost.refresh_from_db()
    assert (lost.state, Route.objects.filter(channel="push", state="on").count()) == ("off", 1)


def test_a_device_that_is_switched_off_is_kept_nowhere(service, device, peer):
    route = switched_on(device, peer)
    row = to_device(peer)

    remove_device(route_id=route.pk, by=peer)

    assert deliver(message_id=row.pk) == "skipped"
    assert (service.taken(), "push" in {r.route.channel for r in write_messages(
        kind=Kind.CONCERN, occasion="next", to=peer)}) == ([], False)  # fmt: skip
    assert list(AuditEvent.objects.filter(action="route.removed").values_list("fields", flat=True)) == [
        ["address"]
    ]


def test_nothing_of_the_kind_on_a_phone_that_others_use(service, device):
    person = factories.make_person(name="Ana")
    colleague = factories.make_peer(agency=person.agency).user
    person.user = colleague
    person.save(update_fields=["user"])
    row_before = (switched_on(device, colleague), to_device(colleague))[1]
    ContactDetails.objects.filter(person=person).update(phone_is_shared=True)

    with pytest.raises(DomainError, match="somebody else uses your phone"):
        switched_on(Browser(f"http://{service.push_host}"), colleague)
    assert deliver(message_id=row_before.pk) == "skipped"
    assert "push" not in {
        r.route.channel for r in write_messages(kind=Kind.CONCERN, occasion="x", to=colleague)
    }
    shown = factories.sign_in(colleague).get("/messages/devices/").content.decode()
    assert "somebody else uses your phone" in shown
    assert "data-device " not in shown
    assert service.taken() == []


def test_people_who_are_supported_are_not_offered_it(service, device):
    user = factories.make_user()

    with pytest.raises(NotAllowed):
        switched_on(device, user)
    assert factories.sign_in(user).get("/messages/devices/").status_code == 404


def test_a_device_is_no_way_that_somebodys_safety_can_rest_on_alone(service, device, peer):
    switched_on(device, peer)

    with pytest.raises(DomainError, match="has to reach you"):
        choose_messages(wanted={("concern", "push")}, before=[], quiet_from=None, quiet_until=None, by=peer)


def test_on_try_and_off_on_the_page(service, device, peer, page):
    assert "Messages on a device" in page.get("/messages/choose/").content.decode()
    assert page.post("/messages/devices/", device.said | {"endpoint": ""}).status_code == 422
    assert (
        page.post("/messages/devices/", device.said | {"endpoint": "https://x.example/"}).status_code == 422
    )
    agent = "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"
    assert page.post("/messages/devices/", device.said, headers={"user-agent": agent}).status_code == 302
    route = Route.objects.get(channel="push")
    shown = page.get("/messages/devices/").content.decode()
    assert "Firefox, Android" in shown
    assert device.endpoint not in shown
    assert "on a device" in page.get("/messages/choose/").content.decode()
    assert page.post("/messages/devices/this/", {"endpoint": device.endpoint}).json()["on"] is True

    assert page.post(f"/messages/devices/{route.pk}/try/").status_code == 302
    assert deliver(message_id=Message.objects.get(kind="try").pk) == "sent"
    assert "this is a try" in device.shown(service.taken()[0])["text"].lower()

    assert page.post(f"/messages/devices/{route.pk}/off/").status_code == 302
    assert "Firefox, Android" not in page.get("/messages/devices/").content.decode()
    assert page.post(f"/messages/devices/{route.pk}/try/").status_code == 404
    assert page.post("/messages/devices/this/", {"endpoint": device.endpoint}).json() == {
        "id": "",
        "on": False,
    }


def test_a_device_of_somebody_else_is_not_there(service, device, peer):
    route = switched_on(device, peer)
    other = factories.sign_in(factories.make_peer(agency=peer.agency).user)

    assert [other.post(f"/messages/devices/{route.pk}/{verb}/").status_code for verb in ("try", "off")] == [
        404, 404,
    ]  # fmt: skip
    with pytest.raises(Route.DoesNotExist):
        try_device(route_id=route.pk, by=factories.make_peer(agency=peer.agency).user)
    assert other.post("/messages/devices/this/", {"endpoint": device.endpoint}).json()["id"] == ""


def test_the_worker_is_there_for_everybody_and_holds_nothing_of_anybody():
    answer = Client().get("/messages/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer.content.decode().splitlines() == [
        'self.HOME = "/messages/";', 'importScripts("/static/js/push/worker.js");',
    ]  # fmt: skip

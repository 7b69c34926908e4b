"""Messages: where gateways call, and the office's page of those that need somebody."""

from typing import Any

from peersupport.core import clock
from peersupport.notifications.models import Attempt, Message, Preference, Route
from peersupport.people.models import SupportedPerson
from tests import factories

TABLE = """
# --- where gateways call: signed, or not at all ---------------------------------------------------------------------
notifications:told_twilio               POST  403 everybody anonymous
notifications:told_gateway              POST  403 everybody anonymous

# --- for whoever works here: what was said to them, and what they want to hear of ------------------------------------
notifications:for_you                   GET   200 staff
notifications:read                      POST  go admin
notifications:unread                    POST  go admin
notifications:sent_to_me                GET   200 staff
notifications:choices                   GET   200 staff
notifications:choices                   POST  422 staff
notifications:number                    GET   200 staff
notifications:number                    POST  422 staff
notifications:number_try                POST  go staff
notifications:number_remove             POST  go staff
notifications:devices                   GET   200 staff
notifications:devices                   POST  422 staff
notifications:device_this               POST  200 staff
notifications:device_try                POST  go admin
notifications:device_off                POST  go admin
notifications:device_worker             GET   200 everybody anonymous

# --- a message before a meeting: the person's own choice, or with them beside -----------------------------------------
notifications:of_person                 GET   200 walking admin
notifications:of_person                 POST  422 walking admin
my_record:messages                      GET   200 people
my_record:messages                      POST  422 people

# --- a supervisor's week --------------------------------------------------------------------------------------------
home:week                               GET   200 supervisors

# --- messages that need somebody, and all that left the house: the office ---------------------------------------------
operate:message_list                    GET   200 offices
operate:sent_list                       GET   200 offices
operate:sent_one                        GET   200 admin blocked_admin
operate:message_send_again              POST  go admin blocked_admin
operate:message_put_aside               POST  go admin blocked_admin
"""
OPEN = {"notifications:told_twilio", "notifications:told_gateway", "notifications:device_worker"}
OWN = [
    "notifications:for_you",
    "notifications:sent_to_me",
    "notifications:choices",
    "notifications:number",
    "notifications:devices",
]
PAGES = {
    "admin": ["operate:message_list", "operate:sent_list", "operate:sent_one sent one", *OWN],
    "new office": ["operate:message_list", "operate:sent_list", "notifications:for_you"],
    "clinical": ["home:week"],
    "senior": ["home:week"],
    "peer": [*OWN, "notifications:of_person person"],
    "person": ["my_record:messages"],
}
ELSEWHERE = {
    "notifications:read",
    "notifications:unread",
    "notifications:number_try",
    "notifications:number_remove",
    "notifications:device_this",
    "notifications:device_try",
    "notifications:device_off",
    "notifications:device_worker",
    "operate:message_send_again",
    "operate:message_put_aside",
    "notifications:told_twilio",
    "notifications:told_gateway",
}
COUNTED = [
    ("office", "GET", "operate:message_list", 8),
    ("office", "GET", "operate:sent_list", 8),
    ("peer", "GET", "notifications:for_you", 8),
    ("peer", "GET", "notifications:sent_to_me", 8),
    ("person", "GET", "my_record:messages", 12),
    *((reader, "GET", "home:week", 14) for reader in ("clinical", "senior")),
]
CHANGED = {
    "a_route_leads_to_one_human": "UPDATE notifications_route SET user_id = NULL",
    "quiet_hours_begin_and_end": "UPDATE notifications_route SET quiet_from = '21:00'",
    "message_sent_at_iff_sent": "UPDATE notifications_message SET sent_at = now() WHERE state <> 'sent'",
    "attempt_has_an_end_iff_an_outcome": "UPDATE notifications_attempt SET finished_at = now() WHERE outcome = ''",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_route_of_a_kind": ("notifications_route", "true", {}),
    "one_preference_a_kind": ("notifications_preference", "true", {}),
    "one_message_an_occasion": ("notifications_message", "true", {}),
    "one_attempt_of_a_number": ("notifications_attempt", "true", {}),
}


def unsent(user: Any, occasion: str, **values: Any) -> Message:
    """A message to them that could not be sent, with the try."""
    common = {"agency_id": user.agency_id}
    route, _made = Route.objects.get_or_create(user=user, channel="sms", defaults=common)
    message = Message.objects.create(
        **common | {"route": route, "key": f"concern:{occasion}:{route.pk}", "kind": "concern", "lane": 0}
        | {"state": "dead", "next_at": clock.now(), "tries": 1, "subject": "x", "text": "x"} | values
    )  # fmt: skip
    Attempt.objects.create(message=message, number=1, process="x")
    return message


def on_page(user: Any, occasion: str, **values: Any) -> Message:
    """A line of their page "For you"."""
    common = {"agency_id": user.agency_id}
    route, _made = Route.objects.get_or_create(user=user, channel="inbox", defaults=common)
    return Message.objects.create(
        **common | {"route": route, "key": f"draft:{occasion}:{route.pk}", "kind": "draft", "lane": 1}
        | {"state": "sent", "sent_at": clock.now(), "next_at": clock.now(), "subject": "x", "text": "x"} | values
    )  # fmt: skip


def device_of(user: Any, name: str) -> Route:
    """A device of theirs that is switched on."""
    given = {"device": name, "address_index": f"{name}-{user.pk.hex}"[:64]}
    return Route.objects.create(agency_id=user.agency_id, user=user, channel="push", **given)


def to_person(person: Any, occasion: str, **values: Any) -> Message:
    """A message that went out to somebody supported here."""
    common = {"agency_id": person.agency_id}
    route, _made = Route.objects.get_or_create(
        person=person, channel="sms", defaults=common | {"address": "+12025550143"}
    )
    return Message.objects.create(
        **common | {"route": route, "key": f"meeting:{occasion}:{route.pk}", "kind": "meeting", "lane": 1}
        | {"state": "sent", "sent_at": clock.now(), "next_at": clock.now(), "subject": "x", "text": "x"} | values
    )  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    office = house.readers["admin"]
    return {
        "notifications:read": {"pk": on_page(office, "read").pk},
        "notifications:unread": {"pk": on_page(office, "unread").pk},
        "notifications:device_try": {"pk": device_of(office, "try").pk},
        "notifications:device_off": {"pk": device_of(office, "off").pk},
        "operate:sent_one": {"pk": unsent(office, "one").pk},
        "operate:message_send_again": {"pk": unsent(office, "again").pk},
        "operate:message_put_aside": {"pk": unsent(office, "aside").pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    shown = unsent(world["users"]["admin"], "shown")
    for name in ("admin", "peer"):
        on_page(world["users"][name], f"shown-{name}")
        on_page(world["users"][name], f"read-{name}", read_at=clock.now())
        device_of(world["users"][name], "Firefox, Android")
    unsent(world["users"]["peer"], "shown", state="unknown", kind="concern_course", lane=1)
    for person in SupportedPerson.objects.filter(user=world["users"]["person"]):
        to_person(person, "shown")
    return {"sent one": shown.pk}


def crowd(one: Any) -> None:
    for number, _person in enumerate(one.people):
        unsent(factories.make_user(agency=one.agency), str(number))
        unsent(one.peer.user, f"peer-{number}")
        on_page(one.peer.user, str(number))
        to_person(one.people[0], str(number))


def scene(person: Any, peer: Any) -> None:
    message = unsent(peer.user, "scene")
    Preference.objects.create(agency_id=person.agency_id, route=message.route, kind="concern", wanted=True)

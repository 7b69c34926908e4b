"""Search in what was written, and deleting what is somebody's."""

from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.people.models import Erasure, LegalHold
from tests import factories

TABLE = """
# --- looking through what was written: who may read it, with a reason; the words of a search stand in no address ------
sessions_app:note_search      GET   200 peers supervisors
sessions_app:note_search      POST  200 peers supervisors
my_record:note_search         GET   200 people
my_record:note_search         POST  200 people
api:note_search               POST  200 peers supervisors people | 401 left anonymous

# --- deleted on their wish: asked by the person, carried out by two of the office -------------------------------------
my_record:erasing             GET   200 people
my_record:erasing             POST  go people
desk:erasing_list             GET   200 offices
desk:erasing_page             GET   200 admin
desk:erasing_page             POST  go admin
desk:erasing_ask              POST  go admin | 403 walking former clinical senior grant
desk:hold_add                 GET   200 admin
desk:hold_add                 POST  422 admin
desk:hold_confirm             POST  go admin
desk:hold_lift                POST  go admin
"""
FORMS: dict[str, dict[str, Any]] = {
    "sessions_app:note_search": {"q": "canary", "why": "documentation"},
    "my_record:note_search": {"q": "canary"},
    "api:note_search": {"q": "canary", "purpose": "documentation"},
    "desk:erasing_page": {"back": "1"},
}
PLANTED = {"hold": ["canary-hold"]}
CANARIES = {"hold": "admin person"}
PAGES = {
    "peer": ["sessions_app:note_search"],
    "clinical": ["sessions_app:note_search"],
    "admin": ["desk:erasing_list", "desk:erasing_page wish", "desk:hold_add wish"],
    "new office": ["desk:erasing_list"],
    "person": ["my_record:note_search", "my_record:erasing"],
    "new peer": ["sessions_app:note_search"],
    "new person": ["my_record:note_search", "my_record:erasing"],
}
COUNTED = [
    ("peer", "POST", "sessions_app:note_search", 14),
    ("clinical", "POST", "sessions_app:note_search", 14),
    ("person", "POST", "my_record:note_search", 14),
    ("office", "GET", "desk:erasing_list", 8),
    ("person", "GET", "my_record:erasing", 8),
]
OPEN = {"api:note_search"}
ELSEWHERE = {"api:note_search", "desk:erasing_ask", "desk:hold_confirm", "desk:hold_lift"}


CHANGED = {
    "a_deletion_is_prepared_by_somebody": "UPDATE people_erasure SET prepared_at = now()",
    "a_deletion_takes_two_steps": "UPDATE people_erasure SET erased_at = now()",
    "a_second_one_deletes_or_a_witness_is_there": "UPDATE people_erasure SET prepared_at = now(), erased_at = now(), "
    "prepared_by_id = asked_by_id, erased_by_id = asked_by_id",
    "a_hold_is_confirmed_by_a_second_one": "UPDATE people_legalhold SET confirmed_at = now(), "
    "confirmed_by_id = set_by_id",
    "a_hold_is_lifted_by_somebody": "UPDATE people_legalhold SET lifted_at = now()",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_open_wish_to_be_deleted": ("people_erasure", "true", {}),
}


def wish(person: Any, by: Any) -> Erasure:
    day = person.program.today() + timedelta(days=7)
    return Erasure.objects.create(agency_id=person.agency_id, person=person, asked_by=by, answer_by=day)


def hold(person: Any, by: Any, *, reason: str, confirmed_by: Any = None) -> LegalHold:
    return LegalHold.objects.create(
        agency_id=person.agency_id, person=person, set_by=by, reason=reason, confirmed_by=confirmed_by,
        until=person.program.today() + timedelta(days=40), confirmed_at=clock.now() if confirmed_by else None,
    )  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """Somebody else's wish for the pages of the office: the person's own would be taken back under way."""
    person, admin = house.person, factories.make_admin(agency=house.person.agency, name="Office of holds")
    asked = wish(person, admin)
    kept = hold(person, admin, reason="canary-hold")
    found: dict[str, dict[str, Any]] = {address: {} for address in FORMS}
    return found | {
        "desk:erasing_page": {"pk": asked.pk},
        "desk:hold_add": {"pk": asked.pk},
        "desk:erasing_ask": {"pk": person.pk},
        "desk:hold_confirm": {"pk": kept.pk},
        "desk:hold_lift": {"pk": kept.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    person = world["users"]["person"].person
    first, second = (factories.make_admin(agency=person.agency) for _number in range(2))
    hold(person, first, reason="a court asked for the notes of May", confirmed_by=second)
    return {"wish": (wish(person, world["users"]["person"]).pk,)}


def crowd(crowd: Any) -> None:
    office = factories.make_admin(agency=crowd.people[0].agency)
    for person in crowd.people:
        wish(person, office)


def scene(person: Any, peer: Any) -> None:
    wish(person, peer.user)
    hold(person, peer.user, reason="x")

"""Who is let in for a while: by the person, or asked for by the office and agreed to by a second one of it."""

from datetime import timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.models import AskedGrant, PersonGrant
from tests import factories

TABLE = """
# --- let in for a while: the person, who walks with them, and the office know of it ----------------------------------
sharing:person_in             GET   200 walking admin | 403 former clinical senior grant
sharing:let_in_ask            GET   200 admin | 403 walking former clinical senior grant
sharing:let_in_ask            POST  422 admin | 403 walking former clinical senior grant
sharing:let_in_answer         POST  go walking admin person
sharing:let_in_answer@yes     POST  go admin | 403 walking person
sharing:let_in_end            POST  go walking admin person
sharing:house_in              GET   200 offices
sharing:my_let_in             GET   200 people
sharing:my_let_in_add         GET   200 people
sharing:my_let_in_add         POST  422 people
"""
FORMS = {"sharing:let_in_answer": {"answer": "no"}, "sharing:let_in_answer@yes": {"answer": "yes"}}
PLANTED = {"why_let_in": ["canary-let-in", "canary-let-ask"]}
CANARIES = {"why_let_in": "walking admin person"}
PAGES = {
    "peer": ["sharing:person_in person"],
    "admin": ["sharing:person_in person", "sharing:let_in_ask person", "sharing:house_in"],
    "new office": ["sharing:house_in"],
    "person": ["sharing:my_let_in", "sharing:my_let_in_add"],
    "new person": ["sharing:my_let_in", "sharing:my_let_in_add"],
}
ELSEWHERE = {"sharing:let_in_answer", "sharing:let_in_end"}
COUNTED = [
    ("office", "GET", "sharing:house_in", 8),
    ("office", "GET", "sharing:person_in", 10),
    ("person", "GET", "sharing:my_let_in", 8),
]

CHANGED = {
    "nobody_asks_to_be_let_in": "UPDATE people_askedgrant SET asked_by_id = user_id",
    "to_let_in_is_answered_by_somebody": "UPDATE people_askedgrant SET answered_at = now()",
    "a_second_colleague_lets_in": "UPDATE people_askedgrant SET answered_at = now(), answered_by_id = asked_by_id, "
    "grant_id = (SELECT id FROM people_persongrant LIMIT 1)",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_open_question_to_let_in": ("people_askedgrant", "answered_at IS NULL", {}),
}


def ask(person: Any, user: User, asked_by: User, reason: str) -> AskedGrant:
    """Asked, without the service: it looks at who else there is."""
    return AskedGrant.objects.create(
        agency_id=person.agency_id, person=person, user=user, audience="responder", contents=["facts"], reason=reason,
        ends_on=person.program.today() + timedelta(days=20), asked_by=asked_by,
    )  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    person, agency = house.person, house.person.agency
    second = factories.make_admin(agency=agency, name="Office three")
    let_in = factories.make_supervisor("senior", agency=agency, name="Staff let in")
    given = factories.make_grant(person=person, user=let_in, reason="canary-let-in", contents=["facts"])
    asked = ask(
        person,
        factories.make_supervisor("senior", agency=agency, name="Staff asked"),
        second,
        "canary-let-ask",
    )
    of_person = {"pk": person.pk}
    return {
        "sharing:person_in": of_person,
        "sharing:let_in_ask": of_person,
        "sharing:let_in_answer": {"pk": asked.pk},
        "sharing:let_in_answer@yes": {"pk": asked.pk},
        "sharing:let_in_end": {"pk": given.pk},
        "api:let_in": of_person,
        "api:let_in_end": {"pk": given.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    person = users["person"].person
    second = factories.make_admin(agency=person.agency, name="Second office")
    soon = factories.make_supervisor("senior", agency=person.agency, name="Somebody soon")
    factories.make_grant(person=person, user=soon, audience="senior", reason="to plan the move together")
    factories.make_grant(
        person=person, user=users["clinical"], reason="to be there on the day of the move", confirmed_by=second,
        starts_at=clock.now() + timedelta(days=2),
    )  # fmt: skip
    asked = factories.make_supervisor("clinical", agency=person.agency, name="Somebody asked")
    ask(person, asked, second, "a question about the letter")
    return {}


def crowd(crowd: Any) -> None:
    """As many who are let in and asked for as there are people, all for one of them and one for each."""
    agency, office = crowd.people[0].agency, factories.make_admin(agency=crowd.people[0].agency)
    for person in crowd.people:
        for whose in (crowd.people[0], person):
            user = factories.make_supervisor("senior", agency=agency)
            factories.make_grant(person=whose, user=user, granted_by=office)
            ask(whose, user, office, "x")
    crowd.arguments["sharing:person_in"] = [crowd.people[0].pk]


def scene(person: Any, peer: Any) -> None:
    given = PersonGrant.objects.filter(content_object=person).first()
    user = factories.make_supervisor("senior", agency=person.agency)
    if given is None:
        factories.make_grant(person=person, user=user)
    ask(person, user, peer.user, "x")

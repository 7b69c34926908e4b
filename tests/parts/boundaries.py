"""Choices about boundaries in the senior peer supervisor's room, examples for the house, and its own lines."""

import uuid
from typing import Any

from peersupport.accounts.models import User
from supervision.models import BoundaryCase, BoundaryDecision, HouseLine
from supervision.services import answer_case, propose_case, set_house_lines, write_boundary
from supervision.services.boundaries import Boundary
from tests import factories

TABLE = """
# --- choices about boundaries: the peer and who looks after them in the peer room; never the office, never clinical ---
supervision:boundary_list               GET   200 peers senior senior_far
supervision:boundary_add                GET   200 peers
supervision:boundary_add                POST  422 peers
supervision:boundary                    GET   200 author senior
supervision:boundary_edit               GET   200 author
supervision:boundary_edit               POST  422 author
supervision:boundary_talked             POST  go author senior
supervision:boundary_not_talked         POST  go author senior

# --- examples without names and the lines of the house: for everybody who works here --------------------------------
supervision:case_list                   GET   200 staff
supervision:case_list                   POST  200 staff
supervision:case_add                    GET   200 peers senior senior_far
supervision:case_add                    POST  422 peers senior senior_far
supervision:case_add@from               GET   200 author senior
supervision:case_add@from               POST  422 peers senior senior_far
supervision:case_answer                 POST  go senior senior_far admin blocked_admin | 403 author
supervision:house_lines                 GET   200 offices
supervision:house_lines                 POST  422 offices
"""
FORMS: dict[str, dict[str, Any]] = {"supervision:case_answer": {"share": "no"}}
HAPPENED = "canary-boundary-happened"
PLANTED = {
    "boundary": [
        HAPPENED,
        *(f"canary-boundary-{name}" for name in ("serves", "fits", "known", "decided", "told")),
    ],
    "case_proposed": ["canary-case-proposed"],
    "case_shared": ["canary-case-shared"],
    "house_line": ["canary-line-of-the-house"],
}
STAFF_HERE = (
    "author paired former offered other cover blocked clinical clinical_far senior senior_far grant "
    "admin blocked_admin"
)
CANARIES = {
    "boundary": "author senior",
    "case_proposed": "author senior senior_far admin blocked_admin",
    "case_shared": STAFF_HERE,
    "house_line": f"{STAFF_HERE} person another",
}
PAGES = {
    "peer": ["supervision:boundary_list", "supervision:boundary_add", "supervision:boundary boundary_choice",
             "supervision:boundary_edit boundary_choice", "supervision:case_list", "supervision:case_add"],
    "senior": ["supervision:boundary_list", "supervision:boundary boundary_choice", "supervision:case_list"],
    "admin": ["supervision:case_list", "supervision:house_lines"],
    "new peer": ["supervision:boundary_list", "supervision:case_list"],
}  # fmt: skip
ELSEWHERE = {"supervision:boundary_talked", "supervision:boundary_not_talked", "supervision:case_answer"}
COUNTED = [
    ("peer", "GET", "supervision:boundary_list", 8),
    ("senior", "GET", "supervision:boundary_list", 8),
    ("clinical", "GET", "supervision:case_list", 8),
    ("office", "GET", "supervision:case_list", 8),
]
CHANGED = {
    "a_boundary_is_talked_over_with_somebody": "UPDATE supervision_boundarydecision SET talked_over_at = now() "
    "WHERE talked_over_by_id IS NULL",
    "a_case_waits_or_is_answered": "UPDATE supervision_boundarycase SET answered_at = now() "
    "WHERE state = 'proposed'",
    "a_second_person_agrees_to_a_case": "UPDATE supervision_boundarycase SET state = 'shared', "
    "answered_at = now(), answered_by_id = proposed_by_id",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_house_line_a_topic": ("supervision_houseline", "true", {}),
}


def said(happened: str = "Asked for a ride home.", **more: Any) -> Boundary:
    return Boundary(
        **{"about": "ride", "happened": happened, "fits": "no", "decided": "We take the bus.", **more}
    )


def chosen(peer: User, *words: str, **more: Any) -> BoundaryDecision:
    return write_boundary(key=uuid.uuid4(), said=said(*words, **more), by=peer)


def example(by: User, *words: str, shared_by: User | None = None, **more: Any) -> BoundaryCase:
    case = propose_case(key=uuid.uuid4(), said=said(*words, **more), by=by)
    return answer_case(case=case, share=True, by=shared_by) if shared_by else case


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, office = house.readers["author"], house.readers["admin"]
    planted = {f"{name}_words": f"canary-boundary-{name}" for name in ("serves", "fits", "known")}
    planted |= {name: f"canary-boundary-{name}" for name in ("decided", "told")}
    mine = {"pk": chosen(author, HAPPENED, serves="yes", known="unsure", **planted).pk}
    example(author, "canary-case-shared", shared_by=office)
    case = {"pk": example(author, "canary-case-proposed").pk}
    set_house_lines(language="en", texts={"gift": "canary-line-of-the-house"}, by=office)
    return {
        **{f"supervision:boundary{name}": mine for name in ("", "_edit", "_talked", "_not_talked")},
        "supervision:case_answer": case,
        "supervision:case_add@from": {"?": f"from={mine['pk']}"},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer, office, senior = (world["users"][name] for name in ("peer", "admin", "senior"))
    mine = chosen(
        peer, serves="no", serves_words="The bus does it better.", known="yes", told="It is not about trust."
    )
    example(peer, shared_by=office)
    example(senior, "A scarf they made.", about="gift", serves="yes")
    lines = {"gift": "Small handmade things, never money.", "ride": "No rides in our own cars."}
    set_house_lines(language="en", texts=lines, by=office)
    return {"boundary_choice": mine.pk}


def crowd(crowd: Any) -> None:
    agency, peer = crowd.agency, crowd.peer
    second = factories.make_supervisor("senior", agency=agency)
    for number in range(len(crowd.people)):
        common = {"agency": agency, "about": "gift", "happened": f"Scarf {number}"}
        BoundaryDecision.objects.create(peer=peer, on=agency.today(), **common)
        BoundaryCase.objects.create(proposed_by=peer.user, **common)
        BoundaryCase.objects.create(
            proposed_by=peer.user, state="shared", answered_by=second, answered_at=peer.created_at, **common
        )
    set_house_lines(language="en", texts={"gift": "Small things."}, by=crowd.office)


def scene(person: Any, peer: Any) -> None:
    common = {"agency_id": peer.agency_id}
    BoundaryDecision.objects.create(peer=peer, about="gift", on=peer.agency.today(), happened="x", **common)
    BoundaryCase.objects.create(proposed_by=peer.user, about="gift", happened="x", **common)
    HouseLine.objects.create(topic="gift", language="en", text="x", **common)

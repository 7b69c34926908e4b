"""What peers are asked that is not their role, the office's answers, and what the house promises its peers."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts.models import User
from supervision.models import OffRoleAnswer, OffRoleTask
from supervision.services import OffRoleDetails, answer_off_role, log_off_role, say_more_off_role
from tests import factories

TABLE = """
# --- that's not my role: a peer's own; the office without names; their senior peer supervisor; totals for everybody ---
supervision:off_role                    GET   200 peers
supervision:off_role                    POST  422 peers
supervision:off_role_more               GET   200 author
supervision:off_role_more               POST  422 author
supervision:off_role_more@answered      GET   200 author
supervision:off_role_more@answered      POST  409 author
supervision:off_role_undo               POST  go author
supervision:off_role_undo@answered      POST  409 author
supervision:off_role_noticed            POST  409 author
supervision:off_role_noticed@answered   POST  go author
supervision:off_role_house              GET   200 staff
supervision:off_role_under              GET   200 senior senior_far elsewhere
supervision:off_role_waiting            GET   200 offices
supervision:off_role_waiting            POST  422 offices

# --- what the house promises its peers: everybody who works here reads it, the office sets it ------------------------
desk:promise_to_peers                   GET   200 staff
desk:promise_to_peers                   POST  422 offices
desk:promise_signals                    POST  409 admin blocked_admin | go elsewhere
"""
FORMS: dict[str, dict[str, Any]] = {"supervision:off_role_more@answered": {"asked_on": "2026-11-20"}}
PLANTED = {"off_role_words": ["canary-not-my-role"], "off_role_answer": ["canary-of-the-office"]}
CANARIES = {
    "off_role_words": "author senior admin blocked_admin",
    "off_role_answer": "author paired former offered other cover blocked clinical clinical_far senior senior_far "
    "grant admin blocked_admin",
}
PAGES = {
    "peer": ["supervision:off_role", "supervision:off_role_more off_role_entry", "supervision:off_role_house",
             "desk:promise_to_peers"],
    "senior": ["supervision:off_role_under"],
    "clinical": ["supervision:off_role_house"],
    "admin": ["supervision:off_role_waiting", "desk:promise_to_peers"],
    "new peer": ["supervision:off_role", "supervision:off_role_house"],
    "new office": ["supervision:off_role_waiting", "desk:promise_to_peers"],
}  # fmt: skip
ELSEWHERE = {"supervision:off_role_undo", "supervision:off_role_noticed", "desk:promise_signals"}
COUNTED = [
    ("peer", "GET", "supervision:off_role", 8),
    ("clinical", "GET", "supervision:off_role_house", 8),
    ("senior", "GET", "supervision:off_role_under", 8),
    ("office", "GET", "supervision:off_role_waiting", 8),
    ("peer", "GET", "desk:promise_to_peers", 8),
]
UNCHANGING = {"supervision_offroleanswer"}
CHANGED = {
    "off_role_takes_at_most_a_day": "UPDATE supervision_offroletask SET minutes = 1441",
    "only_an_answer_is_taken_notice_of": "UPDATE supervision_offroletask SET noticed_at = now() "
    "WHERE answer_id IS NULL",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "an_answer_has_words": ("supervision_offroleanswer", "true", {"text": "NULL"}),
}


def asked(peer: User, task: str = "driving", **said: Any) -> OffRoleTask:
    """Written down by this peer today, with more said about it."""
    entry = log_off_role(key=uuid.uuid4(), task=task, by=peer)
    return say_more_off_role(entry=entry, said=OffRoleDetails(asked_on=entry.asked_on, **said), by=peer)


def answered(entry: OffRoleTask, text: str, by: User) -> OffRoleTask:
    answer_off_role(entries=[entry.pk], text=text, by=by)
    return OffRoleTask.objects.get(pk=entry.pk)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, office = house.readers["author"], house.readers["admin"]
    waits = {"pk": asked(author, words="canary-not-my-role", minutes=40, asked_by="medical").pk}
    done = {"pk": answered(asked(author, "desk"), "canary-of-the-office", office).pk}
    routes = ("more", "undo", "noticed")
    return {f"supervision:off_role_{route}": waits for route in routes} | {
        f"supervision:off_role_{route}@answered": done for route in routes
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer, office = world["users"]["peer"], world["users"]["admin"]
    waiting = asked(
        peer, words="Watch the door for an hour.", minutes=60, asked_by="office", had_choice="none"
    )
    answered(asked(peer, "interpret", whose_goal="team"), "We booked a line for that.", office)
    late = asked(peer, "housework")
    OffRoleTask.objects.filter(pk=late.pk).update(answer_by=late.asked_on - timedelta(days=2))
    for _ in range(3):
        factories.make_peer(agency=peer.agency)
    for task in (
        "desk",
        "desk",
        "desk",
        "desk",
        "desk",
        "driving",
        "driving",
        "driving",
        "driving",
        "driving",
    ):
        asked(peer, task, minutes=30, asked_by="office")
    return {"off_role_entry": waiting.pk}


def crowd(crowd: Any) -> None:
    agency, peer = crowd.agency, crowd.peer
    for number in range(len(crowd.people)):
        answer = OffRoleAnswer.objects.create(
            agency=agency, text=f"Answer {number}", answered_by=crowd.office, answered_on=agency.today()
        )
        for given in (answer, None):
            OffRoleTask.objects.create(
                agency=agency, peer=peer, task="desk", asked_on=agency.today(), answer_by=agency.today(),
                words=f"Words {number}", answer=given,
            )  # fmt: skip


def scene(person: Any, peer: Any) -> None:
    """One request with an answer and one without, without their services."""
    common, day = {"agency_id": peer.agency_id}, peer.agency.today()
    answer = OffRoleAnswer.objects.create(text="x", answered_by=peer.user, answered_on=day, **common)
    for given in (answer, None):
        OffRoleTask.objects.create(
            peer=peer, task="desk", asked_on=day, answer_by=day, minutes=10, answer=given, **common
        )

"""Notes to look at: the inbox of a clinical supervisor, and a peer's own."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.core import clock
from sessions_app.models import Attendance, SessionNote, SupportSession
from supervision.models import HoldDecision, HoldUndone
from tests import factories

TABLE = """
# --- what notes lack: who looks after their author's work, and the author -------------------------------------------
supervision:review_inbox                GET   200 clinical clinical_far grant elsewhere
supervision:review_own                  GET   200 peers
supervision:review_held                 GET   200 clinical
supervision:review_held                 POST  422 clinical
supervision:review_undo                 POST  go clinical
"""
PAGES = {"clinical": ["supervision:review_inbox"], "peer": ["supervision:review_own"]}
# A line of the inbox: tests/browser/test_inbox.py.
ELSEWHERE = {"supervision:review_held", "supervision:review_undo"}
COUNTED = [
    ("clinical", "GET", "supervision:review_inbox", 8),
    ("peer", "GET", "supervision:review_own", 8),
]
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_decision_a_hold_at_once": ("supervision_holddecision", "true", {}),
}
UNCHANGING = {"supervision_holddecision", "supervision_holdundone"}


def decide(came: Attendance, by: Any) -> HoldDecision:
    return HoldDecision.objects.create(
        agency_id=came.agency_id, attendance=came, person_id=came.person_id, peer_id=came.peer_id, supervisor=by,
        act=uuid.uuid4(), code="new_here", because="talked_over",
    )  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    came = house.meetings["author"].attendances.get()
    return {
        "supervision:review_held": {"pk": came.pk},
        "supervision:review_undo": {"pk": decide(came, house.readers["clinical"]).act},
    }


def crowd(crowd: Any) -> None:
    """A finished note about each, which does not say what kind of support it was."""
    at = clock.now() - timedelta(days=3)
    common = {"agency": crowd.agency, "peer": crowd.peer}
    for person in crowd.people:
        session = SupportSession.objects.create(
            id=uuid.uuid4(), program=crowd.program, level="brief", state="completed", minutes=30, has_note=True,
            local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, closed_at=at, **common,
        )  # fmt: skip
        came = Attendance.objects.create(session=session, person=person, starts_at=at, **common)
        SessionNote.objects.create(
            attendance=came, session=session, person=person, at=at, completed_at=at, opens_at=at, final_at=at,
            language="en", text="x", **common,
        )  # fmt: skip


def scene(person: Any, peer: Any) -> None:
    came = Attendance.objects.filter(person=person, peer=peer).first()
    if came is None:
        return
    supervisor = factories.make_supervisor("clinical", agency=person.agency)
    decision = decide(came, supervisor)
    HoldUndone.objects.create(agency_id=came.agency_id, decision=decision, supervisor=supervisor)

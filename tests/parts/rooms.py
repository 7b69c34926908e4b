"""Supervision's two rooms: meetings, what is written in them, what leaves the peer room, and what is a peer's own."""

from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from supervision import services
from supervision.models import (
    ClinicalLine,
    ClinicalMeeting,
    KeptAnswer,
    SeniorLine,
    SeniorMeeting,
    SharedLine,
    TalkWish,
)
from supervision.rooms import ROOMS
from tests import factories

TABLE = """
# --- supervision meetings: who may have something in a room; each one sees their own rows ----------------------------
supervision:meetings                    GET   200 peers supervisors
supervision:meeting_dates               GET   200 offices
supervision:meeting_list@clinical       GET   200 peers clinical clinical_far grant
supervision:meeting_list@senior         GET   200 peers senior senior_far
supervision:meeting_plan@clinical       GET   200 author other clinical clinical_far
supervision:meeting_plan@clinical       POST  422 author other clinical clinical_far
supervision:meeting_plan@senior         GET   200 author other senior senior_far
supervision:meeting_plan@senior         POST  422 author other senior senior_far
supervision:meeting_met_new@clinical    GET   200 author other clinical clinical_far
supervision:meeting_met_new@clinical    POST  422 author other clinical clinical_far
supervision:meeting_met_new@senior      GET   200 author other senior senior_far
supervision:meeting_met_new@senior      POST  422 author other senior senior_far

# --- one meeting: its peer and its supervisor. No grant, no office, no other supervisor ------------------------------
supervision:meeting_page@clinical       GET   200 author clinical
supervision:meeting_page@clinical       POST  go author clinical
supervision:meeting_page@senior         GET   200 author senior
supervision:meeting_page@senior         POST  go author senior
supervision:meeting_met@clinical        GET   200 author clinical
supervision:meeting_met@clinical        POST  422 author clinical
supervision:meeting_met@senior          GET   200 author senior
supervision:meeting_met@senior          POST  422 author senior
supervision:meeting_off@clinical        POST  go author clinical
supervision:meeting_off@senior          POST  go author senior
supervision:meeting_undo@clinical       POST  409 author clinical
supervision:meeting_undo@senior         POST  409 author senior
supervision:line_settle@clinical        POST  go author clinical
supervision:line_settle@senior          POST  go author senior
supervision:line_carry@clinical         POST  go author clinical
supervision:line_carry@senior           POST  go author senior
supervision:line_delete@clinical        POST  go author | 403 clinical
supervision:line_delete@senior          POST  go author | 403 senior

# --- out of the peer room, by the peer alone; and what stays theirs ----------------------------------------------
supervision:line_share                  GET   200 author
supervision:line_share                  POST  422 author
supervision:shared_take_back            POST  go author
supervision:talk_ask                    POST  go peers
supervision:talk_close                  POST  go author senior
supervision:answers                     GET   200 peers
supervision:answer_keep                 GET   200 author
supervision:answer_keep                 POST  422 author
supervision:answer_delete               POST  go author
"""
FORMS: dict[str, dict[str, Any]] = {
    "supervision:meeting_page": {"kind": "agenda", "text": "one more thing"},
    "supervision:line_share": {},
    "supervision:talk_ask": {"soon": "no"},
}
PLANTED = {
    "senior_room": ["canary-peer-room"],
    "senior_room_shared": ["canary-given-to-clinical"],
    "senior_room_office": ["canary-given-to-office"],
    "clinical_room": ["canary-clinical-room"],
    "kept_answer": ["canary-kept-answer"],
}
CANARIES = {
    "senior_room": "author senior",
    "senior_room_shared": "author senior clinical",
    "senior_room_office": "author senior admin blocked_admin",
    "clinical_room": "author clinical",
    "kept_answer": "author",
}
PAGES = {
    "peer": [
        "supervision:meetings", "supervision:meeting_list clinical", "supervision:meeting_list senior",
        "supervision:meeting_plan senior", "supervision:meeting_met_new clinical",
        "supervision:meeting_page room_of_clinical", "supervision:meeting_page room_of_senior",
        "supervision:meeting_met room_of_senior", "supervision:line_share room_line", "supervision:answers",
        "supervision:answer_keep senior_meeting",
    ],
    "clinical": [
        "supervision:meetings", "supervision:meeting_page room_of_clinical", "supervision:meeting_plan clinical",
    ],
    "senior": ["supervision:meetings", "supervision:meeting_page room_of_senior", "supervision:meeting_met_new senior"],
    "admin": ["supervision:meeting_dates"],
    "new peer": ["supervision:meetings", "supervision:meeting_list senior", "supervision:answers"],
}  # fmt: skip
ELSEWHERE = {
    "supervision:meeting_off", "supervision:meeting_undo", "supervision:line_settle", "supervision:line_carry",
    "supervision:line_delete", "supervision:shared_take_back", "supervision:talk_ask", "supervision:talk_close",
    "supervision:answer_delete",
}  # fmt: skip
COUNTED = [
    ("peer", "GET", "supervision:meetings", 14),
    ("clinical", "GET", "supervision:meetings", 14),
    ("senior", "GET", "supervision:meetings", 14),
    ("office", "GET", "supervision:meeting_dates", 8),
]
CHANGED = {
    "a_clinical_meeting_is_with_a_supervisor": "UPDATE supervision_clinicalmeeting SET supervisor_id = NULL",
    "a_question_is_one_of_ours": "UPDATE supervision_seniormeeting SET question = 8",
    "a_clinical_line_with_a_day_is_a_task": "UPDATE supervision_clinicalline SET due_on = '2030-01-01'",
    "a_senior_line_with_a_day_is_a_task": "UPDATE supervision_seniorline SET due_on = '2030-01-01'",
    "a_kept_answer_is_to_one_of_ours": "UPDATE supervision_keptanswer SET question = 8",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "a_line_is_shared_once_with_each": ("supervision_sharedline", "true", {}),
    "one_wish_to_talk": ("supervision_talkwish", "true", {}),
}


def met(kind: str, peer: Any, supervisor: Any, *, planned: bool = False, days_ago: int = 1) -> Any:
    """A meeting without its service."""
    room = ROOMS[kind]
    when: dict[str, Any] = {"planned_for": clock.ago(minutes=5)}
    if not planned:
        when = {"state": "held", "held_on": clock.ago(days=days_ago).date(), "minutes": 50}
    meeting = room.meetings.objects.create(
        agency_id=peer.agency_id, supervisor=supervisor, made_by=peer.user, form="individual", **when
    )
    room.places.objects.create(agency_id=peer.agency_id, meeting=meeting, peer=peer)
    return meeting


def line(meeting: Any, peer: Any, text: str) -> Any:
    return meeting.lines.create(
        agency_id=peer.agency_id, peer=peer, kind="agenda", author=peer.user, whose=peer.user, text=text
    )


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author = house.readers["author"]
    peer = author.peer
    clinical = met("clinical", peer, house.readers["clinical"], planned=True)
    senior = met("senior", peer, house.readers["senior"], planned=True)
    rows = {
        "clinical": line(clinical, peer, "canary-clinical-room"),
        "senior": line(senior, peer, "canary-peer-room"),
    }
    out = line(senior, peer, "canary-given-to-clinical"), line(senior, peer, "canary-given-to-office")
    with acting_as(author.pk):
        shared = services.share_line(line=out[0], audience="clinical", by=author)
        services.share_line(line=out[1], audience="office", by=author)
        kept = services.keep_answer(question=0, text="canary-kept-answer", by=author)
        wish = services.ask_to_talk(soon="week", by=author)
    found: dict[str, dict[str, Any]] = {
        "supervision:line_share": {"pk": rows["senior"].pk},
        "supervision:shared_take_back": {"pk": shared.pk},
        "supervision:talk_close": {"pk": wish.pk},
        "supervision:answer_keep": {"pk": senior.pk},
        "supervision:answer_delete": {"pk": kept.pk},
    }
    for kind, meeting in (("clinical", clinical), ("senior", senior)):
        room = {"room": kind}
        for name in ("list", "plan", "met_new"):
            found[f"supervision:meeting_{name}@{kind}"] = room
        for name in ("page", "met", "off", "undo"):
            found[f"supervision:meeting_{name}@{kind}"] = {**room, "pk": meeting.pk}
        for name in ("settle", "carry", "delete"):
            found[f"supervision:line_{name}@{kind}"] = {**room, "pk": rows[kind].pk}
    return found


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    peer = users["peer"].peer
    found: dict[str, Any] = {"clinical": "clinical", "senior": "senior"}
    for kind in ROOMS:
        met(kind, peer, users[kind], days_ago=20)
        meeting = met(kind, peer, users[kind], planned=True)
        row = line(meeting, peer, "How do I say no to the desk?")
        ROOMS[kind].lines.objects.create(
            agency_id=peer.agency_id, meeting=meeting, peer=peer, kind="to_do", author=users[kind],
            whose=peer.user, due_on=clock.now().date() + timedelta(days=7), text="Ask who covers Mondays",
        )  # fmt: skip
        found[f"room_of_{kind}"] = (kind, meeting.pk)
    found |= {"room_line": row.pk, "senior_meeting": meeting.pk}
    with acting_as(peer.user.pk):
        services.share_line(line=row, audience="clinical", by=peer.user)
        services.share_line(line=row, audience="office", by=peer.user)
        services.keep_answer(question=1, text="Ask first.", by=peer.user)
        services.ask_to_talk(soon="today", by=peer.user)
    return found


def crowd(crowd: Any) -> None:
    """As many meetings, lines given out and peers in the house as people."""
    for number, _person in enumerate(crowd.people):
        for kind in ROOMS:
            met(kind, crowd.peer, crowd.readers[kind], days_ago=number + 1)
            met(kind, crowd.peer, crowd.readers[kind], planned=True)
        given = line(met("senior", crowd.peer, crowd.readers["senior"]), crowd.peer, "x")
        for audience in ("clinical", "office"):
            SharedLine.objects.create(
                agency_id=crowd.agency.pk, peer=crowd.peer, audience=audience, line_id=given.pk, text="x"
            )
        other = factories.make_peer(agency=crowd.agency)
        factories.make_link(peer=other, kind="senior", supervisor=crowd.readers["senior"])
        TalkWish.objects.create(agency_id=crowd.agency.pk, peer=other, soon="week")


def scene(person: Any, peer: Any) -> None:
    """A line in each room, one given out, a kept answer and a wish, without their services."""
    common = {"agency_id": person.agency_id, "peer": peer}
    for kind, lines in (("clinical", ClinicalLine), ("senior", SeniorLine)):
        supervisor = factories.make_supervisor(kind, agency=person.agency)
        meeting = met(kind, peer, supervisor)
        assert isinstance(meeting, ClinicalMeeting | SeniorMeeting)
        row = lines.objects.create(
            meeting=meeting, kind="agenda", author=supervisor, whose=supervisor, text="x", **common
        )
    SharedLine.objects.create(audience="office", line_id=row.pk, text="x", **common)
    KeptAnswer.objects.create(agency_id=person.agency_id, user=peer.user, question=0, text="x")
    TalkWish.objects.create(soon="today", **common)

"""A note with two voices: who changes it, answers, replies, sets aside, and sees how it stood."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app import services
from sessions_app.models import (
    Addendum,
    AnswerTakenBack,
    Attendance,
    NoteVersion,
    PeerReply,
    PersonResponse,
    ResponseWords,
    SessionNote,
    SetAside,
    SetAsideLifted,
    SupportSession,
)
from sessions_app.sentences import Passage

TABLE = """
# --- the peer's side of a note: its author alone; answers go to whom they are for -----------------------------------
sessions_app:note_change               GET   200 author | 403 paired cover
sessions_app:note_change               POST  go/422 author | 403 paired cover
sessions_app:note_versions             GET   200 author | 403 paired cover
sessions_app:answer_record             GET   200 author | 403 paired cover
sessions_app:answer_record             POST  go/422 author | 403 paired cover
sessions_app:together                  GET   200 author | 403 paired cover
sessions_app:together                  POST  go/422 author | 403 paired cover
sessions_app:answers_waiting           GET   200 peers senior senior_far
sessions_app:answer_reply              POST  go author
sessions_app:answer_reply@senior       POST  go senior

# --- the person's side: nobody else's --------------------------------------------------------------------------------
my_record:note_answer                  POST  go person
my_record:note_leave_out               GET   200 person
my_record:note_leave_out               POST  go person
my_record:note_words                   GET   200 person
my_record:note_words                   POST  go person
my_record:note_strike                  POST  go person
my_record:note_versions                GET   200 person
my_record:answer_back                  POST  go person
my_record:passage_back                 POST  go person

# --- the same by token -----------------------------------------------------------------------------------------------
api:note_answers        POST  201/409 author | 201/404 paired cover | 201 person | 401 left anonymous
api:note_change         POST  204/409 author | 403 person | 401 left anonymous
api:note_strike         POST  403/409 author | 403/404 paired cover | 204 person | 401 left anonymous
api:note_versions       GET   200 author person | 401 left anonymous
api:note_answer_back    POST  403/409 author | 403/404 paired cover | 204 person | 401 left anonymous
api:note_answer_reply   POST  204 author | 401 left anonymous
api:put_back            POST  403/409 author | 403/404 paired cover | 204 person | 401 left anonymous
"""
FORMS: dict[str, dict[str, Any]] = {
    "sessions_app:note_change": {"text": "put differently"},
    "sessions_app:answer_record": {"kind": "right", "given": "paper"},
    "sessions_app:together": {"kind": "right"},
    "my_record:note_answer": {"kind": "right"},
    "my_record:note_leave_out": {"words": "the street"},
    "my_record:note_words": {"own_words": "in my words"},
    "api:note_answers": {"kind": "right"},
    "api:note_change": {"text": "put differently"},
}
PLANTED = {
    "answer": ["canary-answer", "canary-reply"],
    "answer_to_senior": ["canary-to-senior"],
    "how_it_stood": ["canary-stood"],
    "set_aside": ["canary-aside"],
}
CANARIES = {
    "answer": "author person | paired cover clinical senior grant",
    "answer_to_senior": "senior person",
    "how_it_stood": "author person",
    "set_aside": "author person",
}
OPEN = {line.split()[0] for line in TABLE.splitlines() if line.startswith("api:")}
PAGES = {
    "peer": [
        "sessions_app:note_change ready", "sessions_app:note_versions ready", "sessions_app:answer_record ready",
        "sessions_app:together session", "sessions_app:answers_waiting",
    ],
    "senior": ["sessions_app:answers_waiting"],
    "new peer": ["sessions_app:answers_waiting"],
    "person": [
        "my_record:meeting_detail voiced", "my_record:note_leave_out ready", "my_record:note_words ready",
        "my_record:note_versions ready",
    ],
}  # fmt: skip
ELSEWHERE = {
    *OPEN, "sessions_app:answer_reply", "my_record:note_answer", "my_record:note_strike", "my_record:answer_back",
    "my_record:passage_back",
}  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """The author's note was changed twice and answered; a part of what was added is set aside."""
    author, me = house.readers["author"], house.readers["person"]
    note = house.meetings["author"].notes.get()
    of_note = {"note_id": note.pk}
    with acting_as(author.pk):
        services.change_note(words={"text": "canary-text canary-stood"}, by=author, **of_note)
        services.change_note(words={"text": "canary-text"}, by=author, **of_note)
        added = services.add_addendum(note=note, text="canary-aside", by=author)
    with acting_as(me.pk):
        read = services.answer_note(kind="different", words="canary-answer", by=me, **of_note)
        waits = services.answer_note(kind="words", words="canary-answer", by=me, **of_note)
        senior = services.answer_note(
            kind="words", words="canary-to-senior", to_senior=True, by=me, **of_note
        )
        whole = Passage("addendum", 0, len("canary-aside"), added.pk)
        services.leave_out(passages=[whole], by=me, **of_note)
    services.reply_to_answer(response_id=read.pk, text="canary-reply", by=author)
    note_key, answer, passage = {"pk": note.pk}, {"pk": waits.pk}, {"pk": SetAside.objects.get(note=note).pk}
    meeting = {"pk": house.meetings["author"].pk}
    routes = {
        "sessions_app": ("note_change", "note_versions", "answer_record"),
        "my_record": ("note_answer", "note_leave_out", "note_words", "note_strike", "note_versions"),
        "api": ("note_answers", "note_change", "note_strike", "note_versions"),
    }
    return {f"{app}:{name}": note_key for app, names in routes.items() for name in names} | {
        "sessions_app:together": meeting,
        "sessions_app:answers_waiting": {},
        "sessions_app:answer_reply": answer,
        "sessions_app:answer_reply@senior": {"pk": senior.pk},
        "my_record:answer_back": answer,
        "my_record:passage_back": passage,
        "api:note_answer_back": answer,
        "api:note_answer_reply": answer,
        "api:put_back": passage,
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    """A finished note with every kind of answer, and one that is ready and was changed."""
    peer, me = world["users"]["peer"], world["users"]["person"]
    done = SessionNote.objects.get(session=world["session"])
    with acting_as(me.pk):
        for kind, words in (("right", ""), ("different", "I said more than that."), ("words", "The heron!")):
            services.answer_note(note_id=done.pk, kind=kind, words=words, by=me)
        services.answer_note(note_id=done.pk, kind="words", words="For you.", to_senior=True, by=me)
        services.leave_out(note_id=done.pk, passages=[Passage("text", 0, 26)], by=me)
    ready = _ready_note(done, peer)
    with acting_as(peer.pk):
        services.change_note(note_id=ready.pk, words={"next_step": "We meet again."}, by=peer)
    return {"ready": ready.pk, "voiced": ready.session_id}


def _ready_note(like: SessionNote, peer: Any) -> SessionNote:
    return _note(
        like.person, like.peer, level="together", text="We sat by the water. It was cold.",
        own_words="Cold, and good.", own_words_by="typed_for_them", how_written="beside",
        final_at=clock.now() + timedelta(days=2),
    )  # fmt: skip


def _note(person: Any, peer: Any, *, level: str = "brief", **values: Any) -> SessionNote:
    at = clock.now() - timedelta(hours=20)
    common = {"agency_id": person.agency_id, "peer": peer}
    session = SupportSession.objects.create(
        id=uuid.uuid4(), program=person.program, level=level, state="completed", minutes=30, has_note=True,
        local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, closed_at=at, **common,
    )  # fmt: skip
    met = Attendance.objects.create(session=session, person=person, starts_at=at, **common)
    note: SessionNote = SessionNote.objects.create(
        attendance=met, session=session, person=person, at=at, completed_at=at, opens_at=at, language="en",
        **common, **{"final_at": at, **values},
    )  # fmt: skip
    return note


def _answer(note: SessionNote, by: Any, **values: Any) -> PersonResponse:
    common = {"agency_id": note.agency_id, "person_id": note.person_id}
    response: PersonResponse = PersonResponse.objects.create(
        note=note, peer_id=note.peer_id, kind="different", version=1, given="aloud", recorded_by=by,
        reply_by=clock.now(), **common, **values,
    )  # fmt: skip
    ResponseWords.objects.create(response=response, text="x", **common)
    return response


COUNTED = [
    ("peer", "GET", "sessions_app:answers_waiting", 8),
    ("person", "GET", "my_record:note_versions", 12),
    ("person", "GET", "my_record:meeting_detail", 24),
]


def crowd(crowd: Any) -> None:
    """As many answers, changes and passages as there are people: of each one, and all of one."""
    user = crowd.peer.user
    mine = _note(crowd.people[0], crowd.peer, text="One. Two.")
    for number, person in enumerate(crowd.people, 1):
        _answer(_note(person, crowd.peer, text="x"), user)
        common = {"agency_id": mine.agency_id, "person_id": mine.person_id}
        said = _answer(mine, user)
        PeerReply.objects.create(response=said, author=user, text="x", **common)
        NoteVersion.objects.create(note=mine, number=number, fields=["text"], before='{"text": "x"}',
                                   changed_by=user, **common)  # fmt: skip
        SetAside.objects.create(note=mine, field="text", start=0, end=4, by=user, **common)
    crowd.arguments["my_record:note_versions"] = [mine.pk]
    crowd.arguments["my_record:meeting_detail"] = [mine.session_id]


UNCHANGING = {
    "sessions_app_noteversion",
    "sessions_app_personresponse",
    "sessions_app_answertakenback",
    "sessions_app_peerreply",
    "sessions_app_setaside",
    "sessions_app_setasidelifted",
}
CHANGED = {
    "a_note_opens_within_a_week": "UPDATE consent_confidentialitypolicy SET ready_days = 8",
    "a_note_is_read_before_it_is_final": "INSERT INTO sessions_app_sessionnote SELECT * FROM jsonb_populate_record("
    "NULL::sessions_app_sessionnote, (SELECT to_jsonb(n) || jsonb_build_object('id', gen_random_uuid(), "
    "'final_at', n.opens_at - interval '1 day') FROM sessions_app_sessionnote n LIMIT 1))",
    "a_passage_has_letters": "INSERT INTO sessions_app_setaside SELECT * FROM jsonb_populate_record("
    "NULL::sessions_app_setaside, (SELECT to_jsonb(s) || jsonb_build_object('id', gen_random_uuid(), 'end', 0) "
    "FROM sessions_app_setaside s LIMIT 1))",
    "a_passage_of_an_addendum_names_it": "INSERT INTO sessions_app_setaside SELECT * FROM jsonb_populate_record("
    "NULL::sessions_app_setaside, (SELECT to_jsonb(s) || jsonb_build_object('id', gen_random_uuid(), "
    "'field', 'addendum') FROM sessions_app_setaside s LIMIT 1))",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_version_of_a_number": ("sessions_app_noteversion", "true", {}),
}


def scene(person: Any, peer: Any) -> None:
    common = {"agency_id": person.agency_id}
    note = _note(person, peer, text="x")
    said, gone = _answer(note, peer.user), _answer(note, peer.user)
    PeerReply.objects.create(response=said, person=person, author=peer.user, **common)
    AnswerTakenBack.objects.create(response=gone, by=peer.user, **common)
    NoteVersion.objects.create(
        note=note, person=person, number=1, fields=["text"], changed_by=peer.user, **common
    )
    passage = SetAside.objects.create(
        note=note, person=person, field="text", start=0, end=4, by=peer.user, **common
    )
    SetAsideLifted.objects.create(passage=passage, by=peer.user, **common)
    Addendum.objects.create(note=note, person=person, author=peer.user, **common)

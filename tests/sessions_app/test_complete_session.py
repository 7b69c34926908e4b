import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from peersupport.audit.models import AuditEvent
from peersupport.audit.services import reading
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Credential, Pairing
from sessions_app.entry import SessionEntry
from sessions_app.models import Attendance, SessionNote, SupportSession
from sessions_app.services import complete_session, mark_not_met
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall


def opened(session, two):
    with acting_as(two.user.pk), reading(by=two.user, purpose="own_work", via="author") as handle:
        return handle.open(SessionNote.objects.get(session=session))


def test_complete_session_writes_facts_note_and_pairing():
    two = Two()

    session = two.complete(an_entry(way="out", next_step="Call the landlord", next_step_whose="us"))

    note = opened(session, two)
    session.refresh_from_db()
    two.pairing.refresh_from_db()
    assert (session.state, session.level, session.way, session.kinds, session.has_note) == (
        "completed",
        "brief",
        "out",
        ["emotional"],
        True,
    )
    assert (note.text, note.next_step, note.row.next_step_whose, note.row.signed_as) == (
        "We walked along the river and talked about the job.",
        "Call the landlord",
        "us",
        "",
    )
    assert list(Attendance.objects.values_list("session", "person", "starts_at")) == [
        (session.pk, two.person.pk, session.starts_at)
    ]
    assert two.pairing.last_note_at == session.starts_at


def test_complete_session_twice_makes_one():
    two = Two()
    key, entry = uuid.uuid4(), an_entry()

    first = two.complete(entry, key=key)
    again = two.complete(entry, key=key)

    assert (first.pk, again.pk, SessionNote.objects.count()) == (key, key, 1)


def test_complete_session_refuses_another_body_under_the_same_key():
    two = Two()
    key = two.complete(an_entry()).pk

    with pytest.raises(WrongState):
        two.complete(an_entry(text="Something else"), key=key)


def test_key_of_another_peer_is_not_found():
    two, other = Two(), Two()
    key = two.complete().pk

    with pytest.raises(SupportSession.DoesNotExist):
        other.complete(key=key)


def test_complete_planned_session_keeps_its_key_and_attendance():
    two = Two()
    planned = two.plan(local_start=wall(hours=2))

    session = two.complete(an_entry(), key=planned.pk)

    assert (session.pk, session.state, Attendance.objects.count()) == (planned.pk, "completed", 1)
    assert Attendance.objects.get().starts_at == session.starts_at


def test_complete_not_met_session_is_refused_until_undone():
    two = Two()
    planned = two.plan_now()
    mark_not_met(session=planned, by=two.user)

    with pytest.raises(WrongState):
        two.complete(key=planned.pk)


def test_program_that_lowered_its_level_is_obeyed_at_once():
    two = Two(level="together")
    type(two.program).objects.filter(pk=two.program.pk).update(level="attendance")

    with pytest.raises(DomainError) as refused:
        two.complete(an_entry(read_together=True))

    assert refused.value.field in {"read_together", "text"}


def test_program_that_raised_its_level_waits_for_a_new_conversation():
    two = Two(level="brief")
    type(two.program).objects.filter(pk=two.program.pk).update(level="billable")

    assert two.complete().level == "brief"


def test_signature_at_level_billable_names_the_credentials_in_force():
    two = Two(level="billable")
    for title, valid_until in (("CPS", None), ("Old", wall(days=-1).date())):
        Credential.objects.create(agency=two.agency, peer=two.peer, title=title, valid_until=valid_until)

    session = two.complete(
        an_entry(way="phone", place="office", next_step="Meet again", next_step_whose="us", ends_local=wall())
    )

    assert SessionNote.objects.get(session=session).signed_as == f"{two.user.name}, CPS"


def test_shared_story_without_a_reason_is_kept_as_a_fact_of_sharing_only():
    two = Two()

    session = two.complete(an_entry(shared_story=True))

    assert opened(session, two).why_shared == "unsaid"


@pytest.mark.parametrize("state", ["offered", "ended", "not_now"])
def test_somebody_not_walking_with_the_person_finds_nobody(state):
    two = Two()
    stranger = factories.make_pairing(
        person=two.person, peer=factories.make_peer(agency=two.agency), state=state
    ).peer.user

    with pytest.raises(Pairing.DoesNotExist):
        two.complete(by=stranger)


def test_on_a_break_nothing_is_written():
    two = Two()
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=wall().astimezone())

    with pytest.raises(NotAllowed):
        two.complete()


def test_blocked_peer_finds_nobody():
    two = Two()
    factories.make_block(person=two.person, user=two.user)

    with pytest.raises(Pairing.DoesNotExist):
        two.complete()


def test_cover_writes_as_long_as_it_lasts():
    two = Two()
    cover = factories.make_cover(pairing=two.pairing)

    session = two.complete(by=cover.peer.user)

    assert session.peer == cover.peer
    Pairing.objects.filter(pk=cover.pk).update(starts_on=wall(days=-9).date(), ends_on=wall(days=-2).date())
    with pytest.raises(Pairing.DoesNotExist):
        two.complete(by=cover.peer.user)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"local_start": "future"}, "start_time"),
        ({"minutes": 0}, "minutes_other"),
        ({"minutes": 1441}, "minutes_other"),
        ({"way": "rocket"}, "way"),
        ({"kinds": ("emotional", "magic")}, "kinds"),
        ({"text": "a" * 601}, "text"),
        ({"text": ""}, "text"),
        ({"kinds": ()}, "kinds"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(values, field):
    if values.get("local_start") == "future":
        values = {"local_start": wall(hours=1)}

    with pytest.raises(DomainError) as refused:
        Two().complete(an_entry(**values))

    assert refused.value.field == field


@pytest.mark.parametrize("statement", ["UPDATE {} SET language = 'es'", "DELETE FROM {}"])
def test_finished_note_is_frozen_by_the_database(statement):
    two = Two()
    two.complete()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("sessions_app_sessionnote"))


def test_body_hash_tells_nothing_about_a_short_note():
    two = Two()
    entry = an_entry(text="ok")

    assert entry.body_hash(two.person.pk) != SessionEntry(**{**vars(entry), "text": "no"}).body_hash(
        two.person.pk
    )
    assert two.complete(entry).body_hash == entry.body_hash(two.person.pk)


def test_failing_audit_row_undoes_everything(monkeypatch):
    two = Two()

    def refuse(*_arguments, **_values):
        raise DatabaseError

    monkeypatch.setattr(AuditEvent.objects, "create", refuse)
    with pytest.raises(DatabaseError):
        complete_session(key=uuid.uuid4(), person=two.person, entry=an_entry(), by=two.user)

    assert SupportSession.objects.count() == 0


def test_older_meeting_does_not_turn_the_newest_note_back():
    two = Two()
    newest = two.complete()
    two.complete(an_entry(local_start=wall(days=-5)))

    two.pairing.refresh_from_db()
    assert two.pairing.last_note_at == newest.starts_at
    assert newest.starts_at - timedelta(days=1) < two.pairing.last_note_at

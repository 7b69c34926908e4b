"""Which notes lack what, who is told, and how a supervisor leaves one as it is."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction

from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Credential
from peersupport.rules.models import NotePrompt
from sessions_app.models import Addendum, Attendance, NoteReview, SessionNote, SupportSession
from supervision.models import Hold, HoldDecision, HoldUndone
from supervision.queries.review import CLEARS
from supervision.services.review import decide_holds, undo_decisions
from tests import factories
from tests.supervision.held import Kept

NOT_READ = {"read_together": False, "not_read_because": None}


@pytest.mark.parametrize(
    ("level", "missing", "holds"),
    [
        ("billable", {}, []),
        ("billable", {"next_step": None}, ["next_step"]),
        ("billable", {"next_step_whose": ""}, ["next_step"]),
        ("billable", {"way": ""}, ["setting"]),
        ("billable", {"place": ""}, ["setting"]),
        ("billable", {"minutes": 0}, ["times"]),
        ("billable", {"goal": False}, ["goal"]),
        ("billable", {"read_together": None}, []),
        ("billable", {"kinds": [], "next_step": None}, ["kinds", "next_step"]),
        ("together", {"read_together": None}, ["read_together"]),
        ("together", NOT_READ, ["read_together"]),
        ("together", {**NOT_READ, "not_read_because": "The bus came."}, []),
        ("together", {"next_step": None, "next_step_whose": "", "way": "", "place": "", "goal": False}, []),
        ("brief", {"kinds": []}, ["kinds"]),
        ("brief", {"text": None}, ["text"]),
        ("brief", {"text": None, "rest_stays_between_us": True}, []),
        ("billable", {"text": None, "rest_stays_between_us": True}, []),
        ("brief", {"read_together": None, "next_step": None, "way": "", "place": "", "goal": False}, []),
        ("attendance", {"kinds": [], "text": None}, []),
    ],
)
def test_a_hold_is_what_the_level_asks_for_and_nothing_else(level, missing, holds):
    kept = Kept()
    came = kept.note(level=level, **missing)

    assert (kept.holds(came), kept.holds(came, "own")) == (holds, holds)


def test_a_certificate_is_looked_for_on_the_day_of_the_meeting():
    kept = Kept()
    came = kept.note()
    day = came.starts_at.date()

    for until, holds in ((day - timedelta(days=1), ["credential"]), (day, []), (None, [])):
        Credential.objects.update(valid_until=until)
        assert kept.holds(came) == holds


def test_a_meeting_that_nobody_wrote_down_waits_a_week_for_its_peer():
    kept = Kept()
    late = kept.meeting(state="planned")
    kept.days = 7
    fresh = kept.meeting(state="planned")
    called_off = kept.meeting(state="cancelled")

    assert [kept.holds(came) for came in (late, fresh, called_off)] == [["not_written"], [], []]
    kept.two.withdraw()
    assert kept.holds(late) == []  # nobody is asked to change their mind


def test_what_the_two_can_still_change_is_shown_to_the_author_alone():
    kept = Kept()
    came = kept.note(text=None, final_at=clock.now() + timedelta(days=1))

    assert (kept.holds(came), kept.holds(came, "own")) == ([], ["text"])


def test_the_first_five_notes_of_a_new_peer_stand_there_and_then_no_more():
    kept = Kept(new_here=True)
    notes = [kept.note() for _ in range(7)]

    assert [kept.holds(came) for came in notes] == [["new_here"]] * 5 + [[], []]
    assert kept.inbox(kept.two.user, "own") == {}


def test_only_who_looks_after_the_work_has_it():
    kept = Kept()
    came = kept.note(goal=False)
    senior = factories.make_link(peer=kept.two.peer, kind="senior").supervisor
    far = factories.make_supervisor("clinical", agency=kept.two.agency)

    for user in (senior, far, factories.make_admin(agency=kept.two.agency), kept.two.user):
        assert kept.inbox(user) == {}
        with pytest.raises(Attendance.DoesNotExist):
            leave(kept, came, by=user)
    factories.make_block(person=kept.two.person, user=kept.clinical)
    assert kept.inbox() == {}
    with pytest.raises(Attendance.DoesNotExist):
        leave(kept, came)


def leave(kept, came, codes=("goal",), *, by=None, act=None, because="does_not_fit"):
    return decide_holds(
        attendance_id=came.pk,
        because=dict.fromkeys(codes, because),
        act=act or uuid.uuid4(),
        by=by or kept.clinical,
    )


def test_left_as_it_is_it_leaves_both_lists_and_comes_back_when_that_is_undone():
    kept, act = Kept(), uuid.uuid4()
    came = kept.note(goal=False, next_step=None)

    leave(kept, came, act=act)
    assert (kept.holds(came), kept.holds(came, "own")) == (["next_step"], ["next_step"])
    leave(kept, came, ["next_step"], because="their_wish")
    assert (kept.holds(came), kept.holds(came, "own")) == ([], [])
    with pytest.raises(WrongState):
        leave(kept, came)
    undo_decisions(act=act, by=kept.clinical)
    undo_decisions(act=act, by=kept.clinical)
    assert kept.holds(came) == ["goal"]
    leave(kept, came)
    assert (HoldDecision.objects.count(), HoldUndone.objects.count()) == (3, 1)
    told = AuditEvent.objects.filter(action__startswith="hold.").values_list("action", flat=True)
    assert sorted(told) == ["hold.decided"] * 3 + ["hold.opened_again"]


def test_nobody_else_undoes_it():
    kept, act = Kept(), uuid.uuid4()
    came = kept.note(goal=False)
    leave(kept, came, act=act)
    second = factories.make_link(peer=factories.make_peer(agency=kept.two.agency)).supervisor

    for user in (second, kept.two.user):
        with pytest.raises(HoldDecision.DoesNotExist):
            undo_decisions(act=act, by=user)
    with pytest.raises(HoldDecision.DoesNotExist):
        undo_decisions(act=uuid.uuid4(), by=kept.clinical)
    kept.two.peer.links.update(ended_at=clock.now())
    with pytest.raises(HoldDecision.DoesNotExist):
        undo_decisions(act=act, by=kept.clinical)


def test_a_reason_is_one_of_those_shown():
    kept = Kept()
    came = kept.note(goal=False)

    with pytest.raises(DomainError):
        leave(kept, came, [])
    with pytest.raises(DomainError) as refused:
        leave(kept, came, because="lazy")
    assert refused.value.field == "goal"
    with pytest.raises(WrongState):
        leave(kept, came, ["weather"])
    assert HoldDecision.objects.count() == 0


def test_a_decision_is_never_changed():
    kept = Kept()
    act = uuid.uuid4()
    leave(kept, kept.note(goal=False), act=act)
    undo_decisions(act=act, by=kept.clinical)

    for statement in (
        "UPDATE supervision_holddecision SET because = 'their_wish'",
        "DELETE FROM supervision_holddecision",
        "DELETE FROM supervision_holdundone",
    ):
        with (
            connection.cursor() as cursor,
            pytest.raises(Exception, match="append|denied|refuse"),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def test_what_was_given_back_stays_until_the_thanks_and_then_everything_is_settled():
    kept = Kept()
    came = kept.note(goal=False)
    note = SessionNote.objects.get(attendance=came)
    review = NoteReview.objects.create(
        agency=came.agency, note=note, person=came.person, reviewer=kept.clinical, good="x"
    )
    steps = {"returned": "returned_at", "answered": "answered_at", "closed": "closed_at"}

    for state, moment in steps.items():
        said = {"left_because": b"\x01"} if state == "answered" else {}
        NoteReview.objects.filter(pk=review.pk).update(state=state, **{moment: clock.now()}, **said)
        row = kept.inbox().get(came.pk)
        assert (row.review if row else None) == (state if state != "closed" else None)


def test_what_its_author_added_is_not_asked_for_again():
    kept = Kept()
    came = kept.note(goal=False)
    note = SessionNote.objects.get(attendance=came)
    Addendum.objects.create(
        agency=came.agency, note=note, person=came.person, author=kept.two.user, text="For the choir."
    )

    assert kept.inbox(kept.two.user, "own") == {}
    assert (kept.inbox()[came.pk].added, kept.holds(came)) == (True, ["goal"])


def test_every_hold_says_what_would_clear_it():
    assert set(CLEARS) == set(Hold)


ASKED = ["purpose", "response"]


@pytest.mark.parametrize(
    ("level", "note", "holds"),
    [
        ("billable", {}, ["prompt_purpose", "prompt_response"]),
        ("billable", {"says": ["response"]}, ["prompt_purpose"]),
        ("billable", {"says": ["change", "purpose", "response"]}, []),
        ("billable", {"text": None, "rest_stays_between_us": True}, []),
        ("billable", {"goal": False, "says": ["purpose"]}, ["goal", "prompt_response"]),
        ("together", {}, []),
        ("brief", {}, []),
    ],
)
def test_what_a_payer_wants_said_is_a_hold_for_each_that_is_not_ticked(level, note, holds):
    kept = Kept()
    kept.follow(since=80, prompts=ASKED)
    came = kept.note(level=level, **note)

    assert (kept.holds(came), kept.holds(came, "own")) == (holds, holds)


def test_the_rules_of_the_day_it_was_written_count():
    kept = Kept()
    kept.days = 61
    before, during = kept.note(), kept.note()
    kept.days = 40
    after = kept.note()
    kept.follow(since=60, until=50, prompts=["purpose"], each_note=True)
    kept.follow(since=50, prompts=["strengths"])

    assert [kept.holds(came) for came in (before, during, after)] == [
        [],
        ["each_note", "prompt_purpose"],
        ["prompt_strengths"],
    ]


def test_where_each_note_is_looked_at_its_author_is_asked_for_nothing():
    kept = Kept()
    kept.follow(since=80, each_note=True)
    notes = [kept.note(level=level) for level in ("brief", "together", "billable")]
    kept.note(level="attendance")
    SupportSession.objects.filter(pk=kept.note().session_id).update(imported=True)

    assert {pk: row.holds for pk, row in kept.inbox().items()} == {came.pk: ["each_note"] for came in notes}
    assert kept.inbox(kept.two.user, "own") == {}
    with pytest.raises(DomainError):
        leave(kept, notes[0], ["each_note"], because="in_the_note")
    leave(kept, notes[0], ["each_note"], because="looked_at")
    assert set(kept.inbox()) == {came.pk for came in notes[1:]}


def test_that_it_was_looked_at_is_no_answer_to_what_is_missing():
    kept = Kept()
    came = kept.note(goal=False)

    with pytest.raises(DomainError) as refused:
        leave(kept, came, because="looked_at")
    assert refused.value.field == "goal"


def test_each_prompt_that_rules_know_has_its_hold():
    assert {f"prompt_{prompt}" for prompt in NotePrompt.values} == {
        code for code in Hold.values if code.startswith("prompt_")
    }

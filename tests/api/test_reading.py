"""What is read by token: the same rows as on the pages, with both voices, a reason and a trace. Never a check-in."""

import json
import uuid

import pytest

from consent.models import PolicyAudience
from consent.services import record_answer, start_policy
from consent.wording import CHOICES
from peersupport.audit.models import AccessEvent
from peersupport.core.principal import acting_as
from sessions_app.models import Attendance
from sessions_app.services import add_addendum
from sessions_app.services.plan import add_goal
from tests.api.caller import Caller, problem, wrong_fields
from tests.consent.agreed import put_in_force
from tests.factories import give_account, make_admin, make_link, make_pairing, make_peer, make_person
from tests.sessions_app.world import Two, an_entry, wall


def say_yes_to_everybody(two):
    """A policy that leaves everything to the person, and their yes to all of it."""
    admin = make_admin(agency=two.agency)
    policy = start_policy(agency=two.agency, by=admin)
    for cell in policy.audiences.all():
        asked = (cell.audience, cell.content) in set(CHOICES) - {("responder", "plan")}  # five at most
        PolicyAudience.objects.filter(pk=cell.pk).update(rule=int(asked))
    put_in_force(policy)
    record_answer(
        person=two.person, answer="yes", choices=dict.fromkeys(CHOICES, True), language="en", way="typed",
        signature="Ana", by=two.user,
    )  # fmt: skip


@pytest.fixture
def two():
    """A pair with one written meeting in which both voices stand."""
    two = Two(agreed=False)
    say_yes_to_everybody(two)
    entry = an_entry(
        own_words="I was not alone.", own_words_by="them", next_step="Call", next_step_whose="them"
    )
    two.session = two.complete(entry)
    two.note = two.session.notes.get()
    with acting_as(two.user.pk):
        add_addendum(note=two.note, text="She called.", by=two.user)
    return two


def test_a_note_answers_with_both_voices(two):
    said = Caller(two.user).get(f"notes/{two.note.pk}/").json()

    assert said["text"] == "We walked along the river and talked about the job."
    assert said["own_words"] == "I was not alone."
    assert [added["text"] for added in said["addenda"]] == ["She called."]
    assert AccessEvent.objects.filter(reader_id=two.user.pk, purpose="own_work", via="author").count() == 1


def test_another_reader_says_why_and_the_person_finds_the_trace(two):
    clinical = Caller(make_link(peer=two.peer).supervisor)

    assert wrong_fields(clinical.get(f"notes/{two.note.pk}/")) == {"purpose"}
    assert wrong_fields(clinical.get(f"notes/{two.note.pk}/", purpose="own_work")) == {"purpose"}
    assert AccessEvent.objects.filter(reader_id=clinical.user.pk).count() == 0
    assert clinical.get(f"notes/{two.note.pk}/", purpose="safety").status_code == 200
    assert AccessEvent.objects.filter(
        reader_id=clinical.user.pk, person_id=two.person.pk, purpose="safety", via="clinical"
    ).count() == 1  # fmt: skip


def test_the_list_of_notes_has_no_word_of_them_and_leaves_no_trace(two):
    answer = Caller(two.user).get("notes/")

    assert [row["id"] for row in answer.json()["results"]] == [str(two.note.pk)]
    assert "river" not in answer.content.decode()
    assert AccessEvent.objects.filter(reader_id=two.user.pk).count() == 0


def test_the_person_reads_their_own_by_their_own_token(two):
    me = Caller(give_account(two.person))

    assert [row["id"] for row in me.get("people/").json()["results"]] == [str(two.person.pk)]
    assert [row["id"] for row in me.get("sessions/").json()["results"]] == [str(two.session.pk)]
    assert me.get(f"notes/{two.note.pk}/").json()["own_words"] == "I was not alone."
    assert me.get(f"sessions/{two.session.pk}/attendance/").json()["results"] == [
        {"session": str(two.session.pk), "person": str(two.person.pk), "chosen_name": "Ana R."}
    ]
    problem(me.post("sessions/plan/", {}), 404)
    problem(me.post("people/search/", {"q": "a"}), 404)


def test_after_a_withdrawal_the_next_request_finds_nothing(two):
    clinical = Caller(make_link(peer=two.peer).supervisor)
    assert len(clinical.get("notes/").json()["results"]) == 1

    two.withdraw()

    assert clinical.get("notes/").json()["results"] == []
    problem(clinical.get(f"notes/{two.note.pk}/", purpose="safety"), 404)
    assert clinical.get(f"sessions/{two.session.pk}/").json()["note_opens"] is False


def test_a_note_that_is_closed_while_it_is_asked_for_is_not_there(two, monkeypatch):
    monkeypatch.setattr("peersupport.api.views.notes.open_notes", lambda *_session, **_how: [])

    assert Caller(two.user).get(f"notes/{two.note.pk}/").status_code == 404


def test_the_office_sees_people_and_pairings_and_no_meeting(two):
    office = Caller(make_admin(agency=two.agency))

    assert office.get(f"people/{two.person.pk}/").status_code == 200
    assert office.get(f"pairings/{two.pairing.pk}/").json()["person"]["chosen_name"] == "Ana R."
    for path in ("sessions/", "notes/", f"sessions/{two.session.pk}/", f"notes/{two.note.pk}/"):
        problem(office.get(path), 404)


def test_a_fellow_attendee_of_a_group_is_never_named(two):
    fellow = make_person(program=two.program, name="Someone Else")
    Attendance.objects.create(
        agency=two.agency, session=two.session, person=fellow, peer=two.peer, starts_at=two.session.starts_at
    )
    me = Caller(give_account(two.person))

    body = me.get("sessions/").content + me.get(f"sessions/{two.session.pk}/attendance/").content

    assert b"Someone Else" not in body
    assert b"Someone Else" in Caller(two.user).get(f"sessions/{two.session.pk}/attendance/").content


def test_a_peer_who_said_goodbye_knows_the_name_alone(two):
    former = make_peer(agency=two.agency)
    make_pairing(person=two.person, peer=former, state="ended")
    type(two.person).objects.filter(pk=two.person.pk).update(pronouns="they/them")

    said = Caller(former.user).get(f"people/{two.person.pk}/").json()

    assert (said["chosen_name"], said["pronouns"], said["program"]) == ("Ana R.", "", None)


def test_goals_are_read_with_a_reason_and_written_by_the_two(two):
    me, peer = Caller(give_account(two.person)), Caller(two.user)
    clinical = Caller(make_link(peer=two.peer).supervisor)
    with acting_as(two.user.pk):
        goal = add_goal(person=two.person, text="See the sea", idea_of="us", by=two.user)

    assert peer.get(f"people/{two.person.pk}/goals/").json()["results"][0]["text"] == "See the sea"
    assert wrong_fields(clinical.get(f"goals/{goal.pk}/")) == {"purpose"}
    assert clinical.get(f"goals/{goal.pk}/", purpose="documentation").json()["state"] == "suggested"
    assert me.post(f"goals/{goal.pk}/mine/").status_code == 204
    assert me.get(f"goals/{goal.pk}/").json()["state"] == "mine"
    made = me.post(f"goals/{goal.pk}/reword/", {"text": "See the sea in spring"}, key="r")
    assert (
        made.json() == me.post(f"goals/{goal.pk}/reword/", {"text": "See the sea in spring"}, key="r").json()
    )
    assert me.get(f"goals/{made.json()['id']}/").json()["text"] == "See the sea in spring"
    problem(clinical.post(f"people/{two.person.pk}/goals/", {"text": "x", "idea_of": "us"}), 404)


def test_no_answer_knows_check_ins(two):
    caller = Caller(two.user)
    paths = [
        "people/",
        "pairings/",
        "sessions/",
        "notes/",
        f"sessions/{two.session.pk}/",
        f"notes/{two.note.pk}/",
    ]

    for path in paths:
        assert "check" not in json.dumps(caller.get(path).json())


def test_a_meeting_goes_its_way_by_token(two):
    caller, at = Caller(two.user), wall(minutes=5)
    body = {
        "person": str(two.person.pk),
        "local_start": f"{at:%Y-%m-%dT%H:%M}",
        "minutes": 45,
        "way": "phone",
    }
    pk = caller.post("sessions/plan/", body).json()["id"]

    assert caller.get(f"sessions/{pk}/").json()["state"] == "planned"
    moved = caller.post(
        f"sessions/{pk}/move/", {"local_start": f"{wall(minutes=9):%Y-%m-%dT%H:%M}", "minutes": 30}
    )
    assert moved.json()["minutes"] == 30
    assert caller.post(f"sessions/{pk}/cancel/").json()["state"] == "cancelled"
    assert problem(caller.post(f"sessions/{pk}/not-met/"), 409)["type"] == "urn:peersupport:problem:moved-on"
    assert caller.post(f"sessions/{pk}/reopen/").json()["state"] == "planned"
    assert caller.post(f"sessions/{pk}/not-met/").json()["state"] == "not_met"
    problem(caller.post(f"sessions/{uuid.uuid4()}/cancel/"), 404)
    problem(Caller(make_peer(agency=two.agency).user).post(f"sessions/{pk}/cancel/"), 404)


def test_two_come_together_by_token():
    two = Two()
    office, peer = Caller(make_admin(agency=two.agency)), make_peer(agency=two.agency)
    caller, me = Caller(peer.user), Caller(give_account(two.person))
    made = office.post("pairings/", {"person": str(two.person.pk), "peer": str(peer.pk)})
    pk = made.json()["id"]

    problem(office.post(f"pairings/{pk}/yes/"), 403)
    assert caller.post(f"pairings/{pk}/yes/").json()["state"] == "offered"
    assert me.post(f"pairings/{pk}/yes/").json()["state"] == "active"
    assert caller.post(f"pairings/{pk}/rhythm/", {"rhythm": "weekly"}).json()["rhythm"] == "weekly"
    assert wrong_fields(caller.post(f"pairings/{pk}/rhythm/", {"rhythm": "daily"})) == {"rhythm"}
    assert me.post(f"pairings/{pk}/pause/").json()["state"] == "paused"
    problem(caller.post(f"pairings/{pk}/resume/"), 403)
    assert caller.post(f"pairings/{pk}/resume/", {"their_yes": True}).json()["state"] == "active"
    assert me.post(f"pairings/{pk}/end/", {"reason": "goodbye"}).json()["state"] == "ended"
    problem(caller.post("pairings/", {"person": str(two.person.pk), "peer": str(peer.pk)}), 403)

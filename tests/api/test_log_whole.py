"""A meeting written down by a program says as much as the form: goals, tags, a connection, a signature."""

import uuid
from datetime import timedelta

import pytest

from peersupport.core import clock
from sessions_app.models import Connection, GoalTouched, SessionNote, SupportSession
from sessions_app.services import plan
from tests.api.caller import Caller, wrong_fields
from tests.sessions_app.world import ZONE, Two, wall


def body(two, **values):
    said = {"person": str(two.person.pk), "local_start": f"{wall(hours=-2):%Y-%m-%dT%H:%M}", "minutes": 45}
    return {**said, "kinds": ["emotional"], "text": "We sat by the river.", **values}


def billed(two, **values):
    needed = {"way": "phone", "place": "office", "next_step": "We meet again", "next_step_whose": "us"}
    return body(two, **needed, **values)


def a_goal(two):
    return plan.add_goal(person=two.person, text="Sing", idea_of="them", said_mine=True, by=two.user)


def test_where_it_is_used_for_payment_a_goal_of_theirs_is_named():
    two = Two(level="billable")
    goal, caller = a_goal(two), Caller(two.user)

    without = caller.post("sessions/log/", billed(two))
    answer = caller.post("sessions/log/", billed(two, goal_ids=[str(goal.pk)]))

    assert wrong_fields(without) == {"goal_ids"}
    assert (answer.status_code, GoalTouched.objects.get().goal_id) == (201, goal.pk)
    listed = [row["id"] for row in caller.get(f"people/{two.person.pk}/goals/").json()["results"]]
    assert listed == [str(goal.pk)]


def test_what_it_says_for_the_payer_is_ticked_and_read_again():
    two = Two(level="billable")
    caller = Caller(two.user)

    answer = caller.post("sessions/log/", billed(two, says=["response", "purpose"]))

    assert answer.status_code == 201
    assert caller.get(f"notes/{SessionNote.objects.get().pk}/").json()["says"] == ["purpose", "response"]


def test_what_was_sent_is_read_again_in_the_note():
    two = Two(level="together")
    goal, caller, day = a_goal(two), Caller(two.user), clock.today(ZONE) + timedelta(days=3)
    said = {
        "tags": ["rights", "going_along"],
        "goal_ids": [str(goal.pk)],
        "connection": "The choir",
        "connection_state": "planned",
        "connection_with": "Gabe",
        "connection_on": day.isoformat(),
        "read_together": True,
        "their_signature": "Ana R.",
        "their_signature_by": "them",
    }

    answer = caller.post("sessions/log/", body(two, **said))

    note = caller.get(f"notes/{SessionNote.objects.get().pk}/").json()
    row = Connection.objects.get()
    assert answer.status_code == 201
    assert {name: note[name] for name in ("tags", "goals", "connections", "their_signature", "their_signature_by")} == {
        "tags": ["going_along", "rights"],
        "goals": ["Sing"],
        "connections": [{"text": "The choir", "how_far": "planned"}],
        "their_signature": "Ana R.",
        "their_signature_by": "them",
    }  # fmt: skip
    assert (row.planned_on, row.told_at.session_id) == (day, SupportSession.objects.get().pk)


def test_the_same_request_again_tells_it_once():
    two = Two()
    goal, caller = a_goal(two), Caller(two.user)
    said = body(
        two, id=str(uuid.uuid4()), goal_ids=[str(goal.pk)], connection="Choir", connection_state="went"
    )

    answers = [caller.post("sessions/log/", said) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert (GoalTouched.objects.count(), Connection.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"goal_ids": ["x"]}, {"goal_ids.0"}),
        ({"goal_ids": [str(uuid.uuid4())]}, {"goal_ids"}),
        ({"goal_ids": "x"}, {"goal_ids"}),
        ({"goal_ids": [str(uuid.uuid4())] * 51}, {"goal_ids"}),
        ({"tags": ["golf"]}, {"tags.0"}),
        ({"tags": {"rights": True}}, {"tags"}),
        ({"says": ["golf"]}, {"says.0"}),
        ({"says": ["purpose"]}, {"says"}),
        ({"connection": "Choir"}, {"connection_state"}),
        ({"connection_state": "went"}, {"connection"}),
        ({"connection": "Choir", "connection_state": "soon"}, {"connection_state"}),
        ({"connection": "x" * 201, "connection_state": "went"}, {"connection"}),
        ({"connection": "Choir", "connection_state": "went", "connection_with": "Gabe"}, {"connection_with"}),
        ({"connection": "Choir", "connection_state": "planned", "connection_on": "31.1."}, {"connection_on"}),
        ({"connection": "Choir", "connection_state": "planned", "connection_on": "2020-01-01"}, {"connection_on"}),
        ({"connection_id": str(uuid.uuid4()), "connection_state": "went"}, {"connection_id"}),
        ({"their_signature": "Ana"}, {"their_signature"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_kept(values, fields):
    two = Two()
    answer = Caller(two.user).post("sessions/log/", body(two, **values))

    assert (wrong_fields(answer), SupportSession.objects.count(), Connection.objects.count()) == (
        fields,
        0,
        0,
    )

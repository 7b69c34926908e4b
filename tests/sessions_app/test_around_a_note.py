"""What a note points at: tags, the person's goals, and what they connected with. And three faults, mended."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.models import Addendum, Connection, GoalTouched, SessionNote, SupportSession
from sessions_app.services import ConsentMissing, add_addendum, plan
from tests import factories
from tests.sessions_app.world import Two, an_entry, wall

BILLED = {
    "way": "in_person", "place": "office", "next_step": "We meet again", "next_step_whose": "us", "start_time": "09:00",
    "end_time": "09:45", "when": "day", "start_date": wall(days=-2).date(),
}  # fmt: skip


def a_goal(two, text="Sing again", **values):
    with acting_as(two.user.pk):
        return plan.add_goal(
            person=two.person, text=text, by=two.user, **{"idea_of": "us", "said_mine": True, **values}
        )


def billed(**values):
    return an_entry(
        way="in_person",
        place="office",
        next_step="We meet again",
        next_step_whose="us",
        ends_local=wall(),
        **values,
    )


def log(two, **values):
    said = {"minutes": "45", "when": "now", "kinds": ["emotional"], "text": "We sat.", **values}
    return factories.sign_in(two.user).post(f"{url_of(two)}&draft={uuid.uuid4()}", said)


def url_of(two):
    return f"{reverse('sessions_app:session_log')}?person={two.person.pk}"


def test_a_note_keeps_tags_goals_and_a_connection_and_both_can_read_them():
    two = Two()
    goal, other = a_goal(two), a_goal(two, "A room of my own", said_mine=False)
    client = factories.sign_in(two.user)

    response = log(
        two, tags=["rights", "going_along"], goal_ids=[str(goal.pk)], taken_along="Patience",
        connection="The choir at Elm Street", connection_state="planned",
    )  # fmt: skip

    session = SupportSession.objects.get()
    note = client.get(reverse("sessions_app:session_read", args=[session.pk])).content.decode()
    person = factories.sign_in(factories.give_account(two.person))
    theirs = person.get(reverse("my_record:meeting_detail", args=[session.pk])).content.decode()
    assert response.status_code == 302
    for words in ("Sing again", "The choir at Elm Street", "planned", "rights", "going along", "Patience"):
        assert (words in note, words in theirs) == (True, True)
    assert "A room of my own" not in note
    assert other.pk != GoalTouched.objects.get().goal_id
    assert Connection.objects.get().told_at == session.attendances.get()


def test_the_connection_goes_on_in_the_plan_and_the_note_keeps_how_it_was():
    two = Two()
    session = two.complete(an_entry(connection="The choir", connection_state="planned"))
    with acting_as(two.user.pk):
        plan.move_connection(connection=Connection.objects.get(), state="went", by=two.user)

    page = factories.sign_in(two.user).get(reverse("sessions_app:session_read", args=[session.pk]))

    assert "The choir (planned)" in page.content.decode()


def test_the_same_note_sent_twice_tells_it_once():
    two, key, entry = Two(), uuid.uuid4(), an_entry(connection="The choir", connection_state="talked")

    for _ in range(2):
        two.complete(entry, key=key)

    assert (Connection.objects.count(), SessionNote.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"tags": ("golf",)}, "tags"),
        ({"goal_ids": (str(uuid.uuid4()),)}, "goal_ids"),
        ({"connection": "The choir"}, "connection_state"),
        ({"connection_state": "went"}, "connection"),
        ({"connection": "The choir", "connection_state": "soon"}, "connection_state"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_nothing_is_kept(values, field):
    two = Two()

    with pytest.raises(DomainError) as refused:
        two.complete(an_entry(**values))

    assert (refused.value.field, SupportSession.objects.count(), Connection.objects.count()) == (field, 0, 0)


@pytest.mark.parametrize("values", [{"tags": ("rights",)}, {"connection": "x", "connection_state": "went"}])
def test_they_belong_to_the_note_and_need_a_yes(values):
    two = Two(agreed=False)

    with pytest.raises(ConsentMissing):
        two.complete(an_entry(kinds=(), text="", **values))


def test_somebody_elses_goal_is_none_of_theirs():
    two = Two()
    stranger = a_goal(Two(peer=two.peer, name="Sam"))

    with pytest.raises(DomainError) as refused:
        two.complete(an_entry(goal_ids=(str(stranger.pk),)))

    assert refused.value.field == "goal_ids"


def test_billable_asks_for_a_goal_only_where_there_is_one_of_theirs():
    two = Two(level=Program.Level.BILLABLE)
    page = factories.sign_in(two.user).get(url_of(two), follow=True).content.decode()
    assert reverse("sessions_app:plan", args=[two.person.pk]) in page
    assert log(two, **BILLED).status_code == 302
    a_goal(two, said_mine=False)
    two.complete(billed())
    goal = a_goal(two, "A room of my own")

    response = log(two, **BILLED)
    with pytest.raises(DomainError) as refused:
        two.complete(billed())

    assert set(response.context["form"].errors) == {"goal_ids"}
    assert refused.value.field == "goal_ids"
    assert log(two, goal_ids=[str(goal.pk)], **BILLED).status_code == 302


def test_the_form_asks_the_database_once_more_for_goals():
    two = Two()
    client, address = factories.sign_in(two.user), f"{url_of(two)}&draft={uuid.uuid4()}"

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200

    about_goals = [query["sql"] for query in asked if "sessions_app_goal" in query["sql"]]
    assert len(about_goals) == 1


def test_a_goal_that_was_ticked_stays_ticked_in_a_draft():
    two = Two()
    goal = a_goal(two)
    client, key = factories.sign_in(two.user), uuid.uuid4()
    client.post(
        reverse("sessions_app:draft_save", args=[key]),
        {"person": two.person.pk, "goal_ids": [str(goal.pk)], "tags": ["rights", "group"]},
    )

    form = client.get(f"{url_of(two)}&draft={key}").context["form"]

    assert (form["goal_ids"].value(), form["tags"].value()) == ([str(goal.pk)], ["rights", "group"])
    assert form.more_is_filled


# --- mended ---


def test_a_note_of_years_ago_is_a_slip_of_the_finger():
    two = Two()

    with pytest.raises(DomainError) as refused:
        two.complete(an_entry(local_start=wall(days=-400)))
    response = log(two, when="day", start_date="2020-03-01", start_time="10:00")

    assert refused.value.field == "start_date"
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"start_date"})
    two.complete(an_entry(local_start=wall(days=-360)))


def test_a_double_tap_adds_once_and_other_words_are_added_too():
    two = Two()
    session = two.complete()
    client = factories.sign_in(two.user)
    page = reverse("sessions_app:session_read", args=[session.pk])
    add = reverse("sessions_app:addendum_add", args=[session.pk])
    key = client.get(page).context["form"]["key"].value()

    codes = [client.post(add, {"key": key, "text": "The north bank."}).status_code for _ in range(2)]
    client.post(add, {"key": key, "text": "And the mill."})

    assert (codes, Addendum.objects.count()) == ([302, 302], 2)


def test_nothing_is_added_during_a_break():
    two = Two()
    session = two.complete()
    Pairing.objects.filter(pk=two.pairing.pk).update(state="paused", paused_at=clock.now())

    with pytest.raises(NotAllowed):
        add_addendum(note=SessionNote.objects.get(), text="x", by=two.user)
    response = factories.sign_in(two.user).post(
        reverse("sessions_app:addendum_add", args=[session.pk]), {"text": "kept on the page"}
    )
    assert (response.status_code, "kept on the page" in response.content.decode()) == (422, True)


def test_after_a_goodbye_it_can_still_be_added_for_a_while():
    two = Two()
    two.complete()
    Pairing.objects.filter(pk=two.pairing.pk).update(
        state="ended", ended_at=clock.now() - timedelta(days=3), end_reason="goodbye"
    )

    add_addendum(note=SessionNote.objects.get(), text="The north bank.", by=two.user)

    assert Addendum.objects.count() == 1

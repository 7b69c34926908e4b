"""A group, place or person is one and goes on: told at one meeting, planned at the next, part of it later."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from sessions_app.models import Connection, ConnectionStep, SessionNote, SupportSession
from sessions_app.plan_choices import choices_of
from sessions_app.services import plan
from tests import factories
from tests.sessions_app.world import ZONE, Two, an_entry, wall


@pytest.fixture
def two():
    return Two()


def url_of(two, key=None):
    return f"{reverse('sessions_app:session_log')}?person={two.person.pk}&draft={key or uuid.uuid4()}"


def log(two, **values):
    said = {"minutes": "45", "when": "now", "kinds": ["emotional"], "text": "We sat.", **values}
    return factories.sign_in(two.user).post(url_of(two), said)


def read(two, session):
    path = reverse("sessions_app:session_read", args=[session.pk])
    return factories.sign_in(two.user).get(path).content.decode()


def errors_of(response):
    return set(response.context["form"].errors)


def choir(two, **values):
    return plan.add_connection(
        person=two.person, text="The choir", by=two.user, **{"state": "talked", **values}
    )


def test_two_meetings_about_one_place_are_one_connection_and_each_note_keeps_how_it_was(two):
    log(two, connection="The choir", connection_state="talked", when="day",
        start_date=wall(days=-3).date(), start_time="10:00")  # fmt: skip
    row = Connection.objects.get()
    response = log(two, connection_id=str(row.pk), connection_state="went")

    row.refresh_from_db()
    first, second = SupportSession.objects.order_by("starts_at")
    assert (response.status_code, Connection.objects.count(), row.state) == (302, 1, "went")
    assert [turn.state for turn in row.course.all()] == ["talked", "went"]
    assert ["The choir (talked about)" in read(two, session) for session in (first, second)] == [True, False]
    assert ["The choir (went once)" in read(two, session) for session in (first, second)] == [False, True]


def test_the_same_again_at_another_meeting_stands_in_its_note_too(two):
    row = choir(two)
    session = two.complete(an_entry(connection_id=str(row.pk), connection_state="talked"))

    assert (Connection.objects.count(), "The choir (talked about)" in read(two, session)) == (1, True)


def test_the_form_offers_what_is_open_and_a_new_one_only_if_written(two):
    row = choir(two)
    plan.add_connection(person=two.person, text="Football", state="not_mine", by=two.user)
    form = factories.sign_in(two.user).get(url_of(two)).context["form"]

    assert form.fields["connection_id"].choices == [(str(row.pk), "The choir"), ("new", "another one")]
    assert log(two, connection_id="new", connection="The library", connection_state="went").status_code == 302
    assert {line.state for line in Connection.objects.all()} == {"talked", "not_mine", "went"}


def test_without_one_there_is_nothing_to_choose_from(two):
    form = factories.sign_in(two.user).get(url_of(two)).context["form"]

    assert ("connection_id" in form.fields, "connection" in form.fields) == (False, True)


def test_planned_says_who_goes_along_and_when(two):
    day = clock.today(ZONE) + timedelta(days=4)
    said = {"connection_state": "planned", "connection_with": "Gabe", "connection_on": day}
    row = choir(two)
    log(two, connection_id=str(row.pk), **said)
    log(two, connection_id="new", connection="The library", **said)

    page = factories.sign_in(two.user).get(f"/people/{two.person.pk}/plan/").content.decode()
    assert list(Connection.objects.values_list("state", "planned_on")) == [("planned", day)] * 2
    assert page.count("Goes along: Gabe") == 2


def test_who_goes_along_is_let_go_of_with_the_plan_it_belonged_to(two):
    log(two, connection="The choir", connection_state="went", connection_with="Gabe",
        connection_on=clock.today(ZONE))  # fmt: skip

    assert (Connection.objects.get().goes_along, Connection.objects.get().planned_on) == (None, None)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"connection_id": "", "connection_state": "went"}, {"connection"}),
        ({"connection_id": "choir"}, {"connection_state"}),
        ({"connection_id": "choir", "connection": "The library", "connection_state": "went"}, {"connection_id"}),
        ({"connection_id": "choir of old", "connection_state": "went"}, {"connection_id"}),
        ({"connection_id": "choir", "connection_state": "planned", "connection_on": "2020-01-01"}, {"connection_on"}),
        ({"connection_id": "choir", "connection_state": "planned", "connection_with": "x" * 501}, {"connection_with"}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(two, values, fields):
    row = choir(two)
    if values.get("connection_id") == "choir":
        values = values | {"connection_id": str(row.pk)}

    response = log(two, **values)

    assert (response.status_code, errors_of(response)) == (422, fields)
    assert (SupportSession.objects.count(), ConnectionStep.objects.count()) == (0, 1)
    kept = response.context["form"]
    assert {name: kept[name].value() for name in values} == values


@pytest.mark.parametrize("whose", ["somebody else's", "nobody's", "no id"])
def test_a_connection_that_is_none_of_theirs_is_refused_and_nothing_is_kept(two, whose):
    other = Two(peer=two.peer, name="Sam")
    pk = {"somebody else's": choir(other).pk, "nobody's": uuid.uuid4(), "no id": "x"}[whose]

    with pytest.raises(DomainError) as refused:
        two.complete(an_entry(connection_id=str(pk), connection_state="went"))

    assert (refused.value.field, SupportSession.objects.count(), SessionNote.objects.count()) == (
        "connection_id",
        0,
        0,
    )


def test_a_meeting_written_down_late_tells_of_then(two):
    row = choir(two)
    plan.move_connection(connection=row, state="went", by=two.user)
    session = two.complete(
        an_entry(local_start=wall(days=-2), connection_id=str(row.pk), connection_state="planned")
    )

    row.refresh_from_db()
    assert (row.state, "The choir (planned)" in read(two, session)) == ("went", True)


def test_choosing_asks_the_database_no_more_for_many(two):
    asked = []
    for _ in range(3):
        choir(two)
        with acting_as(two.user.pk), CaptureQueriesContext(connection) as queries:
            choices_of(person=two.person, by=two.user)
        asked.append(len(queries))

    assert len(set(asked)) == 1

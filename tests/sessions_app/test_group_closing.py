"""A group that closes calls off what was planned, says so before and after, and can be opened again for an hour."""

import uuid

import pytest
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.errors import WrongState
from sessions_app.models import SessionSeries, SupportSession
from sessions_app.services import (
    cancel_session,
    close_group,
    open_group_again,
    reopen_session,
    start_series,
    top_up_series,
)
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.test_series import later, states
from tests.sessions_app.world import wall


@pytest.fixture
def circle():
    return Circle()


def every_week(circle):
    return start_series(
        key=uuid.uuid4(), group=circle.group, every=1, local_start=wall(days=1), minutes=60, by=circle.user
    )


def close(circle):
    return close_group(group=circle.group, by=circle.user)


def open_again(circle):
    return open_group_again(group=circle.group, by=circle.user)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (SessionSeries, SupportSession)]


def test_closing_calls_off_what_comes_and_ends_the_series(circle):
    series, alone, begun = every_week(circle), circle.plan(), circle.plan(local_start=wall(minutes=-10))
    written, elsewhere = circle.met(count=4), Circle(agency=circle.agency).plan()

    assert (close(circle), close(circle)) == (9, 0)

    for row in (series, alone, begun, written, elsewhere):
        row.refresh_from_db()
    circle.group.refresh_from_db()
    closed_at = circle.group.closed_at
    assert (series.ended_at, set(states(series)), alone.closed_at) == (closed_at, {"cancelled"}, closed_at)
    assert [row.state for row in (begun, written, elsewhere)] == ["planned", "completed", "planned"]
    with later(weeks=3):
        assert top_up_series(series_id=series.pk) == 0


def test_opened_again_within_an_hour_everything_stands_as_before(circle):
    every_week(circle)
    cancel_session(session=circle.plan(), by=circle.user)
    circle.plan()
    before = everything()
    close(circle)

    assert (open_again(circle), open_again(circle)) == (9, 0)

    assert everything() == before


def test_opened_again_later_it_has_no_meetings(circle):
    series = every_week(circle)
    close(circle)

    with later(hours=2):
        assert open_again(circle) == 0

    assert set(states(series)) == {"cancelled"}


def test_one_meeting_of_a_closed_group_is_not_planned_again(circle):
    plan = circle.plan()
    close(circle)
    plan.refresh_from_db()

    with pytest.raises(WrongState, match="This group is closed"):
        reopen_session(session=plan, by=circle.user)


def test_who_left_in_the_meantime_plans_nothing_again(circle):
    own = circle.plan()
    guest = factories.make_peer(agency=circle.agency)
    circle.group.lead = guest
    circle.group.save(update_fields=["lead"])
    circle.plan(by=guest.user)
    circle.group.lead = circle.user.peer
    circle.group.save(update_fields=["lead"])
    close(circle)
    guest.user.memberships.update(ended_at=clock.now())

    assert open_again(circle) == 1

    own.refresh_from_db()
    assert own.state == "planned"


def test_the_page_says_how_many_before_and_after(circle):
    every_week(circle)
    client = factories.sign_in(circle.user)
    shown = client.get(reverse("sessions_app:group_detail", args=[circle.group.pk])).content.decode()
    assert "Closing the group calls off 8 meetings that are still to come" in shown

    closed = client.post(reverse("sessions_app:group_close", args=[circle.group.pk]), follow=True)
    assert "Closed, and 8 meetings still to come are called off." in closed.content.decode()
    assert "Closing the group" not in closed.content.decode()
    again = client.post(reverse("sessions_app:group_open", args=[circle.group.pk]), follow=True)

    assert "The group is open again, and 8 meetings are planned again." in again.content.decode()


def test_without_meetings_nothing_is_said_of_them(circle):
    client = factories.sign_in(circle.user)
    shown = client.get(reverse("sessions_app:group_detail", args=[circle.group.pk])).content.decode()

    closed = client.post(reverse("sessions_app:group_close", args=[circle.group.pk]), follow=True)
    again = client.post(reverse("sessions_app:group_open", args=[circle.group.pk]), follow=True)

    assert "Closing the group" not in shown
    assert "Closed. What was written stays." in closed.content.decode()
    assert "The group is open again." in again.content.decode()

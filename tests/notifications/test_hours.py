"""When a reminder may leave: both clocks, quiet hours, safe hours, and the moment after which it is of no use."""

from datetime import UTC, datetime, time, timedelta

import pytest

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.notifications.hours import not_before
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message, Route
from peersupport.notifications.services import deliver
from tests import factories

from .rows import message, state_of

REMINDER = Kind.CONCERN_COURSE
NIGHT = {"quiet_from": time(21), "quiet_until": time(8)}
NEW_YORK = "America/New_York"


def somebody(zone: str = NEW_YORK) -> User:
    return factories.make_user(agency=factories.make_agency(time_zone=zone))


def staff_route(zone: str = NEW_YORK, **hours: time) -> Route:
    return Route(user=somebody(zone), **(hours or NIGHT))


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2027-01-05T12:00", "2027-01-05T13:00"),  # 7 in the morning there
        ("2027-01-05T13:00", "2027-01-05T13:00"),
        ("2027-01-06T01:59", "2027-01-06T01:59"),  # 20:59
        ("2027-01-06T02:00", "2027-01-06T13:00"),  # 21:00
        (
            "2027-03-14T06:00",
            "2027-03-14T12:00",
        ),  # the night in which clocks go forward: 8 comes an hour sooner
        ("2027-11-07T04:00", "2027-11-07T13:00"),  # and back
    ],
)
def test_quiet_hours_of_staff(at, leaves):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)

    assert not_before(staff_route(), moment) == datetime.fromisoformat(leaves).replace(tzinfo=UTC)


def test_the_hours_of_a_person_are_those_in_which_the_phone_is_theirs():
    person = factories.make_person(program=factories.make_program(time_zone="Africa/Cairo"))
    route = Route(person=person, quiet_from=time(17), quiet_until=time(19))
    noon = datetime(2027, 1, 5, 10, tzinfo=UTC)

    assert not_before(route, noon) == datetime(2027, 1, 5, 15, tzinfo=UTC)
    assert not_before(route, datetime(2027, 1, 5, 16, tzinfo=UTC)) == datetime(2027, 1, 5, 16, tzinfo=UTC)
    assert not_before(route, datetime(2027, 1, 5, 18, tzinfo=UTC)) == datetime(2027, 1, 6, 15, tzinfo=UTC)


def test_a_reminder_waits_for_the_morning_and_a_concern_does_not(gateway):
    with clock.set_to(datetime(2027, 1, 6, 3, tzinfo=UTC)):
        reminder, concern = (
            message(kind=REMINDER, user=somebody(), **NIGHT),
            message(user=somebody(), **NIGHT),
        )
        assert (deliver(message_id=reminder.pk), deliver(message_id=concern.pk)) == ("ready", "sent")

    reminder.refresh_from_db()
    assert reminder.next_at == datetime(2027, 1, 6, 13, tzinfo=UTC)
    with clock.set_to(reminder.next_at):
        assert deliver(message_id=reminder.pk) == "sent"


def test_a_reminder_that_would_come_too_late_is_dropped_and_listed(gateway):
    with clock.set_to(datetime(2027, 1, 6, 3, tzinfo=UTC)):
        row = message(kind=REMINDER, user=somebody(), **NIGHT)
        Message.objects.filter(pk=row.pk).update(drop_at=clock.now() + timedelta(hours=2))

        assert deliver(message_id=row.pk) == "dropped"
    assert (gateway.taken(), state_of(row)) == ([], "dropped")


def test_a_clock_that_goes_ahead_sends_no_reminder_early(gateway, monkeypatch):
    row = message(kind=REMINDER)
    Message.objects.filter(pk=row.pk).update(next_at=clock.now() + timedelta(hours=1))
    true = clock.now
    monkeypatch.setattr(clock, "now", lambda: true() + timedelta(hours=2))

    assert deliver(message_id=row.pk) == "ready"
    assert gateway.taken() == []


def test_a_clock_that_goes_back_keeps_no_concern(gateway, monkeypatch):
    true = clock.now
    first, again = message(), message()
    Message.objects.filter(pk=again.pk).update(tries=1, next_at=clock.now() + timedelta(seconds=30))
    again.attempts.create(number=1, process="x", outcome="later", finished_at=clock.now())
    monkeypatch.setattr(clock, "now", lambda: true() - timedelta(hours=3))

    assert set(Message.objects.due(clock.now()).values_list("pk", flat=True)) == {first.pk, again.pk}
    assert (deliver(message_id=first.pk), deliver(message_id=again.pk)) == ("sent", "sent")

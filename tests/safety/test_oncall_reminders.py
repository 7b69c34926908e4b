"""Hours without anybody on call are told to the office once a week, where somebody is ever on call."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.notifications.models import Message
from peersupport.safety import tasks
from peersupport.safety.models import OnCallPerson, OnCallShift
from peersupport.safety.services import remind_of_gaps
from tests import factories


def house_with_a_shift(*, days: int = 3):
    office = factories.make_admin()
    factories.make_program(agency=office.agency)
    user = factories.make_staff("clinical_supervisor", agency=office.agency)
    OnCallPerson.objects.create(agency=office.agency, user=user, made_by=office)
    OnCallShift.objects.create(
        agency=office.agency, user=user, made_by=office, starts_at=clock.ago(hours=1),
        ends_at=clock.now() + timedelta(days=days),
    )  # fmt: skip
    return office


def monday_at_eight(office: User) -> datetime:
    """The next one, on the wall of the house."""
    zone = ZoneInfo(office.agency.time_zone)
    today = clock.now().astimezone(zone).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(8), tzinfo=zone)


def told() -> list[object]:
    return sorted(
        Message.objects.filter(kind="gap", route__channel="inbox").values_list("route__user", flat=True)
    )


def test_the_office_is_told_once_a_week_of_hours_that_nobody_has(monkeypatch):
    office = house_with_a_shift()
    monkeypatch.setattr(tasks.remind_of_gaps_in, "delay", tasks.remind_of_gaps_in)
    monday = monday_at_eight(office)

    with clock.set_to(monday - timedelta(minutes=1)):
        tasks.remind_of_gaps()
        assert told() == []
    for hours in (0, 1, 6 * 24):
        with clock.set_to(monday + timedelta(hours=hours)):
            tasks.remind_of_gaps()
    assert told() == [office.pk]
    with clock.set_to(monday + timedelta(days=7)):
        remind_of_gaps(agency_id=office.agency_id)

    assert told() == [office.pk] * 2


def test_nothing_is_told_where_every_hour_is_somebodys_or_nobody_is_ever_on_call():
    whole = house_with_a_shift(days=40)
    bare = factories.make_admin()
    factories.make_program(agency=bare.agency)
    with clock.set_to(monday_at_eight(whole)):
        for agency in (whole.agency, bare.agency, factories.make_agency()):
            remind_of_gaps(agency_id=agency.pk)

    assert told() == []

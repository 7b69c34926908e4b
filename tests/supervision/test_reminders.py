"""Once a week, or once a date, in the morning: supervision, promised answers, certificates. Nobody is named."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import clock
from peersupport.notifications.models import Message
from peersupport.people.models import Credential, SupervisionLink
from supervision import services, tasks
from supervision.models import EducationHours, OffRoleAnswer, OffRoleTask, PulseAnswer
from supervision.weeks import monday_of
from tests.factories import make_admin, make_agency
from tests.supervision.structure_house import House


@pytest.fixture
def house():
    return House()


def told(kind: str) -> Counter[object]:
    rows = Message.objects.filter(kind=kind, route__channel="inbox")
    return Counter(rows.values_list("route__user", flat=True))


def on(house: House, *, days: int = 0, hour: int = 9) -> datetime:
    """An hour of a day after this week's Monday, by the clock of the house."""
    day = monday_of(house.agency.today()) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(house.agency.time_zone))


def test_an_overdue_meeting_is_told_to_who_holds_it_and_to_the_peer_once_a_week(house):
    house.rule()

    with clock.set_to(on(house, hour=7)):
        services.remind_of_supervision(agency_id=house.agency.pk)
        assert told("supervision") == {}
    for days in (0, 1, 6):
        with clock.set_to(on(house, days=days)):
            services.remind_of_supervision(agency_id=house.agency.pk)
    assert told("supervision") == {house.senior.pk: 1, house.peer.user_id: 1}
    with clock.set_to(on(house, days=7)):
        services.remind_of_supervision(agency_id=house.agency.pk)

    assert told("supervision") == {house.senior.pk: 2, house.peer.user_id: 2}


def test_nothing_is_told_in_time_without_a_rule_or_without_an_office(house):
    with clock.set_to(on(house, days=6)):
        services.remind_of_supervision(agency_id=house.agency.pk)
        house.rule()
        house.met(days=1)
        services.remind_of_supervision(agency_id=house.agency.pk)
        services.remind_of_supervision(agency_id=make_agency().pk)

    assert told("supervision") == {}


def test_without_an_office_the_supervisor_is_told_all_the_same(house):
    house.rule()
    house.office.memberships.update(ended_at=clock.now())

    with clock.set_to(on(house, days=6)):
        services.remind_of_supervision(agency_id=house.agency.pk)

    assert told("supervision") == {house.senior.pk: 1}


def asked(house: House, *, in_days: int, **values: object) -> OffRoleTask:
    today = house.agency.today()
    return OffRoleTask.objects.create(
        agency=house.agency, peer=house.peer, task="desk", asked_on=today,
        answer_by=monday_of(today) + timedelta(days=in_days), **values,
    )  # fmt: skip


def test_the_office_is_told_of_a_promised_answer_a_day_before_once_a_date(house):
    other = make_admin(agency=house.agency)
    for _ in range(2):
        asked(house, in_days=3)
    asked(house, in_days=9)
    answer = OffRoleAnswer.objects.create(
        agency=house.agency, text="x", answered_by=other, answered_on=house.agency.today()
    )
    asked(house, in_days=2, answer=answer)

    for days, hour in ((1, 9), (2, 7), (2, 9), (3, 9), (4, 9)):
        with clock.set_to(on(house, days=days, hour=hour)):
            services.remind_of_off_role(agency_id=house.agency.pk)
            assert told("off_role") == ({} if (days, hour) < (2, 9) else {house.office.pk: 1, other.pk: 1})


def told_in_weeks(house: House, weeks: range) -> list[int]:
    """How many messages about their own work the peer has after each of these Mondays, looked at twice."""
    seen = []
    for number in weeks:
        with clock.set_to(on(house, days=7 * number)):
            for _ in range(2):
                services.remind_of_own_work(agency_id=house.agency.pk)
        seen.append(told("credential")[house.peer.user_id])
    return seen


def without_taps(house: House) -> None:
    """The five taps come once a month, which counts here for nothing."""
    SupervisionLink.objects.filter(peer=house.peer, kind="senior").update(ended_at=clock.now())


def certificate(house: House, *, days: int, **values: object) -> Credential:
    until = monday_of(house.agency.today()) + timedelta(days=days)
    return Credential.objects.create(
        agency=house.agency, peer=house.peer, title="x", valid_until=until, **values
    )


def test_certificates_are_told_of_on_two_mondays_together_to_the_peer_alone(house):
    without_taps(house)
    certificate(house, days=60)
    certificate(house, days=62)

    assert told_in_weeks(house, range(10)) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]
    assert set(told("credential")) == {house.peer.user_id}


def test_it_waits_until_eight_on_monday_and_until_the_peer_is_at_work(house):
    without_taps(house)
    certificate(house, days=60)

    with clock.set_to(on(house, hour=7)):
        services.remind_of_own_work(agency_id=house.agency.pk)
    assert told("credential") == {}
    house.peer.user.is_active = False
    house.peer.user.save()

    assert told_in_weeks(house, range(1)) == [0]


@pytest.mark.parametrize(("learned", "seen"), [(0, 1), (10, 0)])
def test_hours_to_learn_are_told_of_while_there_is_time_and_only_if_some_are_left(house, learned, seen):
    without_taps(house)
    certificate(house, days=13 * 7 + 3, renew_years=2, renew_hours=10)
    if learned:
        EducationHours.objects.create(
            agency=house.agency, peer=house.peer, day=house.agency.today(), title="x", topic="other",
            minutes=learned * 60,
        )  # fmt: skip

    assert told_in_weeks(house, range(2)) == [seen, seen]


def test_the_five_taps_are_told_of_once_a_month_until_they_were_given(house):
    monday = monday_of(house.agency.today())
    first = next(number for number in range(6) if (monday + timedelta(days=7 * number)).day <= 7)
    weeks = range(first, first + 4)
    assert told_in_weeks(house, weeks) == [1, 1, 1, 1]

    later = next(n for n in range(first + 1, first + 6) if (monday + timedelta(days=7 * n)).day <= 7)
    month = (monday + timedelta(days=7 * later)).replace(day=1)
    PulseAnswer.objects.create(
        agency=house.agency, peer=house.peer, voice="peer", month=month, item="x-1", answer=1
    )

    assert told_in_weeks(house, range(later, later + 1)) == [1]


def test_the_sweep_goes_through_every_house_and_each_kind(house, monkeypatch):
    house.rule()
    asked(house, in_days=6)
    certificate(house, days=60)
    for task in (tasks.remind_of_supervision, tasks.remind_of_off_role, tasks.remind_of_own_work):
        monkeypatch.setattr(task, "delay", task)

    with clock.set_to(on(house, days=6)):
        tasks.remind_of_what_is_due()

    assert set(Message.objects.values_list("kind", flat=True)) == {"supervision", "off_role", "credential"}

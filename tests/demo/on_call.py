"""What the demo shows of on call."""

from peersupport.accounts.models import User
from peersupport.core.local_time import to_local
from peersupport.safety.models import HandOver, OnCallPerson, ReportingDuty, WiderHelp
from peersupport.safety.queries import phone_plan
from peersupport.safety.queries.gaps import coming_gaps


def somebody_is_on_call() -> None:
    """Only the nights to Monday are open; a question waits; of three kinds of help one stands last."""
    office = User.objects.get(name="Farah Naseri")
    assert OnCallPerson.objects.in_force(office.agency_id).count() == 5

    gaps = coming_gaps(office)
    starts = {to_local(gap.starts_at, office.agency.time_zone).weekday() for gap in gaps}
    assert starts <= {6, 0}  # on Sunday evening, or since this very night where it is that night
    assert len(gaps) in {2, 3}

    assert HandOver.objects.waiting().get().asked.name == "Mei-Ling Zhou"
    assert [line.number for line in phone_plan(office.agency)] == ["555-0142", "555-0155", "988"]
    shown = WiderHelp.objects.of_house(office.agency_id, office.agency.today())
    assert [one.is_emergency for one in shown] == [False, False, True]
    assert [duty.is_checked for duty in ReportingDuty.objects.all()] == [False] * 3

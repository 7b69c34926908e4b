"""A small house in which some may be on call."""

import uuid
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from peersupport.accounts.models import Program, User
from peersupport.safety import services
from peersupport.safety.models import OnCallShift
from tests import factories

CHICAGO = "America/Chicago"
MONDAY = date(2026, 11, 30)


class NightHouse:
    """An office, three who may be on call, one program with five people."""

    def __init__(self, *, people: int = 5) -> None:
        self.agency = factories.make_agency(time_zone=CHICAGO)
        self.program = factories.make_program(agency=self.agency, names={"en": "Walk With Me"})
        self.office = factories.make_admin(agency=self.agency, name="Farah")
        factories.make_admin(agency=self.agency, name="Second office")
        self.curtis, self.emeka, self.ruth = (self.named(name) for name in ("Curtis", "Emeka", "Ruth"))
        self.people = [factories.make_person(program=self.program, name=f"Sam {n}") for n in range(people)]

    def named(self, name: str) -> User:
        user = factories.make_supervisor("clinical", agency=self.agency, name=name)
        services.name_for_on_call(user=user, by=self.office)
        return user

    def plan(
        self, user: User, day: date, start: str = "18:00", end: str = "08:00", **said: Any
    ) -> list[OnCallShift]:
        values = {"key": uuid.uuid4(), "program": None, "rank": 1, "by": self.office, **said}
        repeats = {name: values.pop(name) for name in ("weekdays", "until") if name in values}
        times = services.Times(day, time.fromisoformat(start), time.fromisoformat(end), **repeats)
        return services.plan_shifts(user=user, times=times, **values)

    def names(self, at: datetime, *, program: Program | None = None, about: Any = None) -> list[str]:
        line = OnCallShift.objects.line(program or self.program, at, about=about)
        return [shift.user.name for shift in line]


def at(text: str, zone: str = CHICAGO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))

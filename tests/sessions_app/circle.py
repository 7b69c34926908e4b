"""A group with a lead, people the lead walks with, and people who only come to it."""

import uuid
from typing import Any

from peersupport.accounts.models import Agency, Program, User
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.gathering_entry import GatheringEntry
from sessions_app.models import Group, SupportSession
from sessions_app.services import add_regular, complete_gathering, plan_gathering, start_group
from tests import factories
from tests.sessions_app.world import ZONE, Two, wall


class Circle:
    """`led_by`: peer, members or nobody. The writer is the lead where there is one."""

    def __init__(
        self, *, led_by: str = "peer", level: str = Program.Level.ATTENDANCE, agency: Agency | None = None
    ) -> None:
        self.agency = agency or factories.make_agency(time_zone=ZONE)
        self.program = factories.make_program(agency=self.agency, level=level)
        self.peer: PeerSpecialist = factories.make_peer(agency=self.agency, name="Tomasz Wilk")
        self.user: User = self.peer.user
        lead = self.peer if led_by == "peer" else None
        self.group: Group = start_group(
            key=uuid.uuid4(),
            name="Voices circle",
            program=self.program,
            led_by=led_by,
            lead=lead,
            by=self.user,
        )

    def walks_with(
        self, name: str, *, agreed: bool = True, level: str = Program.Level.BRIEF
    ) -> SupportedPerson:
        """Somebody the writer walks with."""
        return Two(peer=self.peer, name=name, agreed=agreed, level=level).person

    def comes(self, name: str, *, agreed: bool = True) -> SupportedPerson:
        """Somebody another peer walks with, known to come."""
        other = factories.make_peer(agency=self.agency)
        two = Two(peer=other, name=name, agreed=agreed)
        add_regular(group=self.group, person_id=two.person.pk, by=other.user)
        return two.person

    def met(self, **values: Any) -> SupportSession:
        return complete_gathering(key=uuid.uuid4(), group=self.group, by=self.user, entry=came(**values))

    def plan(self, **values: Any) -> SupportSession:
        said = {
            "key": uuid.uuid4(),
            "group": self.group,
            "local_start": wall(days=1),
            "minutes": 90,
            "by": self.user,
        }
        return plan_gathering(**{**said, **values})


def came(**values: Any) -> GatheringEntry:
    people = tuple(person.pk for person in values.pop("people", ()))
    return GatheringEntry(**{"local_start": wall(minutes=-90), "minutes": 90, "people": people, **values})

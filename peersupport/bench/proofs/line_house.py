"""A small house with a line of people on call, each reached by text message alone, and a peer who is worried."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.accounts.services import create_user, give_role
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Preference, Route
from peersupport.safety.models import Concern, OnCallShift
from peersupport.safety.services import record_concern

from .house import SmallHouse, build

MINUTES = 1  # the shortest that a promise allows


@dataclass(frozen=True)
class Line:
    house: SmallHouse
    users: Sequence[User]

    def worry(self) -> Concern:
        """Through the service; committed when it returns."""
        user = self.house.peer.user
        with acting_as(user.pk):
            return record_concern(key=uuid.uuid4(), sentence="She does not answer.", who="Lou", by=user)

    def on_call(self, user: User, rank: int, start: datetime, end: datetime) -> None:
        OnCallShift.objects.create(
            agency=self.house.agency, user=user, rank=rank, starts_at=start, ends_at=end,
            made_by=self.house.office,
        )  # fmt: skip


def make_line(length: int) -> Line:
    with acting_as(None):
        house = build(people=0, days={"acknowledge_minutes": MINUTES})
        users = [somebody(house) for _one in range(length)]
        line = Line(house, users)
        now = clock.now()
        for rank, user in enumerate(users, 1):
            line.on_call(user, rank, now - timedelta(days=1), now + timedelta(days=1))
        # Whoever raised it hears of its course on a page alone: in the gateway's book stand the questions.
        only_by(house.peer.user, None)
        return line


def somebody(house: SmallHouse) -> User:
    email = f"{uuid.uuid4().hex}@house.test"
    user = create_user(agency=house.agency, email=email, name="Robin", language="en", by=house.office)
    give_role(user=user, role=Role.CLINICAL_SUPERVISOR, by=house.office)
    only_by(user, Channel.SMS)
    return user


def only_by(user: User, channel: str | None) -> None:
    for way in (Channel.INBOX, Channel.EMAIL, Channel.SMS):
        address = {"address": "+15550123", "address_index": os.urandom(8).hex()} if way == Channel.SMS else {}
        route = Route.objects.create(agency_id=user.agency_id, user=user, channel=way, **address)
        for kind in (Kind.CONCERN, Kind.CONCERN_COURSE):
            wanted = way == channel
            Preference.objects.create(agency_id=user.agency_id, route=route, kind=kind, wanted=wanted)

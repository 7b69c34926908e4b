"""A house that promised, with a peer, both supervisors and the office, and signals found by hand."""

from datetime import date
from typing import Any

from django.urls import reverse

from peersupport.accounts.models import User
from peersupport.people.models import PeerSpecialist
from peersupport.rules.services import accept_signals
from supervision.drift import FALL, RISE, Alarm, Found, Movement
from supervision.models import CommonMovement, DriftSignal
from supervision.services import keep_found
from tests import factories
from tests.supervision.weeks import monday
from tests.support.midday import ZONE


class House:
    def __init__(self, *, accepted: bool = True) -> None:
        self.agency = factories.make_agency(time_zone=ZONE)
        self.peer: PeerSpecialist = factories.make_peer(agency=self.agency)
        self.user: User = self.peer.user
        self.clinical = factories.make_link(peer=self.peer, kind="clinical").supervisor
        self.senior = factories.make_link(peer=self.peer, kind="senior").supervisor
        self.office = factories.make_admin(agency=self.agency)
        for _ in range(4):  # so few that somebody could be told from all
            factories.make_peer(agency=self.agency)
        if accepted:
            accept_signals(by=self.office)

    def found(
        self, signal: str = "off_role_time", *, peer: PeerSpecialist | None = None, **values: Any
    ) -> DriftSignal:
        peer = peer or self.peer
        keep_found(agency=self.agency, found=Found([alarm(peer, signal, **values)], []))
        return DriftSignal.objects.filter(peer=peer, signal=signal).latest("created_at")

    def moved(self, **values: Any) -> CommonMovement:
        told = {
            "signal": "co_created_agenda",
            "week": monday(2),
            "direction": FALL,
            "before": 0.9,
            "after": 0.6,
        }
        keep_found(agency=self.agency, found=Found([], [Movement(**{**told, **values})]))
        return CommonMovement.objects.latest("created_at")


def alarm(peer: PeerSpecialist, signal: str, week: date | None = None, direction: str = RISE) -> Alarm:
    return Alarm(str(peer.pk), signal, week or monday(2), direction, 0.05, 1 / 6)


def get(user: User, name: str = "signals", *args: Any) -> Any:
    return factories.sign_in(user).get(reverse(f"supervision:{name}", args=args))


def post(user: User, name: str, *args: Any, **data: str) -> Any:
    return factories.sign_in(user).post(reverse(f"supervision:{name}", args=args), data)


def text(user: User, name: str = "signals", *args: Any) -> str:
    """The page as it comes."""
    page: str = get(user, name, *args).content.decode()
    return page

"""A peer and a person who walk together, with an agreement in force at any level."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from consent.models import ConfidentialityPolicy, ConsentRecord
from consent.services import publish_policy, record_answer, start_policy, withdraw_consent
from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from sessions_app import local_time
from sessions_app.entry import SessionEntry
from sessions_app.models import SupportSession
from sessions_app.services import complete_session, plan_session
from tests import factories
from tests.support.midday import ZONE


class Two:
    """person and peer with everything around them. agreed=False: nobody has talked about privacy yet."""

    def __init__(
        self,
        *,
        level: str = Program.Level.BRIEF,
        agreed: bool = True,
        agency: Agency | None = None,
        peer: PeerSpecialist | None = None,
        name: str = "Ana R.",
        zone: str = ZONE,
    ) -> None:
        self.agency = agency or (peer.agency if peer else factories.make_agency(time_zone=zone))
        self.program = factories.make_program(agency=self.agency, level=level)
        self.peer: PeerSpecialist = peer or factories.make_peer(agency=self.agency)
        self.user: User = self.peer.user
        self.person: SupportedPerson = factories.make_person(program=self.program, name=name)
        self.pairing: Pairing = factories.make_pairing(person=self.person, peer=self.peer)
        if agreed:
            self.agree()

    def agree(self) -> ConsentRecord:
        publish_once(self.agency)
        return record_answer(
            person=self.person, answer="yes", language="en", way="typed", signature="Ana", by=self.user
        )

    def withdraw(self) -> None:
        withdraw_consent(person=self.person, by=self.user)

    def complete(self, entry: SessionEntry | None = None, **values: Any) -> SupportSession:
        return complete_session(
            **{
                "key": uuid.uuid4(),
                "person": self.person,
                "entry": entry or an_entry(),
                "by": self.user,
                **values,
            }
        )

    def plan(self, **values: Any) -> SupportSession:
        return plan_session(
            **{
                "key": uuid.uuid4(),
                "person": self.person,
                "local_start": wall(days=1),
                "minutes": 60,
                "by": self.user,
                **values,
            }
        )

    def plan_now(self, **values: Any) -> SupportSession:
        """A meeting that is about to begin: what became of it can be said."""
        return self.plan(**{"local_start": wall(minutes=5), **values})


def publish_once(agency: Agency) -> None:
    admin = factories.make_staff(Role.ADMIN, agency=agency)
    if not agency_has_policy(agency):
        publish_policy(policy=start_policy(agency=agency, by=admin), by=admin)


def agency_has_policy(agency: Agency) -> bool:
    return ConfidentialityPolicy.objects.filter(agency=agency, state="published").exists()


def wall(**ahead: float) -> datetime:
    """Now plus that much, on the wall clock of the programs here, in whole minutes."""
    moment = clock.now() + timedelta(**ahead)
    return local_time.to_local(moment, ZONE).replace(second=0, microsecond=0, fold=0)


def an_entry(**values: Any) -> SessionEntry:
    """Complete at level brief: an hour that ended just now."""
    return SessionEntry(
        **{
            "local_start": wall(minutes=-60),
            "minutes": 60,
            "kinds": ("emotional",),
            "text": "We walked along the river and talked about the job.",
            "language": "en",
            **values,
        }
    )


def facts_only(**values: Any) -> SessionEntry:
    return SessionEntry(**{"local_start": wall(minutes=-60), "minutes": 60, **values})

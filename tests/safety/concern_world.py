"""One house with a peer, a person and people on call, for tests of concerns."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts.models import Agency, User
from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from peersupport.safety.models import Concern, ConcernStep, OnCallShift
from peersupport.safety.services import record_concern
from tests import factories


class World:
    """Jin walks with Ana; `line` people are on call, asked in this order."""

    def __init__(self, *, line: int = 2, **program: Any) -> None:
        self.agency: Agency = factories.make_agency(on_call_phone="+1 202 555 0100")
        self.program = factories.make_program(agency=self.agency, **program)
        self.office = factories.make_admin(agency=self.agency, name="Office")
        self.peer = factories.make_peer(agency=self.agency, name="Jin Baek")
        self.user: User = self.peer.user
        self.person: SupportedPerson = factories.make_person(program=self.program, name="Ana")
        factories.make_pairing(person=self.person, peer=self.peer)
        self.line = [self.on_call(rank) for rank in range(1, line + 1)]

    def on_call(self, rank: int, user: User | None = None) -> User:
        user = user or factories.make_supervisor("clinical", agency=self.agency, name=f"Call {rank}")
        now = clock.now()
        OnCallShift.objects.create(
            agency=self.agency, user=user, rank=rank, starts_at=now - timedelta(days=1),
            ends_at=now + timedelta(days=30), made_by=self.office,
        )  # fmt: skip
        return user

    def worry(self, sentence: str = "She does not answer.", **more: Any) -> Concern:
        return record_concern(
            **{"key": uuid.uuid4(), "sentence": sentence, "person": self.person, "by": self.user, **more}
        )


def kinds(concern: Concern) -> list[str]:
    return list(ConcernStep.objects.filter(concern=concern).values_list("kind", flat=True))

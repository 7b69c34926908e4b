"""Notes of a peer under a clinical supervisor, as any of them may have come about: made without their services."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import Credential
from peersupport.rules.models import ProgramRules, SupervisionPack
from sessions_app.models import Attendance, Goal, GoalTouched, SessionNote, SupportSession
from supervision.review_querysets import Held, held_rows
from tests import factories
from tests.sessions_app.world import Two

WHOLE: dict[str, Any] = {
    "text": "We sat.", "next_step": "We meet again", "next_step_whose": "us", "kinds": ["emotional"],
    "way": "in_person", "place": "office", "read_together": True, "signed_as": "Sam, CPS",
}  # fmt: skip


class Kept:
    """two walk together, and everything a payer asks for is there. Each meeting is a day later than the one before."""

    def __init__(self, *, new_here: bool = False, **values: Any) -> None:
        self.two = Two(**values)
        self.clinical: User = factories.make_link(peer=self.two.peer, kind="clinical").supervisor
        common = {"agency": self.two.agency, "peer": self.two.peer}
        Credential.objects.create(title="CPS", **common)
        self.goal = Goal.objects.create(
            person=self.two.person, text="Sing again", idea_of="them", state="mine", mine_recorded_by=self.two.user,
            mine_at=clock.now() - timedelta(days=80), **common,
        )  # fmt: skip
        self.days = 100  # longer ago than the list reaches
        if not new_here:
            for _ in range(5):
                self.note(level="brief")
        self.days = 60

    def meeting(self, *, level: str = "billable", state: str = "completed", **values: Any) -> Attendance:
        self.days -= 1
        at = clock.now() - timedelta(days=self.days)
        common = {"agency": self.two.agency, "peer": self.two.peer}
        session = SupportSession.objects.create(
            id=uuid.uuid4(), program=self.two.program, level=level, state=state, starts_at=at, time_zone="UTC",
            local_start=f"{at:%Y-%m-%dT%H:%M}", closed_at=None if state == "planned" else at,
            **{"minutes": 45, **values}, **common,
        )  # fmt: skip
        return Attendance.objects.create(session=session, person=self.two.person, starts_at=at, **common)

    def note(
        self, *, level: str = "billable", minutes: int = 45, goal: bool = True, **missing: Any
    ) -> Attendance:
        came = self.meeting(level=level, minutes=minutes, has_note=True)
        SessionNote.objects.create(
            agency=came.agency, attendance=came, session=came.session, person=came.person, peer=came.peer,
            at=came.starts_at, completed_at=came.starts_at, language="en",
            **{"opens_at": came.starts_at, "final_at": came.starts_at, **WHOLE, **missing},
        )  # fmt: skip
        if goal:
            GoalTouched.objects.create(agency=came.agency, attendance=came, goal=self.goal)
        return came

    def follow(self, *, since: int, until: int | None = None, **asks: Any) -> None:
        """The program follows rules that ask something of notes, from so many days ago on."""
        office, version = factories.make_admin(agency=self.two.agency), SupervisionPack.objects.count() + 1
        pack = SupervisionPack.objects.create(
            agency=self.two.agency, jurisdiction="house", version=version, names={"en": "x"}, made_by=office, **asks
        )  # fmt: skip
        ProgramRules.objects.create(
            agency=self.two.agency, program=self.two.program, pack=pack, created_at=clock.ago(days=since),
            ended_at=clock.ago(days=until) if until else None,
        )  # fmt: skip

    def inbox(self, by: User | None = None, scope: str = "after") -> dict[uuid.UUID, Held]:
        with acting_as((by or self.clinical).pk):
            return {row.pk: row for row in held_rows(scope)}

    def holds(self, came: Attendance, scope: str = "after") -> list[str]:
        by = self.clinical if scope == "after" else self.two.user
        row = self.inbox(by, scope).get(came.pk)
        return row.holds if row else []

"""A peer and a person with a plan for hard times, and the agreement that opens it."""

from typing import Any

from consent.models import ConsentNow, PolicyAudience
from consent.rule import bit
from consent.services import publish_policy, record_answer, start_policy
from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.safety.models import OnCallShift, SafetyPlan
from peersupport.safety.queries import not_wanted
from peersupport.safety.services import save_plan
from tests import factories
from tests.sessions_app.world import Two


class Planned(Two):
    """paired: what the agreement says of the peer who walks with the person, 2 for always. also: audiences that it
    opens to as well; for some of them no house can ask yet, so their bits are set in the gate."""

    def __init__(
        self, *, paired: int = 2, also: tuple[str, ...] = (), asks: bool = False, **values: Any
    ) -> None:
        super().__init__(agreed=False, **values)
        self.me = factories.give_account(self.person)
        self.office = factories.make_admin(agency=self.agency)
        policy = start_policy(agency=self.agency, by=self.office)
        for cell in policy.audiences.filter(content="plan"):
            rule = {"paired": paired, "responder": int(asks)}.get(cell.audience, 0)
            PolicyAudience.objects.filter(pk=cell.pk).update(rule=rule)
        publish_policy(policy=policy, by=self.office)
        choices = {("responder", "plan"): True} if asks else {}
        record_answer(
            person=self.person, answer="yes", choices=choices, language="en", way="typed", signature="Ana",
            by=self.user,
        )  # fmt: skip
        gate = ConsentNow.objects.get(person=self.person)
        bits = sum(bit(audience, "plan") for audience in also)
        ConsentNow.objects.filter(pk=gate.pk).update(allows=gate.allows | bits)

    def write(self, *, by: User | None = None, base: int | None = None, **values: Any) -> SafetyPlan:
        by = by or self.me
        now = SafetyPlan.objects.current(self.person)
        number = (now.number if now else 0) if base is None else base
        said = {"parts": {"alone": "The radio, low"}, "language": "en", "show_not_wanted": None} | values
        if by.kind != User.Kind.PERSON:
            said.setdefault("typed", "beside")
        return save_plan(person=self.person, base=number, by=by, **said)

    def on_call(self, user: User | None = None, *, starts: Any, ends: Any, **values: Any) -> User:
        user = user or factories.make_supervisor("clinical", agency=self.agency)
        OnCallShift.objects.create(
            agency=self.agency, program=values.pop("program", None), user=user, starts_at=starts, ends_at=ends,
            made_by=self.office, **values,
        )  # fmt: skip
        return user

    def not_wanted(self, reader: User) -> str:
        with acting_as(reader.pk):
            return not_wanted(self.person, reader)

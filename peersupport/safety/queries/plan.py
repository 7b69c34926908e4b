"""The plan for hard times in plain text, for one reader, with the trace of it."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from consent.models import ConsentNow
from consent.querysets import may_read
from consent.services import consent_holds, hold_gates
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock, principal
from peersupport.people.models import Pairing, SupervisionLink, SupportedPerson
from peersupport.safety.models import OnCallShift, PlanDraft, SafetyPlan
from peersupport.safety.plan_rule import why_not
from peersupport.safety.plan_words import NAMES, PARTS, Part

# Whoever took a concern in their shift still looks after it when the shift is over.
STILL_THERE = timedelta(hours=24)


@dataclass(frozen=True)
class Filled:
    part: Part
    text: str


@dataclass(frozen=True)
class OpenPlan:
    """One version, opened. `texts` holds every part, "" where there is none."""

    row: SafetyPlan
    texts: dict[str, str]

    @property
    def filled(self) -> list[Filled]:
        return [Filled(part, self.texts[part.name]) for part in PARTS if self.texts[part.name]]

    @property
    def is_empty(self) -> bool:
        return not any(self.texts.values())


@dataclass(frozen=True)
class Difference:
    """One part that reads differently in two versions."""

    part: Part
    before: str
    after: str


def differences(before: OpenPlan | None, after: OpenPlan) -> list[Difference]:
    old = before.texts if before else dict.fromkeys(NAMES, "")
    return [
        Difference(part, old[part.name], after.texts[part.name])
        for part in PARTS
        if old[part.name] != after.texts[part.name]
    ]


def open_plan(person: SupportedPerson, *, by: User, purpose: Purpose, via: str) -> OpenPlan | None:
    """The plan as it is now, for the acting principal, who is `by`. None where there is none or it does not open."""
    with reading(by=by, purpose=purpose, via=via) as handle:
        hold_gates([person.pk])
        row = SafetyPlan.objects.readable(person.pk)
        return _opened(handle.open(row)) if row else None


def open_versions(person: SupportedPerson, *numbers: int, by: User) -> dict[int, OpenPlan]:
    """Versions of one's own plan, by number. For the person alone."""
    rows = SafetyPlan.objects.filter(person=person, person__user=by, number__in=numbers)
    with reading(by=by, purpose=Purpose.OWN_RECORD, via="person") as handle:
        return {item.row.number: _opened(item) for item in handle.open_all(rows.select_related("typed_by"))}


def _opened(item: Any) -> OpenPlan:
    return OpenPlan(item.row, {name: getattr(item, name) for name in NAMES})


def kept_draft(person: SupportedPerson, *, by: User) -> dict[str, str]:
    """What `by` has typed and not saved, as the form takes it; {} for nothing."""
    draft = PlanDraft.objects.own(by, person).first()
    if draft is None:
        return {}
    with reading(by=by, purpose=Purpose.OWN_WORK, via="author") as handle:
        payload: dict[str, str] = json.loads(handle.open(draft).payload)
    return payload


@dataclass(frozen=True)
class PlanReader:
    """How a member of staff stands to the person whose plan they would open. `walk`: while they walk with them."""

    user: User
    person: SupportedPerson
    walk: Any

    @classmethod
    def of(cls, user: User, person: SupportedPerson) -> "PlanReader":
        return cls(user, person, Pairing.objects.walking_with(user).filter(person=person).first())

    @property
    def via(self) -> str:
        """By which relation they read; it stands in the trace that the person sees."""
        if self.walk is not None:
            return "cover" if self.walk.covers_for_id else "paired"
        walked = Pairing.objects.filter(person=self.person).values("peer")
        link = SupervisionLink.objects.held_by(self.user).filter(peer__in=walked).order_by("kind").first()
        return str(link.kind) if link is not None else "grant"

    @property
    def opens(self) -> bool:
        """Whether there is a plan that opens to them now. Nothing of it is read."""
        return may_read(person_id=self.person.pk, content="plan") and self._has_plan()

    def _has_plan(self) -> bool:
        return SafetyPlan.objects.filter(person=self.person).exists()

    @property
    def is_on_a_break(self) -> bool:
        return self.walk is not None and self.walk.state == Pairing.State.PAUSED

    def why_not(self) -> str:
        """Why one who walks with them writes nothing here, "" when they may."""
        return why_not(ConsentNow.objects.get(person=self.person), self.person.program)

    def may_write(self) -> bool:
        if self.walk is None or self.is_on_a_break or self.why_not():
            return False
        return may_read(person_id=self.person.pk, content="plan")


def not_wanted(person: SupportedPerson, reader: User) -> str:
    """The part "What I do not want" for one who answers a concern about this person, "" where it stays closed.

    It opens to whoever may read the plan by the agreement, and, if the person said so on the plan itself, to whoever
    is on call or was within a day, with a yes in force. Whether the concern is theirs to answer asks the caller.
    Leaves a trace. See docs/decisions/0033.
    """
    reads = principal.acting_as(reader.pk, principal.current().request_id)
    with reads, reading(by=reader, purpose=Purpose.SAFETY, via="responder") as handle:
        hold_gates([person.pk])
        row = SafetyPlan.objects.readable(person.pk)
        if row is None and _comes_when_it_is_hard(person, reader):
            row = SafetyPlan.objects.current(person)
            row = row if row and row.show_not_wanted else None
        return str(handle.open(row).not_wanted) if row and row.not_wanted else ""


def _comes_when_it_is_hard(person: SupportedPerson, reader: User) -> bool:
    now = clock.now()
    here = Q(program=person.program_id) | Q(program=None)
    shifts = OnCallShift.objects.filter(
        here, agency_id=person.agency_id, user=reader, user__is_active=True, starts_at__lte=now
    ).filter(ends_at__gt=now - STILL_THERE)
    shifts = shifts.filter(Q(ended_at=None) | Q(ended_at__gt=now - STILL_THERE))
    return (
        consent_holds(ConsentNow.objects.get(person=person))
        # As with everybody let in: colleagues who are supported here are open to none of them.
        and SupportedPerson.objects.filter(pk=person.pk, also_staff=None).exists()
        and bool(reader.roles)
        and not person.blocks.filter(user=reader).exists()
        and shifts.exists()
    )

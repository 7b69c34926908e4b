"""An agreement as a page shows it: what was said, until when, and who can read what today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.people.models import SupportedPerson

from .models import ConsentNow, ConsentRecord
from .rule import Audience, Content
from .services import consent_holds, level_in_force
from .wording import CHOICES


@dataclass(frozen=True)
class ChoiceLine:
    question: Any
    allowed: bool
    meaning: Any


@dataclass(frozen=True)
class Agreement:
    """state: none, yes, not_today, no, expired or withdrawn."""

    state: str
    consent: ConsentRecord | None
    level: str
    level_words: Any
    choices: list[ChoiceLine] | None
    ends_soon: bool

    @property
    def holds(self) -> bool:
        return self.state == "yes"


def agreement_of(person: SupportedPerson, *, with_choices: bool) -> Agreement:
    """The standing of one person. Three queries, four with choices."""
    gate = ConsentNow.objects.get(person=person)
    consent = ConsentRecord.objects.filter(person=person).select_related("policy", "held_by").newest()
    state = _state(consent, clock.now())
    level = level_in_force(gate=gate, program=person.program)
    show = with_choices and consent is not None and state == "yes"
    return Agreement(
        state=state,
        consent=consent,
        level=level,
        level_words=Program.Level(level).label,
        choices=_choices(consent) if show and consent else None,
        ends_soon=consent_holds(gate)
        and gate.valid_until is not None
        and (gate.valid_until - clock.now()).days < 30,
    )


def _state(consent: ConsentRecord | None, now: datetime) -> str:
    if consent is None:
        return "none"
    if consent.withdrawn_at:
        return "withdrawn"
    if consent.answer == ConsentRecord.Answer.YES and consent.expires_at and consent.expires_at <= now:
        return "expired"
    return consent.answer


def _choices(consent: ConsentRecord) -> list[ChoiceLine]:
    lines = []
    for choice in consent.choices.order_by("audience", "content"):
        words = CHOICES[Audience(choice.audience), Content(choice.content)]
        lines.append(
            ChoiceLine(words.question, choice.allowed, words.yes_means if choice.allowed else words.no_means)
        )
    return lines

"""An agreement as a page shows it: what was said, until when, and who can read what today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.people.models import SupportedPerson

from .models import ConsentChoice, ConsentNow, ConsentRecord
from .rule import Audience, Content
from .services import consent_holds, level_in_force
from .wording import CHOICES


@dataclass(frozen=True)
class ChoiceLine:
    """One choice as it stands today. `cell` is (audience, content)."""

    question: Any
    allowed: bool
    meaning: Any
    cell: tuple[str, str]
    taken_back_at: datetime | None = None


@dataclass(frozen=True)
class PastAnswer:
    """One answer of a person, with what became of it: in_force, expired, taken_back, replaced or answered (no yes)."""

    consent: ConsentRecord
    became: str
    until: datetime | None
    choices: list[ChoiceLine]


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

    @property
    def has_yes(self) -> bool:
        """Whether one of the choices is a yes that could be taken back by itself."""
        return any(choice.allowed for choice in self.choices or [])


def agreement_of(person: SupportedPerson, *, with_choices: bool) -> Agreement:
    """The standing of one person. Three queries, four with choices."""
    gate = ConsentNow.objects.get(person=person)
    answers = ConsentRecord.objects.filter(person=person, superseded_at=None)
    if with_choices:  # else it is told in one line, without the promise it was made on
        answers = answers.select_related("policy", "held_by")
    consent = answers.newest()
    state = _state(consent, clock.now())
    level = level_in_force(gate=gate, program=person.program)
    show = with_choices and consent is not None and state == "yes"
    return Agreement(
        state=state,
        consent=consent,
        level=level,
        level_words=Program.Level(level).label,
        choices=[line_of(choice) for choice in consent.choices.with_taken_back()]
        if show and consent
        else None,
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


def history_of(person: SupportedPerson) -> list[PastAnswer]:
    """Everything they ever answered, the newest first. Two queries."""
    answers = ConsentRecord.objects.filter(person=person).select_related("policy", "held_by")
    choices = Prefetch("choices", ConsentChoice.objects.with_taken_back())
    return [
        PastAnswer(consent, *_what_became(consent), [line_of(choice) for choice in consent.choices.all()])
        for consent in answers.prefetch_related(choices).order_by("-version")
    ]


def _what_became(consent: ConsentRecord) -> tuple[str, datetime | None]:
    if consent.withdrawn_at:
        return "taken_back", consent.withdrawn_at
    if consent.superseded_at not in {None, consent.signed_at}:
        return "replaced", consent.superseded_at
    if consent.answer != ConsentRecord.Answer.YES:
        return "answered", None
    ends_at = consent.expires_at
    return ("expired" if ends_at and ends_at <= clock.now() else "in_force"), ends_at


def line_of(choice: ConsentChoice) -> ChoiceLine:
    """`choice` comes from with_taken_back()."""
    cell = (choice.audience, choice.content)
    words = CHOICES[Audience(choice.audience), Content(choice.content)]
    taken_back_at: datetime | None = choice.taken_back_at  # type: ignore[attr-defined]
    allowed = choice.allowed and taken_back_at is None
    meaning = words.yes_means if allowed else words.no_means
    return ChoiceLine(words.question, allowed, meaning, cell, taken_back_at)

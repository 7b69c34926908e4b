"""One concern in plain text for one reader, with the trace of it, and its course step by step."""

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from consent.models import ConsentNow, PolicyLimit, PolicyTerms
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.notifications.kinds import Channel
from peersupport.notifications.models import Route
from peersupport.safety import neighbours
from peersupport.safety.concern_words import FIELDS, step_words
from peersupport.safety.models import (
    Concern,
    ConcernStep,
    ConcernWish,
    MandatedReport,
    RepairTalk,
    TellingDelay,
)

TOLD = PolicyTerms.Told
# Which field of the composer is which line of what a promise lets go out.
GOES_OUT = {"where": TOLD.WHERE, "reach": TOLD.REACH, "danger": TOLD.DANGER, "in_danger": TOLD.IN_DANGER}

NOTHING_SAID = SimpleNamespace(words="", tried="", asked="", smallest="")


@dataclass(frozen=True)
class StepLine:
    """One line of the course. told: who told the person, how and when; "" while nobody did."""

    number: int
    at: datetime
    sentence: str
    words: str
    tried: str
    asked: str
    smallest: str
    told_by: str = ""
    told_how: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True)
class WishLine:
    row: ConcernWish
    text: str
    because: str


@dataclass(frozen=True)
class DelayLine:
    row: TellingDelay
    reason: str

    @property
    def holds(self) -> bool:
        return self.row.until is not None and self.row.until > clock.now()


@dataclass(frozen=True)
class ReportLine:
    row: MandatedReport
    to_whom: str
    reference: str
    not_that: str


@dataclass
class OpenConcern:
    row: Concern
    words: SimpleNamespace
    steps: list[StepLine]
    wishes: list[WishLine]
    delays: list[DelayLine]
    reports: list[ReportLine]
    repair: RepairTalk | None = None
    account: str = ""
    phone: str = ""
    is_own_alone: bool = False  # to a reader whom the person keeps away: what others wrote is not in here
    in_own_space: bool = False  # the person can read it themselves now
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Whom it is about, as far as anybody said."""
        return self.row.person.chosen_name if self.row.person else self.words.who

    @property
    def tried(self) -> list[tuple[str, str]]:
        names = ("tried_talk", "tried_plan", "tried_others")
        return [(FIELDS[name], text) for name in names if (text := getattr(self.words, name))]

    @property
    def delay_now(self) -> DelayLine | None:
        return next((delay for delay in self.delays if delay.holds), None)

    @property
    def delay_asked(self) -> DelayLine | None:
        return next((delay for delay in self.delays if delay.row.agreed_by_id is None), None)

    @property
    def unanswered(self) -> list[WishLine]:
        return [wish for wish in self.wishes if not wish.row.answer]


def open_concern(row: Concern, *, by: User, purpose: str = Purpose.SAFETY, via: str) -> OpenConcern:
    """Everything of one concern, opened once. The caller's scope gave the row.

    Who raised it and is kept away by the person reads their own words, and where it stands, and nothing else.
    """
    away = row.person is not None and row.person.blocks.filter(user=by).exists()
    steps = list(row.steps.select_related("by", "to"))
    wishes = list(row.wishes.select_related("answered_by"))
    delays = [] if away else list(row.delays.select_related("asked_by", "agreed_by").order_by("created_at"))
    reports = list(row.reports.select_related("by").order_by("made_at"))
    repair = None if away else RepairTalk.objects.filter(concern=row).select_related("held_by").first()
    number = neighbours.number_of(row.raised_by)
    routes = [] if number else Route.objects.to(row.raised_by).in_use().filter(channel=Channel.SMS)[:1]
    with reading(by=by, purpose=purpose, via=via) as handle:
        words = handle.open(row)
        said = handle.open_all([step for step in steps if not away or step.by_id == by.pk])
        opened = OpenConcern(
            row=row,
            words=words,
            steps=_steps(row, steps, {one.row.pk: one for one in said}, to_them=via == "person"),
            wishes=[
                WishLine(one.row, one.text, "" if away else one.because) for one in handle.open_all(wishes)
            ],
            delays=[DelayLine(one.row, one.reason) for one in handle.open_all(delays)],
            reports=[
                ReportLine(one.row, one.to_whom, one.reference, one.not_that)
                for one in handle.open_all([one for one in reports if not away or one.by_id == by.pk])
            ],
            repair=repair,
            account=handle.open(repair).account if repair else "",
            phone=number or "".join(one.address for one in handle.open_all(routes)),
            is_own_alone=away,
            in_own_space=via == "person" or _in_own_space(row),
        )
    opened.fields = [(label, text) for name, label in FIELDS.items() if (text := getattr(words, name, ""))]
    return opened


def _in_own_space(row: Concern) -> bool:
    person = row.person
    if person is None or person.user is None:
        return False
    return Concern.objects.known_to_person(person.user).filter(pk=row.pk).exists()


def open_delays(rows: Any, *, by: User) -> list[DelayLine]:
    """Questions whether somebody is told later, for whoever may be the second to say so."""
    rows = list(rows)
    if not rows:
        return []
    with reading(by=by, purpose=Purpose.SAFETY, via="second") as handle:
        return [DelayLine(one.row, one.reason) for one in handle.open_all(rows)]


def _steps(
    row: Concern, steps: list[ConcernStep], said: dict[Any, SimpleNamespace], *, to_them: bool
) -> list[StepLine]:
    tellings = list(row.tellings.select_related("by").order_by("up_to"))
    lines = []
    for step in steps:
        one = said.get(step.pk, NOTHING_SAID)
        told = next((telling for telling in tellings if telling.up_to >= step.number), None)
        lines.append(
            StepLine(
                number=step.number,
                at=step.created_at,
                sentence=step_words(step, to_them=to_them),
                words=one.words,
                tried=one.tried,
                asked=one.asked,
                smallest=one.smallest,
                told_by=told.by.name if told else "",
                told_how=told.get_how_display() if told else "",
                told_at=told.created_at if told else None,
            )
        )
    return lines


@dataclass(frozen=True)
class LimitNow:
    """The exception a concern was raised under: what counts, what does not, and which fields may go out at most."""

    title: str
    counts_not: list[str]
    goes_out: set[str]
    talk_first: bool


def limit_now(row: Concern, language: str) -> LimitNow | None:
    """None where no exception is named, or no promise is in force: then every field is open.

    A promise that changed since the person said yes widens nothing: what both let go out may go out.
    """
    if not row.limit or row.policy_id is None:
        return None
    texts = list(PolicyLimit.objects.filter(policy=row.policy_id, code=row.limit))
    text = next((one for one in texts if one.language == language), texts[0] if texts else None)
    agreed = ConsentNow.objects.filter(person=row.person_id).values("consent__policy")
    both = PolicyTerms.objects.filter(Q(policy=row.policy_id) | Q(policy__in=agreed), code=row.limit)
    terms = list(both.order_by("pk"))
    if text is None or all(one.policy_id != row.policy_id for one in terms):
        return None
    return LimitNow(
        title=text.title,
        counts_not=text.counts_not,
        goes_out={name for name, told in GOES_OUT.items() if all(told in one.told for one in terms)},
        talk_first=any(one.talk_first for one in terms),
    )


def limits_of(policy_id: Any, language: str) -> list[tuple[str, str]]:
    """(code, title) of the exceptions of a promise in a reader's language, else in any."""
    rows = PolicyLimit.objects.filter(policy=policy_id).order_by("order")
    titles = {row.code: row.title for row in rows}
    titles |= {row.code: row.title for row in rows if row.language == language}
    return list(titles.items())

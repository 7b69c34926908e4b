"""What peers say about working here: which round is open, what is shown of the last ones, what the house answered."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, QuerySet

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import PeerSpecialist
from peersupport.rules.models import HousePromise
from supervision.few import FEW
from supervision.models import WorkplaceAnswer, WorkplaceReply, WorkplaceTurn
from supervision.pulse_items import Voice, WorkplaceWord, half_of, later, workplace_items

ASKED_MONTHS = 3  # a round is open for the first quarter of its half-year
ROUNDS = 4


@dataclass(frozen=True)
class Sentence:
    """One sentence and what peers said to it: a word, or two it lies between. None where too few answered."""

    text: str
    word: str
    and_word: str
    people: int

    @property
    def is_shown(self) -> bool:
        return self.people >= FEW


@dataclass
class Round:
    """One half-year: what was said, by when the house answers, and what it answered."""

    begins: date
    answer_by: date
    sentences: list[Sentence]
    replies: list[tuple[str, str, Any]] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        return any(sentence.is_shown for sentence in self.sentences)


def is_asked(today: date) -> bool:
    """Whether peers may answer today."""
    return today < later(half_of(today), ASKED_MONTHS)


def next_round(today: date) -> date:
    return later(half_of(today), 6)


def last_closed(today: date) -> date:
    """The newest round that can be shown: one that is over, so that no answer can be watched coming in."""
    this = half_of(today)
    return later(this, -6) if is_asked(today) else this


def my_turn_is_open(peer: PeerSpecialist, today: date) -> bool:
    return is_asked(today) and not WorkplaceTurn.objects.filter(peer=peer, round=half_of(today)).exists()


def shown_answers(agency_id: Any, today: date) -> QuerySet[WorkplaceAnswer, dict[str, Any]]:
    """Round, item, people and mean of every sentence that five peers answered in a round that is over."""
    newest = last_closed(today)
    rows = WorkplaceAnswer.objects.filter(
        agency=agency_id, round__lte=newest, round__gte=later(newest, -6 * (ROUNDS - 1))
    )
    counted = rows.values("round", "item").annotate(people=Count("id"), mean=Avg("answer"))
    return counted.filter(people__gte=FEW).order_by("-round", "item")


def answer_by(agency_id: Any, begins: date) -> date:
    """The day by which the house answers a round: its days begin when the round is over."""
    days: int = HousePromise.objects.of(agency_id).answer_days
    return later(begins, ASKED_MONTHS) + timedelta(days=days)


def rounds(user: User) -> list[Round]:
    """The last rounds that are over, newest first; the newest always, so that a page can say why it is empty."""
    today = user.agency.today()
    found: dict[date, dict[str, Any]] = {last_closed(today): {}}
    for row in shown_answers(user.agency_id, today):
        found.setdefault(row["round"], {})[row["item"]] = row
    days = answer_by(user.agency_id, half_of(today)) - later(half_of(today), ASKED_MONTHS)
    replies = _replies(user)
    return [
        Round(begins, later(begins, ASKED_MONTHS) + days, _sentences(items), replies.get(begins, []))
        for begins, items in sorted(found.items(), reverse=True)
    ]


def _sentences(items: dict[str, Any]) -> list[Sentence]:
    return [
        _sentence(item.in_voice(Voice.PEER), items.get(item.id, {"people": 0, "mean": 0}))
        for item in workplace_items()
    ]


def _sentence(text: str, row: dict[str, Any]) -> Sentence:
    below, is_between = divmod(round(row["mean"] * 2), 2)
    above = WorkplaceWord(below + 1).label if is_between else ""
    return Sentence(text, str(WorkplaceWord(below).label), str(above), row["people"])


def _replies(user: User) -> dict[date, list[tuple[str, str, Any]]]:
    rows = list(
        WorkplaceReply.objects.filter(
            agency=user.agency_id, round__gte=later(half_of(user.agency.today()), -6 * ROUNDS)
        )
        .select_related("by")
        .order_by("created_at")
    )
    found: dict[date, list[tuple[str, str, Any]]] = {}
    with reading(by=user, purpose=Purpose.OTHER, via="house") as opened:
        for row, said in zip(rows, opened.open_all(rows), strict=True):
            found.setdefault(row.round, []).append((said.text, row.by.name, row.created_at))
    return found


def waits_for_the_office(user: User) -> date | None:
    """The day by which the office answers the newest round, or None: it did, or nothing is shown of it. One query."""
    if not user.may(Permission.RUN_HOUSE):
        return None
    newest = last_closed(user.agency.today())
    answered = WorkplaceReply.objects.filter(agency=user.agency_id, round=newest)
    rows = WorkplaceAnswer.objects.filter(agency=user.agency_id, round=newest).exclude(
        round__in=answered.values("round")
    )
    is_shown = rows.values("item").annotate(people=Count("id")).filter(people__gte=FEW).exists()
    return answer_by(user.agency_id, newest) if is_shown else None

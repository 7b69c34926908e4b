"""Permissions and what went out, as far as each reader may know."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from consent.models import AskedDisclosure, Basis, Disclosure, Release
from consent.querysets import people_opened_to
from peersupport.accounts.models import User
from peersupport.audit.services import reading
from peersupport.people.models import Pairing, SupervisionLink, SupportedPerson
from sessions_app.querysets import Cursor

from .pieces import purpose_of

PAGE = 50
FEW = 5


@dataclass(frozen=True)
class ReleaseLine:
    """said: the opened words, None where only its being there may be known."""

    id: uuid.UUID
    given_at: datetime
    kinds: list[str]
    state: str  # in_force, taken_back or over
    until_on: date | None
    said: SimpleNamespace | None
    row: Any

    @property
    def holds(self) -> bool:
        return self.state == "in_force"


@dataclass(frozen=True)
class WentLine:
    """said: the opened words, None where only that something went out may be known."""

    id: uuid.UUID
    at: datetime
    kinds: list[str]
    basis: str
    way: str
    sender: str
    second: str
    person: str
    said: SimpleNamespace | None
    row: Any


@dataclass(frozen=True)
class GoingOut:
    releases: list[ReleaseLine]
    went: list[WentLine]


def going_out(person: SupportedPerson, user: User) -> GoingOut:
    """Both lists of one person, each with the words that open to this reader. Leaves a trace."""
    releases = list(
        Release.objects.known_to(user)
        .filter(person=person)
        .select_related("program")
        .order_by("-signed_at", "-pk")
    )
    went = list(Disclosure.objects.known_to(user).filter(person=person).newest_first())
    mine = set(Release.objects.opened_by(user).filter(person=person).values_list("pk", flat=True))
    mine |= set(Disclosure.objects.opened_by(user).filter(person=person).values_list("pk", flat=True))
    said = open_rows([row for row in [*releases, *went] if row.pk in mine], person, user)
    return GoingOut(
        [release_line(row, said.get(row.pk)) for row in releases],
        [went_line(row, said.get(row.pk), name=person.chosen_name) for row in went],
    )


def open_rows(rows: Iterable[Any], person: SupportedPerson, user: User) -> dict[uuid.UUID, SimpleNamespace]:
    rows = list(rows)
    if not rows:
        return {}
    with reading(by=user, purpose=purpose_of(user), via=via_of(user, person)) as handle:
        return {opened.row.pk: opened for opened in handle.open_all(rows)}


def via_of(user: User, person: SupportedPerson) -> str:
    """By which relation they read; it stands in the trace that the person sees."""
    if user.kind == User.Kind.PERSON:
        return "person"
    if Pairing.objects.walking_with(user).filter(person=person).exists():
        return Pairing.objects.way_of(user, person)
    link = (
        SupervisionLink.objects.held_by(user).filter(peer__pairings__person=person).order_by("kind").first()
    )
    return str(link.kind) if link is not None else "admin"


def release_line(row: Any, said: SimpleNamespace | None) -> ReleaseLine:
    """row: with its program."""
    over = row.until_on is not None and row.until_on < row.program.today()
    state = "taken_back" if row.revoked_at else "over" if over else "in_force"
    return ReleaseLine(row.pk, row.signed_at, row.kind_words, state, row.until_on, said, row)


def _second(row: Any, said: SimpleNamespace | None) -> str:
    if row.confirmed_by:
        return str(row.confirmed_by.name)
    if row.basis in {Basis.RELEASE, Basis.LIMIT, Basis.OWN}:
        return ""
    if said is None:
        return _("nobody else could look at it")
    return _("nobody else could look at it; from outside: %(name)s") % {"name": said.outside_witness}


def went_line(row: Any, said: SimpleNamespace | None, *, name: str) -> WentLine:
    return WentLine(
        id=row.pk,
        at=row.at,
        kinds=row.kind_words,
        basis=row.get_basis_display(),
        way=row.get_sent_by_display(),
        sender=row.made_by.name,
        second=_second(row, said),
        person=name,
        said=said,
        row=row,
    )


def releases_of_two(user: User) -> Any:
    """Permissions of people this peer walks with, those that are over too: a page can say that it is over."""
    people = people_opened_to(user).values("pk")
    return Release.objects.filter(person__in=people).select_related("person__program", "program")


def asked_lines(user: User) -> tuple[list[Any], list[Any]]:
    """What waits for this reader's answer, and what they asked for themselves, without a word of it."""
    waiting = (
        AskedDisclosure.objects.waiting().select_related("asked_by", "person").order_by("asked_at", "pk")
    )
    return list(waiting.asked_of(user)), list(waiting.shown_to(user).filter(asked_by=user))


@dataclass(frozen=True)
class HousePage:
    lines: list[WentLine]
    counts: list[tuple[Any, str]]
    older: str


def house_page(user: User, *, before: Cursor | None) -> HousePage:
    """The accounting of the whole house for its office: what went when, on which ground. No word of it."""
    known = Disclosure.objects.known_to(user)
    counted = Counter(known.values_list("basis", flat=True))
    rows = known.newest_first().select_related("made_by", "confirmed_by", "person")
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.pk))
    found = list(rows[: PAGE + 1])
    shown = [went_line(row, None, name=row.person.chosen_name) for row in found[:PAGE]]
    older = Cursor(found[PAGE - 1].at, found[PAGE - 1].pk).text if len(found) > PAGE else ""
    counts = [(Basis(basis).label, _few(counted[basis])) for basis in Basis.values if counted[basis]]
    return HousePage(shown, counts, older)


def _few(count: int) -> str:
    return str(count) if count >= FEW else f"< {FEW}"

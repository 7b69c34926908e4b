"""What each reader finds on the pages about signals."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import Purpose, reading
from peersupport.core.charts import Chart
from peersupport.people.models import PeerSpecialist
from supervision.few import FEW
from supervision.lines import Line, Lines
from supervision.models import CommonMovement, DriftSignal, WeeklyCount, WithoutSharing
from supervision.separation import decided_on_by, is_separate
from supervision.signal_querysets import accepted_in
from supervision.signal_words import WEEKS, drawn, sentence, week_words
from supervision.weeks import monday_of

READERS = {Role.PEER, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN}


@dataclass(frozen=True)
class Shown:
    """A signal or a common movement, in words."""

    row: Any
    words: str
    week: str
    answer: str = ""
    chart: Chart | None = None


@dataclass
class SignalsPage:
    """accepted: the house put its promise in writing. open_signals: None where it would point at somebody."""

    accepted: bool
    is_peer: bool = False
    is_office: bool = False
    own: list[Shown] = field(default_factory=list)
    waiting: list[Shown] = field(default_factory=list)
    talked_about: list[Shown] = field(default_factory=list)
    movements: list[Shown] = field(default_factory=list)
    without_sharing: bool = False
    open_signals: int | None = None


def signals_page(user: User) -> SignalsPage:
    page = SignalsPage(
        accepted_in(user.agency_id).exists(), Role.PEER in user.roles, user.may(Permission.RUN_HOUSE)
    )
    if not page.accepted:
        return page
    if page.is_peer:
        page.own = _shown(DriftSignal.objects.own(user).order_by("-week", "signal"), user)
        page.without_sharing = WithoutSharing.objects.filter(peer__user=user).exists()
    if Role.SENIOR_PEER_SUPERVISOR in user.roles:
        found = _shown(next_signals(user), user)
        page.waiting = [one for one in found if one.row.offered_at is None]
        page.talked_about = [one for one in found if one.row.offered_at is not None]
    if page.is_office:
        page.open_signals = _open_signals(user)
    movements = CommonMovement.objects.read_by(user).order_by("-week", "signal")
    page.movements = _shown(movements, user)
    return page


def next_signals(user: User) -> list[DriftSignal]:
    """Of peers this user looks after as senior peer supervisor, whose pay they don't decide on."""
    rows = DriftSignal.objects.next_for(user).select_related("peer__user").order_by("-week", "signal")
    return list(rows.exclude(peer__in=decided_on_by(user)))


def signal_of(user: User, pk: uuid.UUID) -> DriftSignal:
    """The peer's own, or one whose turn it is for this senior peer supervisor. Raises DriftSignal.DoesNotExist."""
    found: DriftSignal = (
        DriftSignal.objects.read_by(user).select_related("peer__user", "offered_by").get(pk=pk)
    )
    if found.peer.user_id != user.pk and not is_separate(found.peer, user):
        raise DriftSignal.DoesNotExist
    return found


def shown_signal(signal: DriftSignal, user: User) -> Shown:
    counts = WeeklyCount.objects.filter(peer=signal.peer_id, signal=signal.signal)
    return _whole(signal, user, counts)


def shown_movement(movement: CommonMovement, user: User) -> Shown:
    counts = WeeklyCount.objects.filter(agency=movement.agency_id, signal=movement.signal)
    return _whole(movement, user, counts, fewest=FEW)


def _whole(row: Any, user: User, counts: Any, *, fewest: int = 1) -> Shown:
    """fewest: of so many peers a week has to be, or it is left out as one with nothing."""
    last = _last_week(user)
    weeks = (
        counts.filter(week__gt=last - timedelta(weeks=WEEKS), week__lte=last).order_by("week").values("week")
    )
    by_week = {
        one["week"]: (one["part"], one["of_all"])
        for one in weeks.annotate(
            part=Sum("numerator"), of_all=Sum("denominator"), peers=Count("peer", distinct=True)
        ).filter(peers__gte=fewest)
    }
    chart = drawn(row.signal, counts=by_week, last=last, usual=row.before, said=row.week)
    return Shown(
        row, sentence(row.signal, row.before, row.after), week_words(row.week), _opened([row], user)[0], chart
    )


def _last_week(user: User) -> date:
    """The last one that is over."""
    return monday_of(user.agency.today()) - timedelta(weeks=1)


def _shown(rows: Iterable[Any], user: User) -> list[Shown]:
    rows = list(rows)
    answers = _opened(rows, user)
    return [
        Shown(row, sentence(row.signal, row.before, row.after), week_words(row.week), answer)
        for row, answer in zip(rows, answers, strict=True)
    ]


def _opened(rows: Sequence[Any], user: User) -> list[str]:
    if not any(row.answer for row in rows):
        return [""] * len(rows)
    with reading(by=user, purpose=Purpose.OWN_WORK, via="supervision") as handle:
        return [opened.answer for opened in handle.open_all(rows)]


def _open_signals(user: User) -> int | None:
    """How many peers' signals have no answer yet, where nobody can tell whose, nor that there is a new one."""
    if PeerSpecialist.objects.at_work_in(user.agency)[:FEW].count() < FEW:
        return None
    seen = DriftSignal.objects.kept().past_the_peer().filter(agency=user.agency_id, answered_at=None)
    many = seen.count()
    return many if many >= FEW else None


def signal_lines(user: User) -> Lines:
    """On the first page of supervision."""
    added = Lines()
    if not READERS & set(user.roles):
        return added
    title, url = _("Something has changed"), reverse("supervision:signals")
    if Role.PEER in user.roles and DriftSignal.objects.own(user).filter(opened_at=None).exists():
        added.waiting.append(Line(title, url, _("Around your work. You see it first."), _("new"), "wait"))
    if Role.SENIOR_PEER_SUPERVISOR in user.roles:
        names = {one.peer.user.name for one in next_signals(user) if one.offered_at is None}
        if names:
            added.waiting.append(Line(title, url, ", ".join(sorted(names)), _("needs you"), "wait"))
    if user.may(Permission.RUN_HOUSE) and CommonMovement.objects.to_answer(user).exists():
        text = _("For all peers of the house. It waits for an answer.")
        added.waiting.append(Line(title, url, text, _("needs you"), "wait"))
    added.doors.append(
        Line(_("What changes around us"), url, _("Whether peers can still do what they came for"))
    )
    return added

"""Who may see and say what about the pulses of which peer, and the three voices side by side."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, QuerySet, Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import Purpose, reading
from peersupport.core.charts import Chart, Line
from peersupport.people.models import Pairing, PeerSpecialist, SupervisionLink
from peersupport.people.supervising import links_that_pay
from supervision.few import FEW
from supervision.models import PeoplesAnswer, PeoplesNote, PulseAnswer, PulseNote, PulseTurn
from supervision.pulse_items import PulseWord, Voice, domain_of, domains, half_of, later, month_of
from supervision.separation import decided_on_by

MONTHS = 12


# --- who ---


def own_peer(user: User) -> PeerSpecialist:
    """The row of a peer who is at work today, and whether a supervisor `pays` them too. Raises DoesNotExist."""
    if Role.PEER not in user.roles:
        raise PeerSpecialist.DoesNotExist
    peer: PeerSpecialist = (
        PeerSpecialist.objects.select_related("user")
        .annotate(pays=Exists(links_that_pay(user)))
        .get(user=user)
    )
    return peer


def looked_after(user: User) -> list[PeerSpecialist]:
    """The peers whose senior peer supervisor this user is today, by name."""
    links = SupervisionLink.objects.held_by(user).filter(kind=SupervisionLink.Kind.SENIOR)
    peers = PeerSpecialist.objects.filter(pk__in=links.values("peer"), user__is_active=True)
    rows = peers.select_related("user").order_by("user__name", "pk")
    return list(rows.exclude(user=user).exclude(pk__in=decided_on_by(user)))


def peer_looked_after(pk: uuid.UUID, user: User) -> PeerSpecialist:
    """One of looked_after(). Raises PeerSpecialist.DoesNotExist."""
    return _one_of(looked_after(user), pk)


def sheets_for(user: User) -> list[PeerSpecialist]:
    """The peers about whom this user prints and enters sheets: of the whole house in the office, never themselves."""
    if not user.may(Permission.RUN_HOUSE):
        return looked_after(user)
    peers = PeerSpecialist.objects.filter(agency_id=user.agency_id, user__is_active=True)
    return list(peers.exclude(user=user).select_related("user").order_by("user__name", "pk"))


def peer_of_sheet(pk: uuid.UUID, user: User) -> PeerSpecialist:
    """One of sheets_for(). Raises PeerSpecialist.DoesNotExist."""
    return _one_of(sheets_for(user), pk)


def _one_of(peers: list[PeerSpecialist], pk: uuid.UUID) -> PeerSpecialist:
    found = next((peer for peer in peers if peer.pk == pk), None)
    if found is None:
        raise PeerSpecialist.DoesNotExist
    return found


def walking_with(user: User) -> QuerySet[Pairing]:
    """The pairings of a person, at their own screen."""
    pairings: QuerySet[Pairing] = Pairing.objects.walking().filter(
        person__user=user, person__died_on=None, covers_for=None
    )
    return pairings.select_related("peer__user", "person__program").order_by("created_at", "pk")


def has_senior(peer: PeerSpecialist, today: date) -> bool:
    """Whether there is somebody to read what a person writes for the senior peer supervisor."""
    links = SupervisionLink.objects.in_force(today)
    return bool(links.filter(peer=peer, kind=SupervisionLink.Kind.SENIOR).exists())


def had_a_turn(person_id: uuid.UUID, quarter: date) -> set[uuid.UUID]:
    """The peers about whom this person spoke this quarter."""
    turns = PulseTurn.objects.filter(person=person_id, quarter=quarter)
    return set(turns.values_list("peer_id", flat=True))


# --- what was said this month ---


@dataclass(frozen=True)
class Month:
    """What one voice said in one month: item → answer, and the words beside it."""

    said: dict[str, int]
    text: str


def said_in(peer: PeerSpecialist, voice: str, month: date, *, by: User) -> Month:
    """For a page of who said it."""
    whose = {"peer": peer, "voice": voice, "month": month}
    answers = dict(PulseAnswer.objects.filter(**whose).values_list("item", "answer"))
    note = PulseNote.objects.filter(**whose).first()
    if note is None:
        return Month(answers, "")
    with reading(by=by, purpose=Purpose.OWN_WORK, via=voice) as opened:
        return Month(answers, opened.open(note).text)


def peers_who_answered(agency: Agency, month: date) -> set[uuid.UUID]:
    """So that those are left alone who gave their taps already. Nobody is shown who that is."""
    rows = PulseAnswer.objects.filter(agency=agency, voice=Voice.PEER, month=month)
    return set(rows.values_list("peer", flat=True))


def long_is_open(peer: PeerSpecialist, voice: str, month: date) -> bool:
    """Whether this voice may answer the long form this month: in one month of each half-year."""
    others = PulseAnswer.objects.filter(peer=peer, voice=voice, month__gte=half_of(month))
    counts = others.exclude(month=month).values("month").annotate(count=Count("id"))
    return not counts.filter(count__gt=len(domains())).exists()


# --- three voices over time ---


class Said(float):
    """A place on the scale that stands in words in the table, to half a step: no number, and no mark."""

    def __format__(self, _spec: str) -> str:
        below, is_between = divmod(round(self * 2), 2)
        if not is_between:
            return str(PulseWord(below).label)
        words = {"less": PulseWord(below).label, "more": PulseWord(below + 1).label}
        return _("between %(less)s and %(more)s") % words


@dataclass(frozen=True)
class DomainVoices:
    """One domain: what each voice said, month by month. A month in which nobody said anything is a gap."""

    key: str
    chart: Chart


def three_voices(peer: PeerSpecialist, today: date) -> list[DomainVoices]:
    """The last twelve months, a chart for each domain. Two queries. The voices are never added up."""
    last = month_of(today)
    months = [later(last, back) for back in range(1 - MONTHS, 1)]
    own = _own_voices(peer, months[0])
    people = _peoples_voice(peer, months[0], today)
    return [
        DomainVoices(domain.key, _chart(domain.title, domain.key, months, own, people))
        for domain in domains()
    ]


Values = dict[tuple[str, date], list[int]]


def _own_voices(peer: PeerSpecialist, since: date) -> dict[str, Values]:
    found: dict[str, Values] = {voice: {} for voice in Voice.values}
    rows = PulseAnswer.objects.filter(peer=peer, month__gte=since)
    for voice, month, item, answer in rows.values_list("voice", "month", "item", "answer"):
        found[voice].setdefault((domain_of(item), month), []).append(answer)
    return found


def _peoples_voice(peer: PeerSpecialist, since: date, today: date) -> dict[tuple[str, date], float]:
    """What people said, by domain and quarter: from five of them, and not before a whole quarter has gone by.

    Sheets and phones are counted apart, because nobody knows whether they are different people, and because whoever
    enters sheets must not be able to take their own away from the rest. A quarter that is shown does not change again.
    """
    rows = (
        PeoplesAnswer.objects.filter(peer=peer, quarter__gte=later(since, -2), quarter__lte=later(today, -6))
        .values("quarter", "item", "on_paper")
        .annotate(people=Count("id"), total=Sum("answer"))
        .filter(people__gte=FEW)
    )
    sums: dict[tuple[str, date], list[int]] = {}
    for row in rows:
        so_far = sums.setdefault((domain_of(row["item"]), row["quarter"]), [0, 0])
        so_far[0] += row["total"]
        so_far[1] += row["people"]
    return {place: round(total * 2 / people) / 2 for place, (total, people) in sums.items()}


def _chart(
    title: str, key: str, months: list[date], own: dict[str, Values], people: dict[tuple[str, date], float]
) -> Chart:
    by_quarter = [people.get((key, later(month, -((month.month - 1) % 3)))) for month in months]
    return Chart(
        title=title,
        labels=[date_format(month, "M Y") for month in months],
        lines=[
            Line(_("the peer"), [_mean(own[Voice.PEER].get((key, month))) for month in months]),
            Line(_("people, together"), [None if value is None else Said(value) for value in by_quarter]),
            Line(
                _("senior peer supervisor"), [_mean(own[Voice.SENIOR].get((key, month))) for month in months]
            ),
        ],
        ticks=[(word.value, str(word.label)) for word in PulseWord],
        in_words="{}",
    )


def _mean(answers: list[int] | None) -> Said | None:
    return Said(sum(answers) / len(answers)) if answers else None


# --- words ---


@dataclass(frozen=True)
class Words:
    """What somebody wrote beside their answers. who: Voice, or "" for somebody who walks with the peer."""

    who: str
    month: date
    text: str


def words_about(peer: PeerSpecialist, *, by: User, today: date) -> list[Words]:
    """The words of the last year, newest first. What people wrote is opened to the senior peer supervisor alone."""
    since = later(month_of(today), 1 - MONTHS)
    notes: list[Any] = list(PulseNote.objects.filter(peer=peer, month__gte=since))
    is_own = peer.user_id == by.pk
    if not is_own:
        # Only of months that are over, in the order of random keys: neither the day nor the order tells who it was.
        notes += PeoplesNote.objects.filter(peer=peer, month__gte=since, month__lt=month_of(today))
    with reading(by=by, purpose=Purpose.OWN_WORK, via="self" if is_own else "senior") as opened:
        texts = [said.text for said in opened.open_all(_by_key(notes))]
    found = [
        Words(getattr(note, "voice", ""), note.month, text)
        for note, text in zip(_by_key(notes), texts, strict=True)
    ]
    return sorted(found, key=lambda words: words.month, reverse=True)


def _by_key(notes: Iterable[Any]) -> list[Any]:
    return sorted(notes, key=lambda note: str(note.pk))


def own_months(peer: PeerSpecialist) -> list[date]:
    """The months in which the peer said something, newest first: each can be deleted."""
    whose = {"peer": peer, "voice": Voice.PEER}
    answers = PulseAnswer.objects.filter(**whose).values_list("month", flat=True)
    notes = PulseNote.objects.filter(**whose).values_list("month", flat=True)
    return sorted(set(answers.union(notes)), reverse=True)

"""My space: what the person sees first."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from consent.rule import Audience
from consent.words_of_agreement import Agreement, agreement_of
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.experiences import told_to
from peersupport.people.models import Pairing, PersonGrant, SupervisionLink, SupportedPerson
from peersupport.people.news import NewsLine, not_seen
from sessions_app.models import Attendance, SupportSession, Way
from sessions_app.querysets import SessionFilter

PAST = 5
NEWS = 3
GOODBYES = 3
WALKING = {Pairing.State.ACTIVE, Pairing.State.PAUSED}
COMING = 5


@dataclass(frozen=True)
class MyPeer:
    pairing_id: uuid.UUID
    name: str
    pronouns: str
    is_paused: bool
    stands_in: bool
    shares: list[tuple[str, str]]


@dataclass(frozen=True)
class MyOffer:
    pairing_id: uuid.UUID
    name: str
    pronouns: str
    peer_said_yes: bool
    i_said_yes: bool


@dataclass(frozen=True)
class MyAnswer:
    """A peer's "not now" to a wish, with the kind words they chose."""

    name: str
    words: str


@dataclass(frozen=True)
class MyGoodbye:
    """Somebody who walked with the person, and could again."""

    pairing_id: uuid.UUID
    name: str
    asked: bool


@dataclass(frozen=True)
class MyMeeting:
    id: uuid.UUID
    peer: str
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    state: str
    has_note: bool
    group: str


@dataclass(frozen=True)
class NewReader:
    """Somebody who will be able to see something, told before it opens."""

    name: str
    role: str
    opens_at: datetime


@dataclass(frozen=True)
class PersonHome:
    peers: list[MyPeer]
    offers: list[MyOffer]
    coming: list[MyMeeting]
    past: list[MyMeeting]
    agreement: Agreement
    new_readers: list[NewReader]
    news: list[NewsLine]
    answers: list[MyAnswer]
    goodbyes: list[MyGoodbye]

    @property
    def has_more_news(self) -> bool:
        return len(self.news) > NEWS


def person_home(user: User, person: SupportedPerson) -> PersonHome:
    pairings = list(
        Pairing.objects.filter(
            Q(state__in=["offered", "active", "paused"]) | Q(not_now_at__isnull=False), person=person
        )
        .select_related("person", "peer__user")
        .order_by("starts_on", "pk")
    )
    walking = [pairing for pairing in pairings if pairing.state in WALKING]
    offers = [_offer(pairing) for pairing in pairings if pairing.state == Pairing.State.OFFERED]
    return PersonHome(
        peers=_peers(user, walking),
        offers=offers,
        coming=_coming(person),
        past=_past(person),
        agreement=agreement_of(person, with_choices=False),
        new_readers=_new_readers(person, walking),
        news=_news(person),
        answers=[_answer(pairing) for pairing in pairings if pairing.not_now_at is not None],
        goodbyes=[] if walking or offers else _goodbyes(person),
    )


def _past(person: SupportedPerson) -> list[MyMeeting]:
    only = SessionFilter(state=SupportSession.State.COMPLETED, person_id=person.pk)
    return [
        MyMeeting(
            id=row.pk,
            peer=row.peer_name,
            starts_at=row.starts_at,
            time_zone=row.time_zone,
            minutes=row.minutes,
            way=str(Way(row.way).label) if row.way else "",
            state=row.state,
            has_note=row.note_opens,
            group=row.group_name or "",
        )
        for row in SupportSession.objects.newest_listed(only=only, limit=PAST)
    ]


def _peers(user: User, walking: list[Pairing]) -> list[MyPeer]:
    shares = told_to(user, walking)
    return [
        MyPeer(
            pairing_id=pairing.pk,
            name=pairing.peer.user.name,
            pronouns=pairing.peer.pronouns_in_words,
            is_paused=pairing.state == Pairing.State.PAUSED,
            stands_in=pairing.covers_for_id is not None,
            shares=shares.get(pairing.peer_id, []),
        )
        for pairing in walking
    ]


def _offer(pairing: Pairing) -> MyOffer:
    return MyOffer(
        pairing_id=pairing.pk,
        name=pairing.peer.user.name,
        pronouns=pairing.peer.pronouns_in_words,
        peer_said_yes=pairing.peer_yes_at is not None,
        i_said_yes=pairing.person_yes_at is not None,
    )


def _answer(pairing: Pairing) -> MyAnswer:
    return MyAnswer(pairing.peer.user.first_name_only, pairing.get_not_now_words_display())


def _goodbyes(person: SupportedPerson) -> list[MyGoodbye]:
    """Shown to whom nobody walks with at the moment."""
    ended = Pairing.objects.goodbyes_of(person).select_related("peer__user")[:GOODBYES]
    return [
        MyGoodbye(pairing.pk, pairing.peer.user.first_name_only, pairing.back_asked_at is not None)
        for pairing in ended
    ]


OF_COMING = (
    "session_id", "starts_at", "peer__user__name", "session__time_zone", "session__minutes", "session__way",
    "session__state", "session__group__name",
)  # fmt: skip


def _coming(person: SupportedPerson) -> list[MyMeeting]:
    rows = Attendance.objects.filter(person=person).upcoming(clock.now())
    return [
        MyMeeting(
            id=row.session_id,
            peer=row.peer.user.name,
            starts_at=row.starts_at,
            time_zone=row.session.time_zone,
            minutes=row.session.minutes,
            way=row.session.get_way_display(),
            state=row.session.state,
            has_note=False,
            group=row.session.group.name if row.session.group else "",
        )
        for row in rows.select_related("session__group", "peer__user").only(*OF_COMING)[:COMING]
    ]


def _news(person: SupportedPerson) -> list[NewsLine]:
    """Without those who join later: they stand beside it, with their day, until it has come."""
    now = clock.now()
    return [line for line in not_seen(person, limit=NEWS) if line.opens_at is None or line.opens_at <= now]


def _new_readers(person: SupportedPerson, walking: list[Pairing]) -> list[NewReader]:
    """Links, covers and grants that stand in the person's news for some days before they open anything written."""
    now = clock.now()
    links = SupervisionLink.objects.filter(
        peer__in=[pairing.peer_id for pairing in walking], ended_at=None, opens_at__gt=now
    ).select_related("supervisor")
    readers = [
        NewReader(link.supervisor.first_name_only, link.get_kind_display(), link.opens_at) for link in links
    ]
    readers += [
        NewReader(pairing.peer.user.first_name_only, Audience.COVER.label, pairing.opens_at)
        for pairing in walking
        if pairing.covers_for_id and pairing.opens_at and pairing.opens_at > now
    ]
    grants = PersonGrant.objects.not_over().filter(content_object=person, starts_at__gt=now)
    readers += [
        NewReader(grant.user.first_name_only, _("let in for a while"), grant.starts_at)
        for grant in grants.select_related("user")
    ]
    return sorted(readers, key=lambda reader: reader.opens_at)

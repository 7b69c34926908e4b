"""My space: what the person sees first."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from consent.rule import Audience
from consent.words_of_agreement import Agreement, agreement_of
from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.experiences import told_to
from peersupport.people.models import Pairing, SupervisionLink, SupportedPerson
from sessions_app.models import Attendance, SupportSession
from sessions_app.querysets import SessionFilter

PAST = 5
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


def person_home(user: User, person: SupportedPerson) -> PersonHome:
    pairings = list(
        Pairing.objects.filter(person=person, state__in=["offered", "active", "paused"], ended_at=None)
        .select_related("peer__user")
        .order_by("starts_on", "pk")
    )
    walking = [pairing for pairing in pairings if pairing.state != Pairing.State.OFFERED]
    return PersonHome(
        peers=_peers(user, walking),
        offers=[_offer(pairing) for pairing in pairings if pairing.state == Pairing.State.OFFERED],
        coming=[
            _meeting(row.session, row.peer.user.name)
            for row in Attendance.objects.filter(person=person)
            .upcoming(clock.now())
            .select_related("session", "peer__user")[:COMING]
        ],
        past=past_meetings(limit=PAST, person=person),
        agreement=agreement_of(person, with_choices=False),
        new_readers=_new_readers(walking),
    )


def past_meetings(*, person: SupportedPerson, limit: int) -> list[MyMeeting]:
    only = SessionFilter(state=SupportSession.State.COMPLETED, person_id=person.pk)
    sessions = SupportSession.objects.select_related("peer__user").newest(only=only, limit=limit)
    return [_meeting(session, session.peer.user.name) for session in sessions]


def _peers(user: User, walking: list[Pairing]) -> list[MyPeer]:
    shares = told_to(user, walking)
    return [
        MyPeer(
            pairing_id=pairing.pk,
            name=pairing.peer.user.name,
            pronouns=pairing.peer.pronouns,
            is_paused=pairing.state == Pairing.State.PAUSED,
            stands_in=pairing.covers_for_id is not None,
            shares=shares.get(pairing.peer_id, []),
        )
        for pairing in walking
    ]


def _offer(pairing: Pairing) -> MyOffer:
    return MyOffer(pairing.pk, pairing.peer.user.name, pairing.peer.pronouns, pairing.peer_yes_at is not None)


def _meeting(session: SupportSession, peer: str) -> MyMeeting:
    return MyMeeting(
        id=session.pk,
        peer=peer,
        starts_at=session.starts_at,
        time_zone=session.time_zone,
        minutes=session.minutes,
        way=session.get_way_display(),
        state=session.state,
        has_note=session.has_note,
    )


def _new_readers(walking: list[Pairing]) -> list[NewReader]:
    """Links and covers that stand in the person's news for some days before they open anything written."""
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
    return sorted(readers, key=lambda reader: reader.opens_at)

"""Who walks with the person, who could, and who did: reads of their own space."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from peersupport.accounts.models import User
from peersupport.people.experiences import told_while_choosing
from peersupport.people.languages import names
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from sessions_app.models import GoodbyePage

GOING_ON = (Pairing.State.OFFERED, Pairing.State.ACTIVE, Pairing.State.PAUSED)


@dataclass(frozen=True)
class PeerWithRoom:
    pk: uuid.UUID
    name: str
    pronouns: str
    languages: list[str]
    shares: list[tuple[str, str]]


def my_pairings(person: SupportedPerson) -> "QuerySet[Pairing]":
    return (
        Pairing.objects.filter(person=person, state__in=GOING_ON)
        .select_related("person__program", "peer__user", "covers_for__user", "person_yes_recorded_by")
        .order_by("starts_on", "pk")
    )


def my_answers(person: SupportedPerson) -> "QuerySet[Pairing]":
    """Wishes that were answered with "not now", until the person has read it."""
    return (
        Pairing.objects.filter(person=person, not_now_at__isnull=False)
        .select_related("person", "peer__user")
        .order_by("-not_now_at", "pk")
    )


def my_goodbyes(person: SupportedPerson) -> "QuerySet[Pairing]":
    """Whom the person could walk with again by one tap."""
    goodbyes: QuerySet[Pairing] = Pairing.objects.goodbyes_of(person).select_related("person", "peer__user")
    return goodbyes


@dataclass(frozen=True)
class MyWalks:
    """All of them in one question to the database: what goes on, answers to read, and who could be asked again."""

    pairings: list[Pairing]
    answers: list[Pairing]
    goodbyes: list[Pairing]


def my_walks(person: SupportedPerson) -> MyWalks:
    could_be_asked = Exists(Pairing.objects.goodbyes_of(person).filter(pk=OuterRef("pk")))
    rows = list(
        Pairing.objects.filter(person=person)
        .annotate(could_be_asked=could_be_asked)
        .filter(Q(state__in=GOING_ON) | Q(not_now_at__isnull=False) | Q(could_be_asked=True))
        .select_related("person__program", "peer__user", "covers_for__user", "person_yes_recorded_by")
        .order_by("starts_on", "pk")
    )
    return MyWalks(
        pairings=[row for row in rows if row.state in GOING_ON],
        answers=[row for row in rows if row.not_now_at is not None],
        goodbyes=[row for row in rows if row.could_be_asked],
    )


def my_goodbye_pages(person: SupportedPerson) -> "QuerySet[GoodbyePage]":
    return GoodbyePage.objects.filter(person=person).select_related("peer__user")


def peers_to_choose(person: SupportedPerson, *, colleagues: bool) -> "QuerySet[PeerSpecialist]":
    peers: QuerySet[PeerSpecialist] = PeerSpecialist.objects.with_room_for(person, colleagues=colleagues)
    return peers.select_related("user")


def peers_with_room(user: User, person: SupportedPerson, *, colleagues: bool = False) -> list[PeerWithRoom]:
    """Peers who have room, with what they chose to tell people who look for one: what was hard, helped, still is."""
    peers = list(peers_to_choose(person, colleagues=colleagues).order_by("user__name", "pk"))
    shares = told_while_choosing(user, peers)
    return [
        PeerWithRoom(
            peer.pk,
            peer.user.first_name_only,
            peer.pronouns_in_words,
            names(peer.languages),
            shares.get(peer.pk, []),
        )
        for peer in peers
    ]

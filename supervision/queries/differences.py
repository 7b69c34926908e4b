"""Who decides what, and where the two supervisors of a peer differ, for whoever has a part in it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import PeerSpecialist, SupervisionLink
from supervision.lines import Line
from supervision.models import Difference


@dataclass(frozen=True)
class Said:
    name: str
    as_whom: str
    at: datetime
    text: str
    decides: bool


@dataclass(frozen=True)
class DifferencePage:
    id: uuid.UUID
    question: str
    remit: str
    peer: str
    voices: list[Said]


def has_a_part(user: User) -> bool:
    """Peers and supervisors. The office has none: it reads dates of meetings, and no word."""
    return bool(user.roles & {Role.PEER, Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR})


def peers_to_speak_of(user: User) -> list[PeerSpecialist]:
    """The user's own page as a peer first, then the peers they look after."""
    held = SupervisionLink.objects.held_by(user).values("peer")
    rows = PeerSpecialist.objects.filter(agency_id=user.agency_id).select_related("user")
    own = rows.filter(user=user) if Role.PEER in user.roles else rows.none()
    return [*own, *rows.filter(pk__in=held).exclude(user=user).order_by("user__name", "pk")]


def differences_of(user: User) -> list[Line]:
    rows = list(
        Difference.objects.shown_to(user).select_related("peer__user").order_by("-created_at", "pk")[:50]
    )
    with reading(by=user, purpose=Purpose.OWN_WORK, via="supervision") as opened:
        texts = opened.open_all(rows)
    return [
        Line(
            title=text.question,
            url=reverse("supervision:difference", args=[row.pk]),
            text=f"{row.peer.user.name} · {row.get_remit_display()}",
        )
        for row, text in zip(rows, texts, strict=True)
    ]


def difference_page(user: User, difference: Any) -> DifferencePage:
    """Every voice in the order in which it came; the one whose remit it is decides."""
    voices = list(difference.voices.select_related("user").order_by("created_at", "pk"))
    with reading(by=user, purpose=Purpose.OWN_WORK, via="supervision") as opened:
        question = opened.open(difference).question
        said = opened.open_all(voices)
    return DifferencePage(
        id=difference.pk,
        question=question,
        remit=difference.get_remit_display(),
        peer=difference.peer.user.name,
        voices=[
            Said(
                name=voice.user.name,
                as_whom=voice.get_voice_display(),
                at=voice.created_at,
                text=text.own_text or text.text,
                decides=voice.voice == difference.remit,
            )
            for voice, text in zip(voices, said, strict=True)
        ],
    )

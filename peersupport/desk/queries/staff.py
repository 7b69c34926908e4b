"""Who works here, with what they do in words; who was asked; who left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, StaffInvitation, User
from peersupport.accounts.roles import SENTENCES, Role
from peersupport.core import clock
from peersupport.people.models import Credential, Pairing, PeerSpecialist, SupervisionLink
from peersupport.people.relation_querysets import WALKING
from supervision.queries.room_keys import keys_go_from, keys_gone_at

from .pairings import in_reach
from .rows import Row

UNDO_WITHIN = timedelta(days=1)
RUNS_OUT_WITHIN = timedelta(days=90)
LEFT_AT_MOST = 50


@dataclass(frozen=True)
class StaffList:
    here: list[Row]
    asked: list[Row]
    left: list[Row]


@dataclass(frozen=True)
class Task:
    """One role of a colleague, as the office sees it."""

    membership: Membership
    words: str
    sentence: str
    since: date
    is_coming: bool


@dataclass(frozen=True)
class StaffPage:
    colleague: User
    tasks: list[Task]
    credentials: list[Credential]
    peer: PeerSpecialist | None
    is_me: bool
    may_come_back: bool
    had_rooms: bool


@dataclass(frozen=True)
class Leaving:
    """What happens when this colleague leaves; everything stands on the page before the tap."""

    tasks: list[str]
    links: int
    meetings: int
    people: list[Row]
    hidden_people: int
    invitations: int
    is_last_office: bool
    is_peer: bool


def staff_list(user: User) -> StaffList:
    today = user.agency.today()
    tasks = defaultdict(list)
    roles = Membership.objects.in_force(today).filter(agency_id=user.agency_id)
    for membership in roles.select_related("program").order_by("role", "pk"):
        tasks[membership.user_id].append(membership)
    staff = User.objects.filter(agency_id=user.agency_id, kind=User.Kind.STAFF).order_by("name", "pk")
    here = [_row(colleague, tasks[colleague.pk]) for colleague in staff if colleague.is_active]
    gone = [colleague for colleague in staff if not colleague.is_active][:LEFT_AT_MOST]
    return StaffList(here=here, asked=_invitations(user), left=_left_rows(gone))


def staff_page(user: User, colleague: User) -> StaffPage:
    today = user.agency.today()
    open_roles = Membership.objects.filter(user=colleague, ended_at=None).exclude(ends_on__lt=today)
    peer = PeerSpecialist.objects.filter(user=colleague).first()
    tasks = [
        _task(membership, today)
        for membership in open_roles.select_related("program").order_by("starts_on", "role", "pk")
    ]
    return StaffPage(
        colleague=colleague,
        tasks=tasks,
        credentials=list(peer.credentials.order_by("valid_until", "pk")) if peer else [],
        peer=peer if peer and colleague.is_active else None,
        is_me=user.pk == colleague.pk,
        may_come_back=may_come_back(colleague),
        had_rooms=peer is not None and not tasks,
    )


@dataclass(frozen=True)
class Rooms:
    """What is written in both rooms of supervision about somebody. goes_from: None while they work here."""

    goes_from: date | None
    gone_at: datetime | None
    may_go: bool


def rooms_of(peer: PeerSpecialist) -> Rooms:
    goes_from, gone_at = keys_go_from(peer), keys_gone_at(peer)
    may_go = gone_at is None and goes_from is not None and goes_from <= peer.agency.today()
    return Rooms(goes_from, gone_at, may_go)


def may_come_back(colleague: User) -> bool:
    if colleague.is_active:
        return False
    left: datetime | None = Membership.objects.filter(user=colleague).aggregate(at=Max("ended_at"))["at"]
    return left is not None and left >= clock.now() - UNDO_WITHIN


def leaving(user: User, colleague: User) -> Leaving:
    today = user.agency.today()
    page = staff_page(user, colleague)
    walking = Pairing.objects.filter(peer__user=colleague, state__in=WALKING)
    known = (
        walking.filter(person__in=in_reach(user)).select_related("person").order_by("person__name_key", "pk")
    )
    people = [
        Row(title=pairing.person.chosen_name, url=reverse("desk:pairing_offer", args=[pairing.person_id]))
        for pairing in known
    ]
    links = SupervisionLink.objects.filter(
        Q(supervisor=colleague) | Q(peer__user=colleague), ended_at=None
    ).exclude(ends_on__lt=today)
    offices = Membership.objects.in_force(today).filter(
        agency_id=user.agency_id, role=Role.ADMIN, user__is_active=True
    )
    return Leaving(
        tasks=[task.words for task in page.tasks],
        links=links.count(),
        meetings=_planned(colleague),
        people=people,
        hidden_people=walking.count() - len(people),
        invitations=StaffInvitation.objects.unanswered().filter(made_by=colleague).count(),
        is_last_office=not offices.exclude(user=colleague).exists(),
        is_peer=page.peer is not None,
    )


def credentials_running_out(user: User) -> Any:
    """Of peers who work here, within three months, and those that ran out."""
    soon = user.agency.today() + RUNS_OUT_WITHIN
    return Credential.objects.filter(
        agency_id=user.agency_id, peer__user__is_active=True, valid_until__lte=soon
    ).select_related("peer__user")


def role_words(role: str) -> str:
    return capfirst(str(Role(role).label))


def _planned(colleague: User) -> int:
    peer = PeerSpecialist.objects.filter(user=colleague).first()
    return peer.sessions.filter(state="planned", starts_at__gte=clock.now()).count() if peer else 0


def _row(colleague: User, memberships: list[Membership]) -> Row:
    words = [_membership_words(membership) for membership in memberships]
    return Row(
        title=colleague.name,
        text=" · ".join(dict.fromkeys(words)),
        tag="" if words else _("no task today"),
        tone="wait",
        url=reverse("desk:staff_page", args=[colleague.pk]),
    )


def _membership_words(membership: Membership) -> str:
    label = str(Role(membership.role).label)
    if membership.program is None:
        return label
    return _("%(role)s in %(program)s") % {"role": label, "program": membership.program.name}


def _task(membership: Membership, today: date) -> Task:
    words = capfirst(_membership_words(membership))
    if membership.ends_on:
        until = date_format(membership.ends_on, "DATE_FORMAT")
        words = _("%(task)s, until %(day)s") % {"task": words, "day": until}
    return Task(
        membership=membership,
        words=words,
        sentence=str(SENTENCES[Role(membership.role)]),
        since=membership.starts_on,
        is_coming=membership.starts_on > today,
    )


def _invitations(user: User) -> list[Row]:
    now = clock.now()
    asked = StaffInvitation.objects.unanswered().filter(agency_id=user.agency_id)
    return [
        Row(
            title=invitation.name,
            text=" · ".join(str(Role(role).label) for role in invitation.roles),
            tag=_("has run out") if invitation.expires_at <= now else _("asked, not here yet"),
            tone="look" if invitation.expires_at <= now else "wait",
            url=reverse("desk:invitation_page", args=[invitation.pk]),
        )
        for invitation in asked.order_by("-created_at", "pk")
    ]


def _left_rows(gone: list[User]) -> list[Row]:
    ends = dict(
        Membership.objects.filter(user__in=[colleague.pk for colleague in gone])
        .values_list("user")
        .annotate(at=Max("ended_at"))
    )
    return [
        Row(
            title=colleague.name,
            text=_("until %(day)s") % {"day": date_format(ends[colleague.pk], "DATE_FORMAT")}
            if ends.get(colleague.pk)
            else "",
            url=reverse("desk:staff_page", args=[colleague.pk]),
        )
        for colleague in gone
    ]

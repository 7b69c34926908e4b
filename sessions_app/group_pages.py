"""What the pages of groups show: the list of the house, one group, and what is known when somebody writes it down."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from peersupport.core.names import name_key
from peersupport.people.models import PeerSpecialist, SupportedPerson

from .attendees import Known, known_people
from .models import Group, GroupRegular, SupportSession, Tally

PAST = 10
COMING = 5
FOUND = 20


@dataclass(frozen=True)
class Comes:
    """Somebody the reader may put on the list of this group, or take off it."""

    person_id: uuid.UUID
    name: str
    is_on_it: bool


@dataclass(frozen=True)
class Met:
    id: uuid.UUID
    starts_at: datetime
    time_zone: str
    minutes: int
    came: int | None


@dataclass(frozen=True)
class GroupPage:
    group: Group
    is_lead: bool
    may_write: bool
    shows_meetings: bool
    is_office: bool
    keeps_list: bool
    closing_calls_off: int
    coming: list[Met]
    past: list[Met]
    regulars: list[Comes]


def group_of(user: User, group_id: uuid.UUID) -> Group:
    """Raises Http404 for another house and for whoever keeps no groups."""
    if not user.may(Permission.KEEP_GROUPS):
        raise Http404
    group: Group = get_object_or_404(
        Group.objects.of_house(user).select_related("program", "lead__user"), pk=group_id
    )
    return group


def groups_of_house(user: User) -> tuple[list[Group], list[Group]]:
    """Open and closed ones, by name. One query."""
    rows = Group.objects.of_house(user).select_related("program", "lead__user").order_by("name", "pk")
    groups = sorted(rows, key=lambda group: name_key(group.name))
    return (
        [group for group in groups if group.closed_at is None],
        [group for group in groups if group.closed_at is not None],
    )


def leads(user: User, group: Group) -> bool:
    return bool(group.lead is not None and group.lead.user_id == user.pk and Role.PEER in user.roles)


def may_write_down(user: User, group: Group) -> bool:
    """Who leads it plans its meetings and writes them down; where members lead or nobody does, any peer."""
    return user.may(Permission.LOG_SESSION) and (group.lead_id is None or leads(user, group))


def group_page(user: User, group: Group) -> GroupPage:
    sessions = SupportSession.objects.of_group(group.pk, user).select_related("gathering")
    planned = sessions.planned().order_by("starts_at", "pk")[:COMING]
    past = sessions.filter(state=SupportSession.State.COMPLETED)[:PAST]
    is_lead = leads(user, group)
    return GroupPage(
        group=group,
        is_lead=is_lead,
        may_write=may_write_down(user, group),
        shows_meetings=user.may(Permission.LOG_SESSION),
        is_office=Role.ADMIN in user.roles,
        keeps_list=group.led_by == Group.LedBy.PEER and group.closed_at is None,
        closing_calls_off=SupportSession.objects.to_come_of(group, clock.now()).count(),
        coming=[_met(session) for session in planned],
        past=[_met(session) for session in past],
        regulars=regulars_of(user, group) if is_lead else [],
    )


def _met(session: SupportSession) -> Met:
    gathering = getattr(session, "gathering", None)
    came = gathering.headcount if gathering is not None else None
    return Met(session.pk, session.starts_at, session.time_zone, session.minutes, came)


def regulars_of(user: User, group: Group) -> list[Comes]:
    """Who is known to come, for the lead alone."""
    rows = GroupRegular.objects.known_to(user).filter(group=group).select_related("person")
    return [
        Comes(row.person_id, row.person.chosen_name, True) for row in rows.order_by("person__name_key", "pk")
    ]


def my_people(user: User, group: Group) -> list[Comes]:
    """Whom this peer walks with, and whether they are on the list."""
    people = SupportedPerson.objects.paired_with(user) & SupportedPerson.objects.changed_by(user)
    return _comes(people.listed().by_name(), group)


def found_for_office(user: User, group: Group, name: str) -> list[Comes]:
    """People of the house whose name begins like that. Whether they are on the list is the lead's to know."""
    key = name_key(name)
    people = SupportedPerson.objects.changed_by(user).listed().named_like(key).by_name() if key else []
    return [Comes(person.pk, person.chosen_name, False) for person in people[:FOUND]]


def _comes(people: Any, group: Group) -> list[Comes]:
    on_it = set(
        GroupRegular.objects.filter(group=group, person__in=people).values_list("person_id", flat=True)
    )
    return [Comes(person.pk, person.chosen_name, person.pk in on_it) for person in people]


def programs_open(user: User) -> "QuerySet[Program]":
    return Program.objects.filter(agency_id=user.agency_id, closed_on=None).order_by("created_at", "pk")


def programs_of_numbers(user: User) -> "QuerySet[Program]":
    """Programs in which only a number is kept."""
    return programs_open(user).filter(level=Program.Level.NONE)


def peers_here(user: User) -> "QuerySet[PeerSpecialist]":
    """Peers who may lead a group today."""
    roles = Membership.objects.in_force(user.agency.today()).filter(role=Role.PEER)
    peers = PeerSpecialist.objects.in_agency_of(user).filter(
        user__is_active=True, user__in=roles.values("user")
    )
    return peers.select_related("user").order_by("user__name", "pk")


@dataclass(frozen=True)
class GroupDesk:
    """Everything the form "Who came?" needs to know."""

    group: Group
    plan: SupportSession | None
    known: list[Known]
    last: SupportSession | None
    is_saved: bool = False
    were_named: frozenset[uuid.UUID] = frozenset()  # in what is saved, whoever may be named today

    @property
    def is_open(self) -> bool:
        """Whether something can be written down, or was by this very form."""
        is_planned = self.plan is None or self.plan.state == SupportSession.State.PLANNED
        return self.is_saved or (self.group.closed_at is None and is_planned)

    @property
    def keeps_names(self) -> bool:
        return bool(self.group.program.level != Program.Level.NONE)

    @property
    def all_names(self) -> list[str]:
        return [known.name for known in self.known]


def group_desk(
    user: User, group: Group, plan_id: uuid.UUID | None, *, sent: uuid.UUID | None = None
) -> GroupDesk:
    """`sent`: the key of a form that was sent; what it saved before is known again, whatever changed since.

    Raises Http404 for a plan that is not this peer's or of another group, NotAllowed where another peer leads.
    """
    mine = SupportSession.objects.of_group(group.pk, user)
    completed = mine.filter(state=SupportSession.State.COMPLETED)
    saved = completed.filter(pk__in=[plan_id, sent]).first() if sent else None
    is_counted = bool(sent and Tally.objects.written_by(user).filter(pk__in=[plan_id, sent]).exists())
    plan = mine.filter(pk=plan_id).first() if plan_id else None
    if plan_id and plan is None and not is_counted:
        raise Http404
    if plan is None and saved is None and not is_counted and not may_write_down(user, group):
        raise NotAllowed(_("The peer who leads this group plans its meetings and writes them down."))
    return GroupDesk(
        group,
        plan,
        known_people(user, group),
        completed.filter(starts_at__lte=clock.now()).first(),
        is_saved=saved is not None or is_counted,
        were_named=frozenset(saved.attendances.values_list("person", flat=True)) if saved else frozenset(),
    )

"""The two rooms as their readers see them, and the days and lengths that other parts count."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people.models import Pairing, PeerSpecialist, SupervisionLink
from peersupport.safety.models import Concern
from sessions_app.local_time import is_about_now
from sessions_app.querysets import Cursor
from supervision.lines import Line, Lines
from supervision.models import SharedLine, TalkWish
from supervision.rooms import CLINICAL, ROOMS, SENIOR, Room

NEWEST, PAGE = 20, 25
ROLES = {CLINICAL.key: Role.CLINICAL_SUPERVISOR, SENIOR.key: Role.SENIOR_PEER_SUPERVISOR}
GRIEF = timedelta(days=14)


def peers_among_themselves(agency: Any) -> Any:
    """Peers at work in a program whose peers supervise each other, or are led by peers."""
    models = (Program.SupervisionModel.CIRCLE, Program.SupervisionModel.PEER_LED)
    programs = Program.objects.filter(agency=agency, supervision_model__in=models, closed_on=None)
    roles = Membership.objects.in_force(agency.today()).filter(agency=agency, role=Role.PEER)
    there = roles.filter(Q(program__in=programs.values("pk")) | Q(program=None) & Exists(programs))
    return PeerSpecialist.objects.at_work_in(agency).filter(user__in=there.values("user"))


def rooms_of(user: User) -> list[Room]:
    """Those that somebody may have something in; what they read there is another question."""
    return [room for room in ROOMS.values() if Role.PEER in user.roles or ROLES[room.key] in user.roles]


@dataclass
class RoomSection:
    """One room on the page of both. `can_plan`: this reader may meet somebody here today."""

    room: Room
    planned: list[Any] = field(default_factory=list)
    more_planned: bool = False
    held: list[Any] = field(default_factory=list)
    can_plan: bool = False


def with_people(room: Room, meetings: Iterable[Any], user: User) -> list[Any]:
    """The meetings with `.others`, the names of all who are in it but the reader; one query for all."""
    meetings = list(meetings)
    places = room.places.objects.filter(meeting__in=meetings).select_related("peer__user")
    people: dict[Any, list[User]] = {}
    for place in places.order_by("peer__user__name", "pk"):
        people.setdefault(place.meeting_id, []).append(place.peer.user)
    for meeting in meetings:
        meeting.room = room
        meeting.peer_users = people.get(meeting.pk, [])
        everybody = [*([meeting.supervisor] if meeting.supervisor else []), *meeting.peer_users]
        meeting.people = everybody
        meeting.has_come = meeting.planned_for is None or is_about_now(meeting.planned_for)
        meeting.others = [one.name for one in everybody if one.pk != user.pk]
    return meetings


def rooms_page(user: User, *, in_circle: bool) -> list[RoomSection]:
    """What is coming and what was lately, room by room.

    Where peers supervise each other, nothing is missing: without a link or a meeting there is no clinical room.
    """
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(
        Q(peer__user=user) | Q(supervisor=user), agency_id=user.agency_id
    )
    kinds = {
        kind
        for kind, supervisor_id in links.values_list("kind", "supervisor_id")
        if supervisor_id != user.pk or ROLES[kind] in user.roles
    }
    sections = []
    for room in rooms_of(user):
        rows = room.meetings.objects.read_by(user)
        coming, lately = rows.planned()[: NEWEST + 1], rows.held()[:NEWEST]
        both = rows.filter(Q(pk__in=coming.values("pk")) | Q(pk__in=lately.values("pk")))
        newest = both.order_by(F("held_on").desc(nulls_first=True), "planned_for", "-pk")
        meetings = with_people(room, newest.select_related("supervisor"), user)
        can_plan = room.key in kinds
        is_theirs = can_plan or meetings or ROLES[room.key] in user.roles
        if in_circle and not room.is_senior and not is_theirs:
            continue
        planned = [one for one in meetings if one.is_planned]
        sections.append(
            RoomSection(
                room=room,
                planned=planned[:NEWEST],
                more_planned=len(planned) > NEWEST,
                held=[one for one in meetings if one.is_held],
                can_plan=can_plan,
            )
        )
    return sections


def room_page(room: Room, user: User, *, before: str) -> tuple[list[Any], str]:
    """Held meetings of one room from new to old, and where the next page goes on."""
    rows = room.meetings.objects.read_by(user).held().select_related("supervisor")
    day, _comma, pk = before.partition(",")
    try:
        if before:
            rows = rows.after(date.fromisoformat(day), uuid.UUID(pk))
    except ValueError:
        pass
    found = with_people(room, rows[: PAGE + 1], user)
    more = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{more.held_on},{more.pk}" if more else ""


def planned_page(room: Room, user: User, *, after: str) -> tuple[list[Any], str]:
    """Planned meetings of one room, the next one first, and where the next page goes on."""
    rows = room.meetings.objects.read_by(user).planned().select_related("supervisor")
    place = Cursor.read(after)
    if place:
        rows = rows.later_than(place.at, place.pk)
    found = with_people(room, rows[: PAGE + 1], user)
    more = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], Cursor(more.planned_for, more.pk).text if more else ""


def is_in_circle(user: User) -> bool:
    return Role.PEER in user.roles and peers_among_themselves(user.agency).filter(user=user).exists()


def who_to_meet(room: Room, user: User) -> tuple[list[User], list[PeerSpecialist]]:
    """(supervisors of a peer, peers of a supervisor) whom this user may meet in the room today."""
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(kind=room.key)
    mine = links.filter(peer__user=user).select_related("supervisor") if Role.PEER in user.roles else []
    theirs = SupervisionLink.objects.held_by(user).filter(kind=room.key).select_related("peer__user")
    supervisors = {link.supervisor_id: link.supervisor for link in mine}
    peers = {link.peer_id: link.peer for link in theirs}
    return (
        sorted(supervisors.values(), key=lambda one: one.name.casefold()),
        sorted(peers.values(), key=lambda one: one.user.name.casefold()),
    )


def others_in_circles(user: User) -> list[PeerSpecialist]:
    rows = peers_among_themselves(user.agency).exclude(user=user).select_related("user")
    return sorted(rows, key=lambda one: one.user.name.casefold())


def talk_offered(user: User) -> dict[str, Any]:
    """A peer's own wish to talk, and whether a death or a worry that is over is a reason to offer it first.

    {} while nobody is there to ask. Of a worry nothing is told but that it was a hard moment, and to the peer alone.
    """
    if Role.PEER not in user.roles:
        return {}
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(peer=OuterRef("pk"), kind="senior")
    wish = TalkWish.objects.filter(peer=OuterRef("pk")).values("pk")
    died = Pairing.objects.filter(
        peer=OuterRef("pk"), end_reason=Pairing.End.DIED, ended_at__gt=clock.now() - GRIEF
    )
    worried = Concern.objects.filter(raised_by=user, kind="concern", closed_at__gt=clock.now() - GRIEF)
    rows = PeerSpecialist.objects.filter(user=user)
    found = rows.annotate(
        has_senior=Exists(links),
        mourns=Exists(died),
        was_hard=Exists(worried),
        wish=wish[:1],
        soon=TalkWish.objects.filter(peer=OuterRef("pk")).values("soon")[:1],
    ).first()
    if found is None or not found.has_senior:
        return {}
    said = TalkWish.Soon(found.soon).label if found.soon else ""
    return {
        "wish": found.wish, "soon": said, "mourns": found.mourns, "was_hard": found.was_hard,
        "choices": TalkWish.Soon.choices,
    }  # fmt: skip


def wishes_for(user: User) -> list[TalkWish]:
    """Peers who would like to talk with this senior peer supervisor, who asked first first."""
    if Role.SENIOR_PEER_SUPERVISOR not in user.roles:
        return []
    rows = TalkWish.objects.read_by(user).exclude(peer__user=user).select_related("peer__user")
    return list(rows.order_by("soon", "created_at"))


def may_share(line: Any, user: User, *, of_several: bool) -> bool:
    """Whether it is this peer's to give out of the peer room; of a meeting of several, what they wrote themselves."""
    return bool(line.peer.user_id == user.pk and (line.author_id == user.pk or not of_several))


def shared_with(user: User, *, before: str, audience: str = "") -> tuple[list[SharedLine], str]:
    """What peers gave out of the peer room, as far as it is for this reader, and where the next page goes on."""
    rows = SharedLine.objects.read_by(user).select_related("peer__user").order_by("-created_at", "-pk")
    if audience:
        rows = rows.filter(audience=audience)
    place = Cursor.read(before)
    if place:
        rows = rows.filter(Q(created_at__lt=place.at) | Q(created_at=place.at, pk__lt=place.pk))
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], Cursor(more.created_at, more.pk).text if more else ""


@dataclass(frozen=True)
class Dates:
    """What the office sees of a peer's supervision: the days of the clinical room, and nothing of the other."""

    name: str
    days: list[date]


def office_dates(user: User, *, since: date) -> list[Dates]:
    held: dict[Any, list[date]] = {}
    places = CLINICAL.places.objects.filter(
        agency_id=user.agency_id, meeting__state="held", meeting__held_on__gte=since
    )
    days = places.order_by("-meeting__held_on").values_list("peer_id", "meeting__held_on")
    for peer_id, day in days:
        held.setdefault(peer_id, []).append(day)
    peers = PeerSpecialist.objects.at_work_in(user.agency).select_related("user")
    found = [Dates(peer.user.name, held.get(peer.pk, [])) for peer in peers]
    return sorted(found, key=lambda one: one.name.casefold())


def room_lines(user: User) -> Lines:
    """Meetings to come, wishes to talk, and the doors to both rooms."""
    lines = Lines()
    if rooms_of(user):
        lines.doors.append(
            Line(
                title=_("Meetings"),
                url=reverse("supervision:meetings"),
                text=_("With your supervisors, or your peers: what is coming, what was, what to talk about."),
            )
        )
    if Role.ADMIN in user.roles:
        lines.doors.append(
            Line(
                title=_("Days of supervision"),
                url=reverse("supervision:meeting_dates"),
                text=_("When peers met their clinical supervisor, and what they share with the office."),
            )
        )
    lines.waiting += _talk_first(talk_offered(user))
    for wish in wishes_for(user):
        lines.waiting.append(
            Line(
                title=wish.peer.user.name,
                url=reverse("supervision:meetings"),
                text=_("would like to talk with you"),
                tag=str(TalkWish.Soon(wish.soon).label),
                tone="wait",
            )
        )
    return lines


def _talk_first(talk: dict[str, Any]) -> list[Line]:
    """After a death or a hard moment it is offered before somebody looks for it."""
    if not talk or talk["wish"] or not (talk["mourns"] or talk["was_hard"]):
        return []
    died = _("Somebody you walked with died. Your senior peer supervisor is there for you.")
    hard = _("That was a hard moment. Your senior peer supervisor is there for you.")
    return [
        Line(
            title=_("Would you like to talk?"),
            url=reverse("supervision:meetings"),
            text=died if talk["mourns"] else hard,
        )
    ]

"""Supervision in its two rooms: a rhythm of meetings over half a year, some with their words, and a circle of peers."""

from datetime import date, datetime, time, timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.people.models import SupervisionLink
from supervision import services
from supervision.rooms import ROOMS, SENIOR, Room

from .cast import Cast, living
from .data import day, dice, load

SATURDAY = 5
NEAR = 3  # days around a meeting that is told, in which the rhythm makes no other


def meet_in_rooms(cast: Cast) -> None:
    told = load("rooms")
    for room in ROOMS.values():
        _keep_rhythm(cast, told, room)
    _meet_in_circle(cast, told["circle"], since=told["since"])
    for one in told["told"]:
        _tell(cast, one)
    for one in told["planned"]:
        _plan(cast, one)
    for one in told["wishes"]:
        user = cast.users[one["peer"]]
        with living(cast.at(1, 18), user):
            services.ask_to_talk(soon=one["soon"], by=user)


def _supervisors(cast: Cast, room: Room) -> dict[str, User]:
    """Who looks after each peer in this room, without those who stand in."""
    links = SupervisionLink.objects.in_force(cast.today).filter(
        agency_id=cast.agency.pk, kind=room.key, covers_for=None
    )
    found: dict[str, User] = {}
    for link in links.select_related("peer__user", "supervisor").order_by("starts_on", "pk"):
        found.setdefault(link.peer.user.name, cast.users[link.supervisor.name])
    return found


def _keep_rhythm(cast: Cast, told: dict[str, Any], room: Room) -> None:
    quiet = {one["peer"]: one["since"] for one in told["quiet"] if one["room"] == room.key}
    taken: dict[str, list[int]] = {}
    for one in told["told"]:
        if one["room"] == room.key:
            taken.setdefault(one["peer"], []).append(one["days_ago"])
    for number, (name, supervisor) in enumerate(sorted(_supervisors(cast, room).items())):
        chance = dice("rooms", room.key, name)
        every = told["rhythm"][room.key]
        for days_ago in range(told["since"] - number % every, quiet.get(name, 0), -every):
            if any(abs(days_ago - other) <= NEAR for other in taken.get(name, [])):
                continue
            _note(cast, room, name, supervisor, days_ago, minutes=chance.choice(told["lengths"]))


def _note(
    cast: Cast, room: Room, name: str, supervisor: User, days_ago: int, *, minutes: int, **more: Any
) -> Any:
    days_ago += max(0, day(cast.today, days_ago).weekday() - SATURDAY + 1)
    with living(cast.at(days_ago, 16), supervisor):
        return services.note_meeting(
            room=room, peers=[cast.peers[name]], supervisor=supervisor, form="individual",
            held_on=day(cast.today, days_ago), minutes=minutes, by=supervisor, **more,
        )  # fmt: skip


def _meet_in_circle(cast: Cast, told: dict[str, Any], *, since: int) -> None:
    peers = [cast.peers[name] for name in told["peers"]]
    for days_ago in range(since, 0, -told["every"]):
        user = peers[days_ago % len(peers)].user
        with living(cast.at(days_ago, 17), cast.users[user.name]):
            services.note_meeting(
                room=SENIOR, peers=peers, supervisor=None, form="group", minutes=told["minutes"],
                held_on=day(cast.today, days_ago), by=cast.users[user.name],
            )  # fmt: skip


def _tell(cast: Cast, told: dict[str, Any]) -> None:
    room = ROOMS[told["room"]]
    supervisor = _supervisors(cast, room)[told["peer"]]
    meeting = _note(
        cast, room, told["peer"], supervisor, told["days_ago"], minutes=told["minutes"], functions=told["functions"]
    )  # fmt: skip
    _write(cast, room, meeting, told, supervisor, days_ago=told["days_ago"])
    if "kept" in told:
        user = cast.users[told["peer"]]
        with living(cast.at(told["days_ago"], 20), user):
            services.keep_answer(question=meeting.question, text=told["kept"], by=user)


def _plan(cast: Cast, told: dict[str, Any]) -> None:
    room = ROOMS[told["room"]]
    supervisor, user = _supervisors(cast, room)[told["peer"]], cast.users[told["peer"]]
    at = datetime.combine(_weekday(cast.today + timedelta(days=told["in_days"])), time(told["hour"]))
    with living(cast.at(2, 12), user):
        meeting = services.plan_meeting(
            room=room, peers=[cast.peers[told["peer"]]], supervisor=supervisor, form="individual",
            local_start=at, by=user,
        )  # fmt: skip
    _write(cast, room, meeting, told, supervisor, days_ago=1)


def _weekday(when: date) -> date:
    return when + timedelta(days=max(0, 7 - when.weekday()) if when.weekday() >= SATURDAY else 0)


def _write(
    cast: Cast, room: Room, meeting: Any, told: dict[str, Any], supervisor: User, *, days_ago: int
) -> None:
    who = {"peer": cast.users[told["peer"]], "supervisor": supervisor}
    for minute, one in enumerate(told["lines"]):
        by = who[one["by"]]
        task = {"kind": "to_do", "whose": who[one["do"]]} if "do" in one else {"kind": "agenda"}
        due = {"due_on": cast.today + timedelta(days=one["in_days"])} if "in_days" in one else {}
        with living(cast.at(days_ago, 17, minute), by):
            line = services.add_line(room=room, meeting=meeting, text=one["text"], by=by, **task, **due)
            if one.get("done"):
                services.settle_line(room=room, line=line, done=True, by=by)
            if one.get("next"):
                services.carry_line(room=room, line=line, by=by)
        for audience in one.get("share", ()):
            with living(cast.at(days_ago, 18, minute), who["peer"]):
                services.share_line(line=line, audience=audience, by=who["peer"])

"""Meetings that come back, in every state, and two peers at the end of a long day."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from sessions_app import local_time
from sessions_app.models import Group, SessionSeries
from sessions_app.services import (
    cancel_session,
    change_series,
    end_series,
    move_session,
    plan_session,
    start_series,
)

from .cast import Cast, living
from .data import day, dice, load
from .history import Diary
from .story import Story

STARTED_DAYS = 2
WEEK = timedelta(weeks=1)


def meet_again_and_again(cast: Cast, stories: list[Story], diary: Diary) -> None:
    told, by_name = load("series"), {story.person.name: story for story in stories}
    for entry in told["series"]:
        story = by_name[entry["person"]]
        peer = story.walks[-1].peer
        series = _start(cast, entry, peer, diary, person=story.row)
        _change(cast, series, entry, peer)
    for entry in told["groups"]:
        group = Group.objects.get(agency=cast.agency, name=entry["group"])
        _start(cast, entry, entry["peer"], diary, group=group)
    for name, count in told["unwritten"].items():
        walking = [story for story in stories if story.walks[-1].peer == name and _walks_on(story)]
        for number, story in enumerate(walking[:count]):
            _not_written_down(cast, story, diary, hour=13 + number)


def _walks_on(story: Story) -> bool:
    person = story.person
    is_over = story.walks[-1].until is not None or person.paused is not None or person.only_offered
    return not is_over and person.consent == "agreed" and story.walks[-1].since > STARTED_DAYS


def _start(cast: Cast, entry: dict[str, Any], peer: str, diary: Diary, **whom: Any) -> SessionSeries:
    user, chance = cast.users[peer], dice("series", peer, entry["weekday"])
    ahead = (entry["weekday"] - cast.today.weekday() - 1) % 7 + 1
    first = datetime.combine(day(cast.today, -ahead), time(entry["hour"]))
    for week in range(8):
        diary.take(user.name, first + week * entry["every"] * WEEK, entry["minutes"])
    last = first.date() + entry["last"] * WEEK if "last" in entry else None
    with living(cast.at(STARTED_DAYS, 17), user):
        return start_series(
            key=uuid.UUID(int=chance.getrandbits(128), version=4), every=entry["every"], local_start=first,
            minutes=entry["minutes"], way=entry.get("way", ""), place=entry.get("place", ""), ends_on=last,
            by=user, **whom,
        )  # fmt: skip


def _change(cast: Cast, series: SessionSeries, entry: dict[str, Any], peer: str) -> None:
    """What became of it since: one skipped, one moved, all later ones at another hour, or its end."""
    user, made = cast.users[peer], list(series.sessions.order_by("occurrence"))
    with living(cast.at(STARTED_DAYS - 1, 12), user):
        if "skip" in entry:
            cancel_session(session=made[entry["skip"]], by=user)
        if "move" in entry:
            session = made[entry["move"]]
            start = local_time.from_stored(session.local_start) + timedelta(days=1)
            move_session(session=session, local_start=start, minutes=session.minutes, by=user)
        if "later" in entry:
            session = made[entry["later"]]
            start = local_time.from_stored(session.local_start) - timedelta(hours=1)
            key = uuid.UUID(int=dice("later", peer).getrandbits(128), version=4)
            change_series(
                key=key, session=session, local_start=start, minutes=series.minutes, way="in_person",
                place="public", by=user,
            )  # fmt: skip
        if entry.get("ended"):
            end_series(series=series, by=user)


def _not_written_down(cast: Cast, story: Story, diary: Diary, *, hour: int) -> None:
    """They met, or not, yesterday; nobody said yet."""
    peer, chance = cast.users[story.walks[-1].peer], dice("unwritten", story.person.name)
    start = diary.find(peer.name, datetime.combine(day(cast.today, 1), time(hour)), 45)
    if start is None:
        return
    with living(cast.at(2, 18), peer):
        plan_session(
            key=uuid.UUID(int=chance.getrandbits(128), version=4), person=story.row, local_start=start,
            minutes=45, way=chance.choice(["in_person", "phone"]), by=peer,
        )  # fmt: skip

"""Groups, open house and the porch: numbers, some names, a few lines about nobody."""

import uuid
from datetime import datetime, time
from typing import Any

from sessions_app.gathering_entry import GatheringEntry
from sessions_app.models import Group
from sessions_app.services import (
    Words,
    add_regular,
    close_group,
    complete_gathering,
    count_people,
    plan_gathering,
    start_group,
    write_group_note,
)

from .cast import Cast, living
from .data import day, dice, load
from .story import Story

STARTED_DAYS = 400
WRITTEN_HOURS = 2


def gather(cast: Cast, stories: list[Story]) -> None:
    told = load("groups")
    rows = {story.person.name: story.row for story in stories}
    groups = {entry["key"]: _start(cast, entry) for entry in told["groups"]}
    for entry in told["regulars"]:
        with living(cast.at(30, 12), cast.users[entry["by"]]):
            add_regular(
                group=groups[entry["group"]], person_id=rows[entry["person"]].pk, by=cast.users[entry["by"]]
            )
    for entry in told["met"]:
        _met(cast, groups[entry["group"]], entry, rows)
    _open_house(cast, groups["open"], told["open_house"])
    _porch(cast, told["porch"])
    for entry in told["planned"]:
        _plan(cast, groups[entry["group"]], entry)


def _key(*parts: object) -> uuid.UUID:
    return uuid.UUID(int=dice("groups", *parts).getrandbits(128), version=4)


def _start(cast: Cast, entry: dict[str, Any]) -> Group:
    by = cast.users[entry["started_by"]]
    with living(cast.at(STARTED_DAYS, 11), by):
        group = start_group(
            key=_key(entry["key"]), name=entry["name"], program=cast.programs[entry["program"]],
            shape=entry.get("shape", Group.Shape.GROUP), led_by=entry["led_by"],
            lead=cast.peers.get(entry.get("lead", "")), by=by,
        )  # fmt: skip
    if "closed" in entry:
        with living(cast.at(entry["closed"], 11), by):
            close_group(group=group, by=by)
    return group


def _met(cast: Cast, group: Group, entry: dict[str, Any], rows: dict[str, Any]) -> None:
    by = cast.users[entry["peer"]]
    named = [rows[name].pk for name in entry.get("named", ())]
    said = GatheringEntry(
        local_start=datetime.combine(day(cast.today, entry["days_ago"]), time(entry["start"])),
        minutes=entry["minutes"],
        count=entry["count"],
        people=tuple(named),
        way="in_person",
        kinds=tuple(entry.get("kinds", ())),
        agreement_read=entry.get("read", False),
        text=entry.get("text", ""),
    )
    with living(cast.at(entry["days_ago"], entry["start"] + entry["minutes"] // 60 + WRITTEN_HOURS), by):
        session = complete_gathering(
            key=_key(entry["group"], entry["days_ago"]), group=group, entry=said, by=by
        )
        for name, told in entry.get("notes", {}).items():
            write_group_note(
                session=session, person_id=rows[name].pk, words=Words(**told, how_written="later"), by=by
            )


def _open_house(cast: Cast, group: Group, told: dict[str, Any]) -> None:
    """Weekdays of the last weeks, counted by whoever was there."""
    for days_ago in range(1, told["days"]):
        where = day(cast.today, days_ago)
        if where.weekday() > 4:
            continue
        chance = dice("open house", days_ago)
        entry = {
            "group": "open", "peer": told["peers"][days_ago % len(told["peers"])], "days_ago": days_ago,
            "start": 10, "minutes": 360, "count": chance.randint(told["least"], told["most"]),
            "kinds": ["companionship"],
        }  # fmt: skip
        _met(cast, group, entry, {})


def _porch(cast: Cast, told: dict[str, Any]) -> None:
    for days_ago in range(told["days"]):
        by = cast.users[told["peers"][days_ago % len(told["peers"])]]
        chance = dice("porch", days_ago)
        with living(cast.at(days_ago, 23), by):
            for call in range(chance.randint(told["least"], told["most"])):
                count_people(
                    key=_key("porch", days_ago, call), program=cast.programs["porch"],
                    minutes=chance.choice([10, 15, 20, 35]), way="phone", kinds=("emotional",),
                    day=day(cast.today, days_ago), by=by,
                )  # fmt: skip


def _plan(cast: Cast, group: Group, entry: dict[str, Any]) -> None:
    by = cast.users[entry["peer"]]
    local = datetime.combine(day(cast.today, -entry["days_ahead"]), time(entry["start"]))
    with living(cast.at(2, 18), by):
        plan_gathering(
            key=_key("plan", entry["group"], entry["days_ahead"]), group=group, local_start=local,
            minutes=entry["minutes"], way="in_person", by=by,
        )  # fmt: skip

"""Whether the promises held: what the gateway took, beside what the rows, the pages and the writers say."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connections

from peersupport.embedded.gateway_client import Gateway
from peersupport.notifications.kinds import Lane
from peersupport.notifications.models import Message
from peersupport.safety.models import Concern

from .faults_browser import read_pages

LISTED_WITHIN = 60.0
# Repeats, of the kills. A run of full size has no more; in a short one chance alone can make a few more of them.
MOST_REPEATS, FULL_SIZE, BY_CHANCE = 0.05, 1_000, 3
LOST = "a concern was lost"
SHOWN = "left without a commit, or shown as sent without leaving"
TWICE = "a reminder left twice"
GONE = "was acknowledged and is gone"


@dataclass(frozen=True)
class Evidence:
    """Keys are those of messages, as they stand in the gateway's book.

    acked: those whose commit a writer was told of. about: per concern in the database its messages. pages: what
    browsers noted of pages that say that a concern is kept, and whether a message went out.
    """

    book: list[dict[str, Any]]
    rows: dict[str, Message]
    acked: set[str] = field(default_factory=set)
    about: dict[str, set[str]] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)


def judged(folder: Path, gateway: Gateway, killed: Counter[str], settled: float) -> dict[str, Any]:
    connections.close_all()
    acked, taken_back = written(folder)
    evidence = gathered(folder, gateway, acked)
    found = broken(evidence)
    again, kills = repeats(evidence.book), killed.total()
    too_much = {
        f"{len(again)} repeats in {kills} kills": len(again) > most_repeats(kills),
        f"{settled} s until everything was sent or listed": settled > LISTED_WITHIN,
    }
    found["more than was promised"] = {what for what, is_so in too_much.items() if is_so}
    reminders = [row for row in evidence.rows.values() if row.lane == Lane.REMINDER]
    return {
        "kills": kills,
        "killed": dict(sorted(killed.items())),
        "concerns": len(evidence.about),
        "concerns_lost": len(found[LOST]),
        "pages_that_said_kept": len({page["page"] for page in evidence.pages}),
        "pages_that_said_sent": len({page["page"] for page in evidence.pages if page["sent"]}),
        "shown_sent_before_commit": len(found[SHOWN]),
        "rolled_back": len(taken_back),
        "duplicates": len(again),
        "reminders": len(reminders),
        "reminders_sent_twice": len(found[TWICE]),
        "reminders_listed": sum(1 for row in reminders if row.state == "unknown"),
        "settled_seconds": settled,
        "examples": [f"{what}: {key}" for what, keys in found.items() for key in sorted(keys)],
    }


def most_repeats(kills: int) -> float:
    return MOST_REPEATS * kills + (BY_CHANCE if kills < FULL_SIZE else 0)


def gathered(folder: Path, gateway: Gateway, acked: set[str]) -> Evidence:
    rows = {row.pk.hex: row for row in Message.objects.exclude(route__channel="inbox")}
    concerns = Concern.objects.values_list("pk", flat=True)
    about: dict[str, set[str]] = {str(pk): set() for pk in concerns}
    for key, row in rows.items():
        if row.about_id is not None:
            about[str(row.about_id)].add(key)
    return Evidence(gateway.taken(), rows, acked, about, kept_by_pages(folder))


def written(folder: Path) -> tuple[set[str], set[str]]:
    """Keys whose commit was acknowledged to the writer, and keys whose transaction was taken back."""
    lines = [
        json.loads(line)
        for path in folder.glob("writer*.jsonl")
        for line in path.read_text().split("\n")[:-1]
    ]
    return {key for line in lines for key in line["kept"]}, {
        key for line in lines for key in line["taken_back"]
    }


def kept_by_pages(folder: Path) -> list[dict[str, Any]]:
    return [line for book in folder.glob("peer*.jsonl") for line in read_pages(book) if "page" in line]


def repeats(book: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was taken over although it had been before."""
    seen: set[str] = set()
    found = []
    for line in book:
        if line["key"] in seen:
            found.append(line)
        seen.add(line["key"])
    return found


def broken(evidence: Evidence) -> dict[str, set[str]]:
    """Which promise was broken by which messages and concerns."""
    book, rows, acked = evidence.book, evidence.rows, evidence.acked
    times = Counter(line["key"] for line in book)
    reminders = {key for key, row in rows.items() if row.lane == Lane.REMINDER}
    shown = {key for key, row in rows.items() if row.state == "sent" and not times[key]}
    kept = {page["page"] for page in evidence.pages}
    unheard = {pk for pk, keys in evidence.about.items() if not any(times[key] for key in keys)}
    return {
        LOST: {key for key in rows.keys() - reminders if not times[key]}
        | unheard
        | (kept - evidence.about.keys()),
        SHOWN: shown | (set(times) - rows.keys()) | shown_too_early(evidence),
        TWICE: {key for key in reminders if times[key] > 1},
        "neither left nor is listed": {
            key for key in reminders if not times[key] and rows[key].state == "ready"
        },
        GONE: acked - rows.keys(),
        "a repeat that does not say so": {
            line["key"] for line in repeats(book) if "twice" not in line["text"]
        },
    }


def shown_too_early(evidence: Evidence) -> set[str]:
    """Concerns of which a page said that a message went out when the gateway had taken none."""
    first: dict[str, float] = {}
    for line in evidence.book:
        first.setdefault(line["key"], line["at"])
    found = set()
    for page in evidence.pages:
        taken = [first[key] for key in evidence.about.get(page["page"], ()) if key in first]
        if page["sent"] and (not taken or min(taken) > page["at"]):
            found.add(page["page"])
    return found

"""Many lives at once: two processes share the people, and wait for each other when the promise changes."""

import gc
import multiprocessing
import os
import sys
import traceback
import warnings
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection, wait
from typing import Any

from django.db import connections, transaction

from peersupport.people.models import Pairing, SupportedPerson

from .cast import Cast
from .story import Story

WORKERS = 2
READY = "ready"


def can_share() -> bool:
    """A copied process is safe where it is the system's own way, and of use where there are two cores."""
    return sys.platform == "linux" and (os.cpu_count() or 1) >= WORKERS


def live(
    stories: list[Story], parts: list[datetime], *, between: Callable[[], None], tell: Callable[[int], None]
) -> None:
    """Everybody up to the end of the first part, then `between`, and so on. Here, one after the other."""
    for number, until in enumerate(parts):
        if number:
            between()
        for story in stories:
            tell(_live_one(story, until))


def live_shared(
    stories: list[Story], parts: list[datetime], *, between: Callable[[], None], tell: Callable[[int], None]
) -> None:
    """live() in two processes. Raises RuntimeError with the other's traceback if one of them fails."""
    connections.close_all()
    longest_first = sorted(stories, key=lambda story: -sum(len(walk.meetings) for walk in story.walks))
    workers = [_start(longest_first[number::WORKERS], parts) for number in range(WORKERS)]
    try:
        for number, _until in enumerate(parts):
            if number:
                between()
                connections.close_all()
                for _process, line in workers:
                    line.send(READY)
            _listen([line for _process, line in workers], tell)
        for process, _line in workers:
            process.join()
    finally:
        for process, line in workers:
            process.terminate()
            line.close()


def _start(stories: list[Story], parts: list[datetime]) -> tuple[Any, Connection]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_work, args=(stories, parts, there), daemon=True
    )
    with warnings.catch_warnings():
        # Newer Pythons warn when a process with threads is copied. Ours holds no lock at this moment.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    return process, here


def _listen(lines: list[Connection], tell: Callable[[int], None]) -> None:
    """Until each of them is ready with its part."""
    waiting = list(lines)
    while waiting:
        for line in wait(waiting):
            try:
                said = line.recv()  # type: ignore[union-attr]
            except EOFError:
                raise RuntimeError("A process that makes the demo agency ended too early.") from None
            if isinstance(said, int):
                tell(said)
            elif said == READY:
                waiting.remove(line)  # type: ignore[arg-type]
            else:
                raise RuntimeError(said)


def _work(stories: list[Story], parts: list[datetime], line: Connection) -> None:
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)  # many short-lived rows, and an end soon
    # A connection that came along belongs to the process we were copied from: neither used nor closed here.
    inherited = [(one, one.connection) for one in connections.all(initialized_only=True)]
    for one, _socket in inherited:
        one.connection = None
    try:
        for number, until in enumerate(parts):
            if number:
                line.recv()
            for story in stories:
                line.send(_live_one(story, until))
            line.send(READY)
    except Exception:
        line.send(traceback.format_exc())
    finally:
        connections.close_all()


def _live_one(story: Story, until: datetime) -> int:
    """One transaction for many services: the disk is waited for once."""
    with transaction.atomic():
        return story.live_until(until)


def recall(cast: Cast, stories: list[Story]) -> None:
    """What the others made, read back into the stories."""
    rows = {row.chosen_name: row for row in SupportedPerson.objects.filter(agency=cast.agency)}
    for story in stories:
        story.row, story.pairings = rows.get(story.person.name), {}
    by_person = {story.row.pk: story for story in stories if story.row is not None}
    for pairing in Pairing.objects.filter(agency=cast.agency).select_related("peer__user"):
        by_person[pairing.person_id].pairings[pairing.peer.user.name] = pairing

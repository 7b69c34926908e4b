"""What the watcher keeps in mind, and what beat's ticks are worth when nobody took them."""

import threading
from collections.abc import Iterator

import pytest
from django.conf import settings

from peersupport.core.principal import acting_as
from peersupport.notifications.kinds import Kind, Lane
from peersupport.operate.watching import THREADS, Watch
from tests.notifications.rows import message


@pytest.fixture
def watch() -> Iterator[Watch]:
    found = Watch()
    yield found
    for pool in found.pools.values():
        pool.shutdown(cancel_futures=True)


@pytest.fixture
def free(watch: Watch) -> Iterator[threading.Event]:
    """Until it is set, every thread for reminders is busy."""
    found = threading.Event()
    for _thread in range(THREADS[Lane.REMINDER]):
        watch.pools[Lane.REMINDER].submit(found.wait)
    yield found
    found.set()


def test_what_waits_for_a_thread_is_not_given_to_a_second_one(watch, free):
    """While a gateway hangs every thread is busy, and the same rows are found due again and again."""
    with acting_as(None):
        row = message(kind=Kind.CONCERN_COURSE)

    for _round in range(3):
        watch.poll()
        watch.take_over(float("inf"))

    queued = watch.pools[Lane.REMINDER]._work_queue.qsize()
    assert (queued, watch.sending, watch.waiting) == (1, {str(row.pk)}, {})


def test_a_file_that_cannot_be_touched_stops_nothing(watch, settings, tmp_path):
    settings.WATCH_FILE = str(tmp_path / "gone" / "alive")
    before = watch.siren.told_at

    watch.beat()

    assert watch.siren.told_at > before


def test_a_tick_that_nobody_took_is_worth_nothing_when_the_next_one_comes():
    """Else hours of them would wait for a worker, and make a beat that died look alive."""
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        assert entry["options"]["expires"] == max(entry["schedule"], 30), name

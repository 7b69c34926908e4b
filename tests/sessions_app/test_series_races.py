"""Many at once: workers, a double tap, a goodbye in the middle."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection

from peersupport.core import clock
from peersupport.people.models import Pairing
from peersupport.people.services import end_pairing
from sessions_app.models import SupportSession
from sessions_app.services import end_series, top_up_series
from tests.sessions_app.test_series import days, start
from tests.sessions_app.world import Two, wall

WAIT = 30


def test_many_workers_at_once_make_each_meeting_once():
    two = Two()
    series = start(two)
    moment = clock.now() + timedelta(weeks=5)

    def work():
        try:
            with clock.set_to(moment):
                return top_up_series(series_id=series.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        made = [future.result(WAIT) for future in [pool.submit(work) for _ in range(20)]]

    assert sorted(made) == [0] * 19 + [5]
    assert len(days(series)) == len(set(days(series))) == 13


def test_a_double_tap_at_once_makes_one_series():
    two, key, first = Two(), uuid.uuid4(), wall(days=1)

    def tap():
        try:
            return start(two, key=key, local_start=first).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = {future.result(WAIT) for future in [pool.submit(tap) for _ in range(20)]}

    assert (found, SupportSession.objects.count()) == ({key}, 8)


def test_a_goodbye_in_the_middle_leaves_nothing_planned():
    """Whoever comes first: a top-up that waits makes nothing any more, one that was first is called off."""
    for _round in range(8):
        two = Two()
        series = start(two)
        moment = clock.now() + timedelta(weeks=3)

        def run(work, *, when=moment, **values):
            try:
                with clock.set_to(when):
                    return work(**values)
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            works = [
                pool.submit(run, top_up_series, series_id=series.pk),
                pool.submit(run, end_pairing, pairing=two.pairing, reason="goodbye", by=two.user),
                pool.submit(run, end_series, series=series, by=two.user),
                pool.submit(run, top_up_series, series_id=series.pk),
            ]
            for work in works:
                work.result(WAIT)

        coming = SupportSession.objects.filter(series=series, starts_at__gt=moment, state="planned")
        assert (Pairing.objects.get(pk=two.pairing.pk).state, coming.count()) == ("ended", 0)
        series.refresh_from_db()
        assert series.ended_at is not None

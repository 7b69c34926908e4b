"""The pulses of the demo, on days that fall differently in their month, quarter and half-year."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.demo.seed.cast import found_house
from peersupport.demo.seed.data import load
from peersupport.demo.seed.pulses import take_pulses
from supervision.models import PeoplesNote
from supervision.queries.pulses import three_voices, words_about
from supervision.queries.workplace import rounds

ZONE = ZoneInfo("America/Chicago")


@pytest.mark.parametrize("today", [date(2026, 11, 29), date(2026, 4, 2), date(2027, 1, 1)])
def test_every_page_is_full_on_the_first_day(today):
    now = datetime.combine(today, time(18), ZONE)
    cast = found_house(today=today, now=now)
    take_pulses(cast)

    with clock.set_to(now):
        for told in load("pulses")["peers"]:
            peer, senior = cast.peers[told["name"]], cast.users[told["senior_by"]]
            lines = [domain.chart.lines for domain in three_voices(peer, today)]
            assert all(any(value is not None for value in line.values) for three in lines for line in three)
            with acting_as(senior.pk):
                assert len(words_about(peer, by=senior, today=today)) >= len(told["words"])
        with acting_as(cast.office.pk):
            shown = rounds(cast.office)
    assert PeoplesNote.objects.count() == 1
    assert [(found.has_words, len(found.replies)) for found in shown[:2]] == [(True, 1), (True, 1)]
    assert {line.people for line in shown[0].sentences} == {11}

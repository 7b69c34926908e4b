"""Two years of a large house are counted from scratch, and a sweep after some changes says the same at less cost."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import PeerSpecialist
from sessions_app.models import SupportSession
from supervision.services import count_weeks
from tests import factories

from .house import build

PEERS, WEEKS, CHANGES = 200, 104, 500
MEETINGS = """
INSERT INTO sessions_app_supportsession (id, created_at, agency_id, peer_id, imported, program_id, level, state,
  local_start, time_zone, starts_at, minutes, way, place, kinds, agenda_by, has_note, first_contact, body_hash,
  closed_at)
SELECT gen_random_uuid(), %(now)s, %(agency)s, (%(peers)s::uuid[])[1 + n %% %(many)s], false, %(program)s,
  'attendance', 'completed', '2026-01-01T10:00', 'UTC', at, 30 + n %% 60, '', '',
  (ARRAY['{emotional}', '{companionship,informational}', '{instrumental}'])[1 + n %% 3]::varchar[],
  (ARRAY['them', 'together', 'me', ''])[1 + n %% 4], false, false, '', at + interval '1 hour'
FROM (SELECT n, %(now)s - random() * %(span)s AS at FROM generate_series(1, %(size)s) AS n) AS met
"""


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    started = time.monotonic()
    done = act()
    return done, round(time.monotonic() - started, 2)


def _met(house: Any, peers: list[PeerSpecialist], size: int) -> None:
    told = {"now": clock.now(), "agency": house.agency.pk, "program": house.program.pk, "size": size}
    told |= {"peers": [peer.pk for peer in peers], "many": len(peers), "span": timedelta(weeks=WEEKS)}
    with connection.cursor() as cursor:
        cursor.execute(MEETINGS, told)


def _change(rng: random.Random, house: Any) -> None:
    """Some meetings turn out otherwise; each leaves its row in the trail, as a service does."""
    offset = rng.randrange(max(1, SupportSession.objects.count() - CHANGES))
    for session in SupportSession.objects.order_by("pk")[offset : offset + CHANGES]:
        SupportSession.objects.filter(pk=session.pk).update(minutes=rng.choice([15, 45, 120]), agenda_by="me")
        record("session.completed", target=session, by=house.peer.user)


def prove(*, seed: int, size: int) -> dict[str, object]:
    """`size` meetings of 200 peers in two years."""
    rng, house = random.Random(seed), build(people=0)
    with acting_as(None):
        peers = [house.peer, *(factories.make_peer(agency=house.agency) for _ in range(PEERS - 1))]
        _met(house, peers, size)
        counted, scratch = _timed(lambda: count_weeks(agency_id=house.agency.pk))
        _nothing, idle = _timed(lambda: count_weeks(agency_id=house.agency.pk))
        _change(rng, house)
        changed, sweep = _timed(lambda: count_weeks(agency_id=house.agency.pk))
        differences, _again = _timed(lambda: count_weeks(agency_id=house.agency.pk, anew=True))
    examples = [f"{differences} counts differ from those made from scratch"] if differences else []
    if not changed:
        examples.append("the sweep found nothing of what changed")
    return {"meetings": size, "counts": counted, "from_scratch_s": scratch, "nothing_new_s": idle,
            "changed": changed, "sweep_s": sweep, "differences": differences, "examples": examples}  # fmt: skip

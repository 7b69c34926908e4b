"""Peak memory of the process that checks and brings in a list, and of the one that writes one out: long against short.

Each side is a process of its own that has done nothing else, so that its peak is what this work needs.
"""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import connections

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.bench.context import Bench
from peersupport.bench.data.databases import WORLD
from peersupport.bench.timing import Row
from peersupport.core.principal import acting_as
from peersupport.exchange import services
from peersupport.people.models import PeerSpecialist, SupportedPerson

SHORT, LONG = 10_000, 200_000
SCRATCH = "bench_memory"
GOAL = 1.3
HEAD = "reference,peer,date,start,minutes,way\n"
FIRST_DAY = date(2019, 1, 1)
PEOPLE = 800


def memory(bench: Bench) -> list[Row]:
    """memory (bringing in) and memory_export, in MB: 200,000 rows against 10,000."""
    peaks = {rows: _peaks(bench, rows) for rows in (SHORT, LONG)}
    return [
        Row(
            name,
            peaks[LONG][side],
            peaks[SHORT][side],
            peaks[LONG][side] / peaks[SHORT][side],
            GOAL,
            note="MB",
        )
        for side, name in enumerate(("memory", "memory_export"))
    ]


def _peaks(bench: Bench, rows: int) -> tuple[float, float]:
    """MB at the most, of bringing in that many meetings of one peer and of writing them out again."""
    bench.databases.recreate(SCRATCH, like=WORLD)
    before = connections["default"]
    side = connections.create_connection("default")
    side.settings_dict = before.settings_dict | {"NAME": SCRATCH}
    connections["default"] = side
    try:
        run, peer = _upload(rows)
        both = _peak("import", run), _peak("export", peer)
        bench.tell(f"memory, {rows:,} rows: {both[0]:.0f} MB in, {both[1]:.0f} MB out")
        return both
    finally:
        side.close()
        connections["default"] = before


def _upload(rows: int) -> tuple[uuid.UUID, uuid.UUID]:
    membership = Membership.objects.filter(role=Role.ADMIN).order_by("user__email").first()
    if membership is None:
        raise ValueError("The benchmark's world has no office.")
    office: User = membership.user
    people = SupportedPerson.objects.reached_by(office).listed().order_by("id")
    ids = list(people.values_list("pk", flat=True)[:PEOPLE])
    peer = PeerSpecialist.objects.in_agency_of(office).select_related("user").order_by("id").first()
    with acting_as(office.pk):
        text = HEAD + "".join(islice(_lines(ids, peer.user.email), rows))
        run = services.start_import(kind="sessions", data=text.encode(), by=office)
    services.choose_columns(run=run, columns=run.columns, by=office)
    return run.pk, peer.user_id


def _lines(people: list[uuid.UUID], peer: str) -> Iterator[str]:
    day = FIRST_DAY
    while True:
        for person in people:
            yield f"{person},{peer},{day},14:30,45,phone\n"
        day += timedelta(days=1)


def _peak(what: str, pk: uuid.UUID) -> float:
    command = [sys.executable, "manage.py", "peak_memory", what, str(pk)]
    url = os.environ["DATABASE_URL"].replace(WORLD, SCRATCH)
    done = subprocess.run(
        command, env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ValueError(done.stderr)
    return float(done.stdout)

"""Messages: what the sweep costs beside many that are done, and how fast they leave beside empty tasks."""

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from peersupport.accounts.models import User
from peersupport.bench.context import Bench
from peersupport.bench.data.databases import SQL
from peersupport.bench.outbox_processes import Running, running_processes
from peersupport.bench.timing import Row, row
from peersupport.core import clock
from peersupport.notifications.kinds import Kind
from peersupport.notifications.models import Message

DUE, CLAIMS = 100, 30
ONE_BY_ONE, AT_ONCE = 30, 300


def due_sweep(bench: Bench) -> list[Row]:
    """Claiming a hundred that are due, with as many sent ones beside them as there are meetings."""
    spent = []
    for size in (bench.large, bench.small):
        bench.databases.use(size)
        spent.append(claimed(done=size, times=CLAIMS))
    note = f"{DUE} due beside {bench.large:,} and {bench.small:,} that are sent"
    return [Row("due_sweep", spent[0], spent[1], spent[0] / spent[1], goal=1.2, note=note)]


def claimed(*, done: int, times: int) -> float:
    """Milliseconds to list and hold the due ones, p50; the rows are gone afterwards."""
    with transaction.atomic():
        user_id, agency_id = User.objects.order_by("pk").values_list("pk", "agency_id")[0]
        with connection.cursor() as cursor:
            statements = (SQL / "messages.sql").read_text().split(";")
            for count, state in ((done, "sent"), (DUE, "ready")):
                given = {"user": user_id, "agency": agency_id, "state": state, "count": count}
                for statement in filter(str.strip, statements):
                    cursor.execute(statement, given)
        spent = [_claim() for _time in range(times)]
        transaction.set_rollback(True)
    return median(spent)


def _claim() -> float:
    """The two statements of a sweep. Rows that we hold already are ours to hold again."""
    started = time.perf_counter()
    pks = list(Message.objects.due(clock.now()).values_list("pk", flat=True)[:DUE])
    held = Message.objects.waiting().select_for_update(skip_locked=True, no_key=True).filter(pk__in=pks)
    count = len(held)
    if count != DUE:
        raise ValueError(f"{count} of {DUE} were claimed.")
    return (time.perf_counter() - started) * 1000


def outbox(bench: Bench) -> list[Row]:
    bench.databases.use(bench.small)
    with TemporaryDirectory() as folder, running_processes(Path(folder)) as running:
        return compared(running, rounds=bench.count, one_by_one=ONE_BY_ONE, at_once=AT_ONCE)


def compared(running: Running, *, rounds: int, one_by_one: int, at_once: int) -> list[Row]:
    """Turn about: a message and an empty task, one after the other; then many messages and many tasks at once."""
    latencies, spent = [], []
    for _round in range(rounds):
        pairs = [
            (running.messages(1, kind=Kind.CONCERN)[0], running.tasks(1)[0]) for _one in range(one_by_one)
        ]
        latencies.append([median(side) * 1000 for side in zip(*pairs, strict=True)])
        spent.append([max(running.messages(at_once)) * 1000, max(running.tasks(at_once)) * 1000])
    note = f"milliseconds for {at_once} messages and {at_once} empty tasks"
    return [row("outbox_latency", latencies, goal=2), row("outbox_rate", spent, goal=2, note=note)]

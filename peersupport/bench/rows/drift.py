"""The drift detector on a large agency, against reading its file with `csv`. Milliseconds of one core."""

import csv
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from peersupport.bench.context import Bench
from peersupport.bench.timing import Row, no_collections
from supervision.drift import find_drift
from supervision.drift.reading import COLUMNS, read

from .mirror import took

PEERS, WEEKS = 1_000, 104
SIGNALS = ("off_role_time", "clinical_language", "co_created_agenda", "purposeful_self_disclosure", "balance")
MONDAY = date(2024, 1, 1)
ROOT = Path(__file__).resolve().parents[3]
GOAL, GOAL_OF_COMMAND = 2, 5


def drift(bench: Bench) -> list[Row]:
    """drift and drift_command: 1,000 peers, 5 signals, 104 weeks."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counts.csv"
        with file.open("w", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(lines())
        counts = read(file.read_bytes())
        find_drift(counts)
        plain, detector, command = [], [], []
        for _ in range(bench.count):
            with no_collections():
                plain.append(took(lambda: read_plainly(file)))
                detector.append(took(lambda: find_drift(counts)))
            command.append(of_command(file))
    return [
        Row(name, median(ours), median(plain), median(map(float.__truediv__, ours, plain)), goal)
        for name, ours, goal in (("drift", detector, GOAL), ("drift_command", command, GOAL_OF_COMMAND))
    ]


def read_plainly(file: Path) -> list[list[str]]:
    with file.open(newline="") as opened:
        return list(csv.reader(opened))


def of_command(file: Path) -> float:
    """Milliseconds of the whole command, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "manage.py", "detect_drift", str(file)],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def lines() -> Iterator[tuple[str | int, ...]]:
    yield COLUMNS
    chance = Random(1)
    levels = [[chance.uniform(0.05, 0.4) for _ in SIGNALS] for _ in range(PEERS)]
    for peer in range(PEERS):
        for week in range(WEEKS):
            monday = (MONDAY + timedelta(weeks=week)).isoformat()
            for signal, level in zip(SIGNALS, levels[peer], strict=True):
                count = chance.randint(14, 30)
                # Roughly as scattered as counts are, and much quicker to make.
                found = round(
                    min(max(chance.gauss(level, (level * (1 - level) / count) ** 0.5), 0), 1) * count
                )
                yield f"peer-{peer:04}", monday, signal, found, count

"""The result as a table for people or one line of JSON for machines, and a progress bar meanwhile."""

import json
import os
import platform
from typing import TextIO

from django.db import connection

from .timing import Row

WIDTH = 30


class Progress:
    """One line that is written over; in a file one line for each thing that is begun."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.is_watched = out, out.isatty()
        self.last = ""

    def __call__(self, what: str, done: float) -> None:
        filled = round(WIDTH * min(done, 1))
        line = f"  [{'#' * filled}{'.' * (WIDTH - filled)}] {what}" if self.is_watched else what
        if line != self.last:
            self.out.write("\r" + line.ljust(len(self.last)) if self.is_watched else f"{line}\n")
            self.out.flush()
            self.last = line

    def clear(self) -> None:
        if self.is_watched:
            self.out.write("\r" + " " * len(self.last) + "\r")
            self.out.flush()


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    version = connection.pg_version if connection.connection else 0
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, PostgreSQL {version // 10000}.{version % 10000}"
    )


def load() -> str:
    """How busy the machine was: figures of a busy one are worth less."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def as_json(rows: list[Row], sessions: list[int]) -> str:
    shown = [
        {
            "name": row.name,
            "ours": round(row.ours, 4),
            "reference": round(row.reference, 4),
            "ratio": round(row.ratio, 4),
            "goal": row.goal,
            "met": row.met,
        }
        for row in rows
    ]
    return json.dumps({"rows": shown, "machine": machine(), "sessions": sessions})


def as_table(rows: list[Row], sessions: list[int], details: list[str]) -> str:
    lines = [f"{'':20}{'ours':>9}{'reference':>11}{'ratio':>8}{'goal':>7}"]
    for row in rows:
        verdict = "met" if row.met else "MISSED"
        lines.append(
            f"{row.name:20}{row.ours:9.3f}{row.reference:11.3f}{row.ratio:8.2f}{row.goal:7.2f}  {verdict:7} {row.note}"
        )
    lines += ["", *(f"  {line}" for line in details)] if details else []
    lines += [
        "",
        f"Milliseconds; {' and '.join(f'{size:,}' for size in sessions)} meetings; {machine()}; {load()}",
    ]
    return "\n".join(lines)

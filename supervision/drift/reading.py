"""Counts out of a CSV text, and plain sentences about what is wrong with it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from . import Counts
from .table import Array

COLUMNS = ("peer", "week", "signal", "numerator", "denominator")
HEAD = ",".join(COLUMNS)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,9}", re.ASCII)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHOWN = 20  # problems; whoever has more of them sees what kind they are

Kept = tuple[str, int, str, int, int]


class BadFile(Exception):
    """`sentences`: what is wrong, each with its line, ready to be shown."""

    def __init__(self, sentences: list[str]) -> None:
        more = len(sentences) - SHOWN
        self.sentences = [*sentences[:SHOWN], f"… and {more} more."] if more > 0 else sentences
        super().__init__("\n".join(self.sentences))


def read(content: bytes) -> Counts:
    """BadFile when anything in it is not as it should be; half a file is never counted."""
    text = _decoded(content)
    if not text.strip():
        raise BadFile([f"The file is empty. Its first line should be {HEAD}."])
    return _quickly(text) or _with_care(text)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile([f"Line {line} is not UTF-8 text. Save the file as CSV in UTF-8."]) from None


def _quickly(text: str) -> Counts | None:
    """The plain file in which nothing is wrong; None for any other one, which is then read line by line."""
    text = text.replace("\r\n", "\n")
    if '"' in text or "\r" in text or not text.startswith(HEAD + "\n"):
        return None
    if not text.endswith("\n"):
        text += "\n"
    # A sixth field of its own ends each line: where it stands elsewhere, a line has too few values or too many.
    fields = text[len(HEAD) + 1 :].replace("\n", ",\n,").split(",")
    fields.pop()
    lines = len(fields) // 6
    if not lines or len(fields) % 6 or fields[5::6].count("\n") != lines:
        return None
    peers, signals = fields[0::6], fields[2::6]
    if any(not name or name != name.strip() for name in {*peers, *signals}):
        return None
    try:
        week, top, bottom = (
            _converted(fields[at::6], how) for at, how in ((1, _monday), (3, _number), (4, _number))
        )
    except ValueError:
        return None
    if (top > bottom).any() or _has_twins(peers, week, signals):
        return None
    return Counts(peers, signals, week, top, bottom)  # type: ignore[arg-type]


def _converted(words: list[str], how: Callable[[str], int]) -> Array:
    """Each different word is looked at once."""
    known = {word: how(word) for word in set(words)}
    return np.fromiter(map(known.__getitem__, words), np.int64, len(words))


def _has_twins(peers: list[str], weeks: Array, signals: list[str]) -> bool:
    of_peer = {name: number for number, name in enumerate({*peers})}
    of_signal = {name: number for number, name in enumerate({*signals})}
    since = weeks - weeks.min()
    key = _converted(peers, of_peer.__getitem__) * len(of_signal) + _converted(signals, of_signal.__getitem__)
    key = key * (int(since.max()) + 1) + since
    key.sort()
    return bool((key[1:] == key[:-1]).any())


def _monday(word: str) -> int:
    """The ordinal of a Monday. ValueError with a sentence for anything else."""
    try:
        day = date.fromisoformat(word) if DAY.fullmatch(word) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"the week “{word}” is no date like 2026-11-23.")
    if day.weekday():
        monday = day - timedelta(days=day.weekday())
        raise ValueError(
            f"{word} is a {WEEKDAYS[day.weekday()]}. A week is named by its Monday, {monday.isoformat()}."
        )
    return day.toordinal()


def _number(word: str) -> int:
    if not NUMBER.fullmatch(word):
        raise ValueError(f"“{word}” is no whole number from 0 to 999999999.")
    return int(word)


def _with_care(text: str) -> Counts:
    rows = csv.reader(io.StringIO(text, newline=""))
    problems: list[str] = []
    kept: list[Kept] = []
    lines: dict[tuple[str, int, str], int] = {}
    try:
        order = _order_of(next(row for row in rows if row))
        for row in rows:
            if not row:
                continue
            one = _row(row, order, rows.line_num, problems)
            if one and lines.setdefault(one[:3], rows.line_num) != rows.line_num:
                problems.append(
                    f"Line {rows.line_num}: {one[0]} has {one[2]} of {date.fromordinal(one[1])} in line "
                    f"{lines[one[:3]]} already."
                )
            elif one:
                kept.append(one)
    except csv.Error as error:
        problems.append(f"Line {rows.line_num} is no CSV: {error}.")
    if problems:
        raise BadFile(problems)
    columns = [list(column) for column in zip(*kept, strict=True)] or [[], [], [], [], []]
    peers, weeks, signals, numerators, denominators = columns
    return Counts(peers, signals, weeks, numerators, denominators)  # type: ignore[arg-type]


def _order_of(head: list[str]) -> list[int]:
    names = [name.strip() for name in head]
    problems = [f"Line 1: the column “{name}” is unknown." for name in names if name not in COLUMNS]
    problems += [f"Line 1: the column “{name}” is missing." for name in COLUMNS if name not in names]
    problems += [
        f"Line 1: the column “{name}” stands there twice." for name in COLUMNS if names.count(name) > 1
    ]
    if problems:
        raise BadFile([*problems, f"The columns are {HEAD}."])
    return [names.index(name) for name in COLUMNS]


def _row(row: list[str], order: list[int], line: int, problems: list[str]) -> Kept | None:
    if len(row) != len(COLUMNS):
        problems.append(f"Line {line} has {len(row)} values instead of {len(COLUMNS)}.")
        return None
    peer, week, signal, top, bottom = (row[at].strip() for at in order)
    found = [f"the {name} is missing." for name, word in (("peer", peer), ("signal", signal)) if not word]
    numbers = {"week": 0, "numerator": 0, "denominator": 0}
    for name, word, how in (
        ("week", week, _monday),
        ("numerator", top, _number),
        ("denominator", bottom, _number),
    ):
        try:
            numbers[name] = how(word)
        except ValueError as error:
            found.append(str(error) if name == "week" else f"the {name} {error}")
    if not found and numbers["numerator"] > numbers["denominator"]:
        found.append(f"the numerator {top} is larger than the denominator {bottom}.")
    problems += [f"Line {line}: {problem}" for problem in found]
    return None if found else (peer, numbers["week"], signal, numbers["numerator"], numbers["denominator"])

"""What becomes of one row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peersupport.exchange.columns import FIELDS
from peersupport.exchange.tables import Record, unguarded


@dataclass(frozen=True)
class Problem:
    """Something to mend: the line, the column by what it is ("" for the row as a whole), and a plain sentence."""

    line: int
    field: str
    sentence: str


@dataclass(frozen=True)
class New:
    """A row that comes in, as what it becomes."""

    line: int
    fingerprint: str
    target_id: uuid.UUID
    item: Any
    is_namesake: bool = False


@dataclass(frozen=True)
class Same:
    """Here already, or the same as a row above."""


@dataclass(frozen=True)
class LeftOut:
    """A meeting of a group, or one that did not take place: it comes in as nothing."""


Outcome = Problem | New | Same | LeftOut


class Cells:
    """The cells of one row by what their columns are."""

    def __init__(self, record: Record, columns: Sequence[str]) -> None:
        self.line = record.line
        cells = record.cells or []
        self.by_field = {field: unguarded(cell) for field, cell in zip(columns, cells, strict=False) if field}
        self.overflow = [cell for cell in cells[len(columns) :] if cell]

    def __getitem__(self, field: str) -> str:
        return self.by_field.get(field, "")

    def __contains__(self, field: str) -> bool:
        return field in self.by_field


def label_of(kind: str, field: str) -> str:
    return str(FIELDS[kind].get(field, ""))

"""Totals without small numbers, from which nobody could tell who it was."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    label: str
    times: int
    minutes: int


def joined(cells: Iterable[Cell], *, small: int, rest: str) -> list[Cell]:
    """The cells, the most frequent first; those under `small` are one cell, `rest`, at the end.

    Where that one would be small itself it takes in the smallest of the others as well: else it could be worked out
    from the sum. Nothing at all where only one would be left.
    """
    ordered = sorted((cell for cell in cells if cell.times), key=lambda cell: (-cell.times, cell.label))
    shown = [cell for cell in ordered if cell.times >= small]
    hidden = ordered[len(shown) :]
    while hidden and sum(cell.times for cell in hidden) < small and shown:
        hidden.insert(0, shown.pop())
    if not shown:
        return []
    if hidden:
        times, minutes = (sum(getattr(cell, name) for cell in hidden) for name in ("times", "minutes"))
        shown.append(Cell(rest, times, minutes))
    return shown

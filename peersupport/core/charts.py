"""Lines over time as SVG made on the server, with a table that says the same. No domain words and no queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 360, 216
RIGHT, TOP, BOTTOM = 10, 12, 30  # room around the drawing
LETTER, BESIDE, MOST_BESIDE = 6, 8, 130  # width of a letter at the side; room beside it; all of it at most
MOST_LABELS = 5
# The shape of a line's points, drawn from its middle: disc, square, triangle, diamond.
SHAPES = ("m-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z", "m-3,-3h6v6h-6z", "m0,-4l4,7h-8z", "m0,-4l4,4l-4,4l-4,-4z")


@dataclass(frozen=True)
class Line:
    """One line. A value per label of the chart; None stays missing: the line has a gap there, and no zero."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Mark:
    """Something happened at a label (its index): an upright stroke with a number, and the words below the chart."""

    at: int
    words: str


@dataclass(frozen=True)
class Chart:
    """title: what is drawn. labels: one short text for each point in time, oldest first.

    ticks: (value, words) along the side, lowest first; the first and the last are the bounds of the drawing. At most
    four lines (more are an error): they differ by stroke and by the shape of their points, so that nobody needs
    colours. band: the usual range (low, high) at each label, or None; band_name says in words what it is. in_words: how
    a value stands in the table ("{:.0%}").
    """

    title: str
    labels: Sequence[str]
    lines: Sequence[Line]
    ticks: Sequence[tuple[float, str]]
    marks: Sequence[Mark] = ()
    band: Sequence[tuple[float, float] | None] = ()
    band_name: str = ""
    in_words: str = "{:.0%}"

    @property
    def is_empty(self) -> bool:
        return not any(value is not None for line in self.lines for value in line.values)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


class Drawing:
    """A chart as the template draws it: places in a box of WIDTH × HEIGHT, as text."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.lowest, self.highest = chart.ticks[0][0], chart.ticks[-1][0]
        longest = max(len(words) for _value, words in chart.ticks)
        self.left = min(MOST_BESIDE, BESIDE + LETTER * longest)

    def x(self, index: int) -> float:
        room = WIDTH - self.left - RIGHT
        return self.left + (
            room / 2 if len(self.chart.labels) == 1 else room * index / (len(self.chart.labels) - 1)
        )

    def y(self, value: float) -> float:
        share = (value - self.lowest) / (self.highest - self.lowest)
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(1.0, max(0.0, share)))

    def _place(self, index: int, value: float) -> str:
        return f"{_short(self.x(index))},{_short(self.y(value))}"

    @property
    def sides(self) -> list[dict[str, str]]:
        """The words along the side and their lines across."""
        return [{"y": _short(self.y(value)), "words": words} for value, words in self.chart.ticks]

    @property
    def labels(self) -> list[dict[str, str]]:
        """As many labels as fit, the first and the last always among them."""
        last = len(self.chart.labels) - 1
        shown = self._labels_that_fit(last)
        anchors = {0: "start", last: "end"} if last else {}
        return [
            {
                "x": _short(self.x(index)),
                "words": self.chart.labels[index],
                "anchor": anchors.get(index, "middle"),
            }
            for index in shown
        ]

    def _labels_that_fit(self, last: int) -> list[int]:
        """Their indexes: so few that none runs into the next."""
        widest = max((len(label) for label in self.chart.labels), default=0) * LETTER
        for count in range(min(MOST_LABELS, last + 1), 2, -1):
            shown = sorted({round(last * step / (count - 1)) for step in range(count)})
            if all(self.x(after) - self.x(before) > widest for before, after in pairwise(shown)):
                return shown
        return sorted({0, last}) if last >= 0 else []

    @property
    def lines(self) -> list[dict[str, object]]:
        """Each with its pieces (polylines between gaps), its points and one point for the list of names."""
        return [
            {
                "name": line.name,
                "look": number,
                "pieces": self._pieces(line),
                "points": [
                    f"M{self._place(index, value)}{shape}"
                    for index, value in enumerate(line.values)
                    if value is not None
                ],
                "sample": f"M14,6{shape}",
            }
            for number, (line, shape) in enumerate(
                zip(self.chart.lines, SHAPES[: len(self.chart.lines)], strict=True), start=1
            )
        ]

    def _pieces(self, line: Line) -> list[str]:
        found: list[list[str]] = [[]]
        for index, value in enumerate(line.values):
            if value is None:
                found.append([])
            else:
                found[-1].append(self._place(index, value))
        return [" ".join(piece) for piece in found if len(piece) > 1]

    @property
    def bands(self) -> list[str]:
        """The usual range as closed shapes, one for each stretch that has one."""
        stretches: list[list[int]] = [[]]
        for index, pair in enumerate(self.chart.band):
            stretches[-1].append(index) if pair is not None else stretches.append([])
        return [self._around(stretch) for stretch in stretches if len(stretch) > 1]

    def _around(self, stretch: list[int]) -> str:
        pairs = [(index, pair) for index in stretch if (pair := self.chart.band[index]) is not None]
        below = [self._place(index, low) for index, (low, _high) in pairs]
        above = [self._place(index, high) for index, (_low, high) in reversed(pairs)]
        return " ".join(below + above)

    @property
    def marks(self) -> list[dict[str, object]]:
        return [
            {"x": _short(self.x(mark.at)), "number": number, "words": mark.words}
            for number, mark in enumerate(self.chart.marks, start=1)
        ]

    @property
    def rows(self) -> list[dict[str, object]]:
        """The table: a label with its marks, each line's value in words ("" where it is missing), the usual range."""
        return [
            {
                "label": label,
                "marks": [mark.words for mark in self.chart.marks if mark.at == index],
                "cells": self._cells(index),
            }
            for index, label in enumerate(self.chart.labels)
        ]

    def _cells(self, index: int) -> list[dict[str, str]]:
        cells = [{"name": line.name, "words": self._words(line.values[index])} for line in self.chart.lines]
        if self.chart.band:
            pair = self.chart.band[index]
            words = " – ".join(self._words(bound) for bound in pair) if pair else ""
            cells.append({"name": self.chart.band_name, "words": words})
        return cells

    def _words(self, value: float | None) -> str:
        return "" if value is None else self.chart.in_words.format(value)

    @property
    def box(self) -> dict[str, str]:
        return {
            "size": f"0 0 {WIDTH} {HEIGHT}",
            "left": str(self.left),
            "right": str(WIDTH - RIGHT),
            "top": str(TOP),
            "bottom": str(HEIGHT - BOTTOM),
            "below": str(HEIGHT - BOTTOM + 18),
            "beside": str(self.left - 6),
        }

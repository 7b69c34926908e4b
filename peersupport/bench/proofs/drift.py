"""The drift detector on agencies nobody has seen: how often it cries wolf, and how many drifts it finds in time."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from supervision.drift import DIRECTIONS, Alarm, Counts, find_drift

from . import drift_scale
from .drift_agencies import MONDAY, SHAPES, WEEKS, Agency, agencies

PROMISED, YARDSTICK = "as_promised", "yardstick"
MOST_FALSE, LEAST_FOUND = 15.0, 86.0  # alarms in 100 peer-signal-years, percent
IN_TIME = timedelta(weeks=8)
# Standard errors that a run may lie beyond a goal. Drifts of one agency are alike, which doubles them.
FAIR = 2.0 * 2
END = MONDAY + timedelta(weeks=WEEKS)


@dataclass
class Tally:
    false: int = 0
    weeks: int = 0
    waits: list[int] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)  # drifts, and those found, in all and by kind

    def add(self, agency: Agency, alarms: list[Alarm]) -> None:
        said: dict[tuple[str, str], list[Alarm]] = defaultdict(list)
        for alarm in alarms:
            said[alarm.peer, alarm.signal].append(alarm)
        for series in agency.series:
            own, until = said[series.peer, series.signal], series.start or END
            self.false += sum(alarm.week < until for alarm in own)
            self.weeks += max((until - series.first).days // 7, 0)
            if series.start:
                self._look_for(series.start, "slow" if series.slow else "step", series.signal, own)

    def _look_for(self, start: date, kind: str, signal: str, said: list[Alarm]) -> None:
        after = [
            alarm.week for alarm in said if alarm.week >= start and alarm.direction == DIRECTIONS[signal]
        ]
        self.count.update(["drifts", kind])
        if after:
            self.waits.append((after[0] - start).days // 7)
        if after and after[0] <= start + IN_TIME:
            self.count.update(["found", f"{kind} found"])

    @property
    def years(self) -> float:
        return self.weeks / 52

    @property
    def false_in_100(self) -> float:
        return 100 * self.false / max(self.years, 0.1)

    def found(self, kind: str = "") -> float:
        """Percent of the drifts, or of those of one kind."""
        return 100 * self.count[f"{kind} found".strip()] / max(self.count[kind or "drifts"], 1)

    def told(self) -> dict[str, Any]:
        return {
            "peer_signal_years": round(self.years),
            "false_alarms": round(self.false_in_100, 1),
            "drifts": self.count["drifts"],
            "found_in_8_weeks": round(self.found(), 1),
            "steps_found": round(self.found("step"), 1),
            "slow_found": round(self.found("slow"), 1),
            "median_weeks": median(self.waits) if self.waits else None,
        }


def prove(*, seed: int, size: int) -> dict[str, Any]:
    """`size` peers of the promised kind; and to be told, half of it of the yardstick, an eighth of each other."""
    tallies, scale = {shape: Tally() for shape in SHAPES}, {rule: Tally() for rule in drift_scale.RULES}
    sizes = {PROMISED: size, YARDSTICK: size // 2}
    for shape, tally in tallies.items():
        chance = Random(f"{seed} {shape}")
        for agency in agencies(shape, max(sizes.get(shape, size // 8), 1), chance):
            tally.add(agency, find_drift(Counts.from_rows(agency.rows)).alarms)
            if shape == YARDSTICK:
                for rule, other in scale.items():
                    other.add(agency, drift_scale.alarms(rule, agency))
    promised = tallies.pop(PROMISED)
    return {
        "peers": size,
        **promised.told(),
        "by_shape": {shape: tally.told() for shape, tally in tallies.items()},
        "others_on_the_yardstick": {rule: tally.told() for rule, tally in scale.items()},
        "examples": complaints(promised),
    }


def complaints(tally: Tally) -> list[str]:
    """Sentences about a goal that is missed by more than chance."""
    false_may = MOST_FALSE + FAIR * math.sqrt(MOST_FALSE * 100 / max(tally.years, 1))
    found_may = LEAST_FOUND - FAIR * math.sqrt(
        LEAST_FOUND * (100 - LEAST_FOUND) / max(tally.count["drifts"], 1)
    )
    said = []
    if tally.false_in_100 > false_may:
        said.append(
            f"{tally.false_in_100:.1f} false alarms in 100 peer-signal-years, {MOST_FALSE:.0f} are promised.\n"
        )
    if tally.found() < found_may:
        said.append(
            f"{tally.found():.1f} % of the drifts found in 8 weeks, {LEAST_FOUND:.0f} are promised.\n"
        )
    return said

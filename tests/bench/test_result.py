"""What the benchmark works out from its figures, and how it says it."""

import json

import pytest

from peersupport.bench.__main__ import arguments
from peersupport.bench.report import as_json, as_table
from peersupport.bench.rows import NAMES
from peersupport.bench.timing import Row, medians, row

WANTED = {
    "middleware_tax",
    "page_vs_reference",
    "page_growth",
    "list_growth_worst",
    "list_worst_class",
    "open_session",
    "may_see",
    "save_session",
    "deep_page",
    "consent_price",
    "decrypt_25",
    "queries",
    "drift",
    "drift_command",
    "due_sweep",
    "outbox_latency",
    "outbox_rate",
}


def test_every_row_that_was_promised_is_measured():
    assert set(NAMES) >= WANTED
    assert len(NAMES) == len(set(NAMES))


def test_the_ratio_is_the_median_of_the_rounds_not_the_ratio_of_the_medians():
    found = row("x", [[2.0, 1.0], [30.0, 10.0], [4.0, 4.0]], goal=2)

    assert (found.ours, found.reference, found.ratio, found.met) == (4.0, 4.0, 2.0, True)


def test_sides_take_turns():
    asked = []
    sides = [lambda: asked.append("a") or 1.0, lambda: asked.append("b") or 3.0]

    assert medians(sides, times=3) == [1.0, 3.0]
    assert asked == ["b", "a", "a", "b", "b", "a"]


def test_json_is_one_line_with_the_promised_keys():
    line = as_json([Row("deep_page", 3.0, 1.0, 3.0, 2)], [10_000, 1_000_000])

    said = json.loads(line)
    assert "\n" not in line
    assert said.keys() == {"rows", "machine", "sessions"}
    assert said["rows"] == [
        {"name": "deep_page", "ours": 3.0, "reference": 1.0, "ratio": 3.0, "goal": 2, "met": False}
    ]


def test_the_table_says_what_was_missed():
    shown = as_table([Row("deep_page", 3.0, 1.0, 3.0, 2, note="person")], [10_000, 20_000], ["detail"])

    assert "MISSED  person" in shown
    assert "10,000 and 20,000 meetings" in shown


@pytest.mark.parametrize("given", ["10000", "10000,10000", "9999,20000", "1,2,3", "many"])
def test_unusable_sizes_are_refused(given, capsys):
    with pytest.raises(SystemExit):
        arguments(["--sessions", given])

    assert "--sessions" in capsys.readouterr().err


def test_names_and_sizes_are_read():
    found = arguments(["--sessions", "100000,10000", "--only", "may_see", "--only", "queries"])

    assert (found.sessions, found.only, found.rounds) == ([10_000, 100_000], ["may_see", "queries"], 3)

"""No small number, and none that could be worked out from the others."""

import random

import pytest

from supervision.totals import Cell, joined


def cells(*times):
    return [Cell(f"{number:03}", count, count * 10) for number, count in enumerate(times)]


def counts(*times):
    return [(cell.label, cell.times) for cell in joined(cells(*times), small=5, rest="rest")]


def test_the_most_frequent_first():
    assert counts(5, 9, 7) == [("001", 9), ("002", 7), ("000", 5)]


def test_small_ones_are_one():
    assert counts(9, 4, 3) == [("000", 9), ("rest", 7)]


def test_one_small_one_takes_the_next_along():
    assert counts(9, 8, 1) == [("000", 9), ("rest", 9)]


def test_where_only_one_would_be_left_there_is_nothing():
    assert counts(9, 1) == []
    assert counts(1, 2, 3) == []
    assert counts() == []


@pytest.mark.parametrize("seed", range(50))
def test_every_number_is_large_and_the_sum_stays(seed):
    chance = random.Random(seed)
    times = [chance.choice([0, 1, 2, 4, 5, 6, 30]) for _ in range(chance.randrange(14))]
    found = joined(cells(*times), small=5, rest="rest")

    assert all(cell.times >= 5 for cell in found)
    assert not found or sum(cell.times for cell in found) == sum(times)
    assert not found or sum(cell.minutes for cell in found) == sum(times) * 10

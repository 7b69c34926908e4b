"""A tenth of `manage.py proof access`, with a new seed every time. The seed is printed when they differ."""

import secrets

from peersupport.bench.proofs.access import compare


def test_may_read_and_every_page_equal_the_oracle():
    outcome = compare(seed=secrets.randbits(32), size=20_000)

    assert (outcome.seed, outcome.differences[:5]) == (outcome.seed, [])
    assert outcome.cells >= 20_000
    assert outcome.readable > outcome.cells / 10

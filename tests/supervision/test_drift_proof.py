"""A tenth of `manage.py proof drift`, and that it would notice."""

import secrets

from peersupport.bench.proofs import drift
from supervision.drift import detector


def test_few_false_alarms_and_most_drifts_found_in_time():
    result = drift.prove(seed=secrets.randbits(32), size=200)

    assert result["examples"] == []
    assert result["peer_signal_years"] > 400
    assert result["drifts"] > 80
    assert set(result["by_shape"]) == set(drift.SHAPES) - {"as_promised"}


def test_a_detector_that_cries_wolf_is_noticed(monkeypatch):
    monkeypatch.setattr(detector, "SAID_AT", 8.0)

    assert any("false alarms" in said for said in drift.prove(seed=1, size=60)["examples"])


def test_a_detector_that_sleeps_is_noticed(monkeypatch):
    monkeypatch.setattr(detector, "SAID_AT", 1e9)

    assert any("found in 8 weeks" in said for said in drift.prove(seed=1, size=60)["examples"])

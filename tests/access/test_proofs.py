"""Small runs of the other proofs of `manage.py proof`, and that each would notice."""

import secrets

from django.db.models import QuerySet

from consent.models import ConsentNow
from peersupport.bench.proofs import gate_drift, model, races
from peersupport.core.principal import acting_as


def summed(result, what, name):
    return sum(counts[name] for pair, counts in result["pairs"].items() if pair.endswith(f"/ {what}"))


OPERATIONS = ("save", "disclosure", "read")


def test_nothing_comes_after_a_narrowing():
    result = races.prove(seed=secrets.randbits(32), size=20)

    assert (result["late"], result["opened_after"], result["examples"]) == (0, 0, [])
    assert (len(result["pairs"]), result["left_out"]) == (18, 6)
    for what in OPERATIONS:
        assert summed(result, what, "committed") > 0
        assert summed(result, what, "refused") > 0
    assert result["begun_after"] > 0


def test_the_races_notice_who_takes_no_lock(monkeypatch):
    """The control: Django locks no row any more, and all else is as it was."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self.all())

    result = races.prove(seed=1, size=30, only=("withdrawal", "block"))

    assert {what: summed(result, what, "late") > 0 for what in OPERATIONS} == dict.fromkeys(OPERATIONS, True)
    assert len(result["examples"]) == result["late"]


def test_every_gate_follows_the_chain():
    result = gate_drift.prove(seed=secrets.randbits(32), size=200)

    assert (result["differences"], result["examples"]) == (0, [])
    assert result["kinds"] >= 8


def test_a_stale_gate_is_noticed():
    gate_drift.prove(seed=3, size=5)
    gate = ConsentNow.objects.first()
    with acting_as(None):
        assert gate_drift.drifted() == []
        ConsentNow.objects.filter(pk=gate.pk).update(allows=gate.allows ^ 1)
        assert gate_drift.drifted() == [str(gate.pk)]


def test_the_agreement_follows_the_model():
    result = model.prove(seed=secrets.randbits(32), size=20)

    assert (result["runs"] >= 12, result["examples"]) == (True, [])
    assert set(result["answers"]) == {"opened", "closed"}


class Forgetful(model.Agreement):
    """A model that thinks an author reads their own words, also where the person keeps them away."""

    def opens(self, told, reader):
        return reader == "author" or super().opens(told, reader)


def test_the_model_notices_a_difference():
    result = model._run(Forgetful, seed=1, size=40)

    assert result["examples"] != []

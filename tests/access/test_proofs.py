"""Small runs of the other proofs of `manage.py proof`, and that each would notice."""

import secrets
import time
import uuid

from consent.models import ConsentNow, Release
from consent.services import preview_by_release
from consent.services.disclosures import write
from peersupport.bench.proofs import consent_race, gate_drift, model, release_race
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.core.principal import acting_as
from sessions_app.models import SupportSession


def test_no_save_commits_after_a_narrowing():
    result = consent_race.prove(seed=secrets.randbits(32), size=45)

    assert (result["late"], result["examples"]) == (0, [])
    assert result["committed"] > 0
    assert result["refused"] > 0


def test_the_race_notices_a_save_that_takes_no_lock():
    def careless(person, peer, entry):
        SupportSession.objects.create(
            agency_id=person.agency_id, peer=peer.peer, program=person.program, level="brief", state="completed",
            local_start="2026-01-01T10:00", time_zone="UTC", starts_at=clock.now(), minutes=10, closed_at=clock.now(),
        )  # fmt: skip

    result = consent_race.prove(seed=1, size=30, save=careless)

    assert result["late"] > 0


def test_nothing_goes_out_after_a_narrowing():
    result = release_race.prove(seed=secrets.randbits(32), size=45)

    assert (result["late"], result["examples"]) == (0, [])
    assert result["committed"] > 0
    assert result["refused"] > 0


def test_the_race_notices_a_disclosure_that_takes_no_lock():
    def careless(person, peer, entry):
        release = release_race.newest(person)
        if release.revoked_at is None:
            draft = preview_by_release(release=release, items=[release_race.LETTER], by=peer)
            time.sleep(0.02)
            write(
                uuid.uuid4(), person, draft, basis="release", release=release, sent_by="mail", recipient="x",
                purpose="x", made_by=peer, by=peer,
            )  # fmt: skip

    def only_checked(person, peer, entry):
        try:
            careless(person, peer, entry)
        except Release.DoesNotExist as gone:
            raise WrongState("gone") from gone

    result = release_race.prove(seed=1, size=30, disclose=only_checked)

    assert result["late"] > 0


def test_every_gate_follows_the_chain():
    result = gate_drift.prove(seed=secrets.randbits(32), size=100)

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
    result = model.prove(seed=secrets.randbits(32), size=12)

    assert (result["runs"] >= 12, result["examples"]) == (True, [])
    assert set(result["answers"]) == {"opened", "closed"}


class Forgetful(model.Agreement):
    """A model that thinks an author reads their own words, also where the person keeps them away."""

    def opens(self, told, reader):
        return reader == "author" or super().opens(told, reader)


def test_the_model_notices_a_difference():
    result = model._run(Forgetful, seed=1, size=40)

    assert result["examples"] != []

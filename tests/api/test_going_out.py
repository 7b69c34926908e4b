"""Permissions and what went out, read by token: words where they open, and nothing to write."""

import pytest

from tests.api.caller import Caller, problem
from tests.consent.going_out import Going
from tests.factories import make_peer


@pytest.fixture
def going():
    return Going()


def test_the_person_reads_every_word_and_a_supervisor_that_it_is_there(going):
    release = going.release()
    sent = going.send(release)
    me, clinical = Caller(going.own), Caller(going.clinical)

    mine = me.get(f"people/{going.person.pk}/releases/").json()["results"]
    went = me.get(f"people/{going.person.pk}/disclosures/").json()["results"]
    theirs = clinical.get(f"people/{going.person.pk}/disclosures/").json()["results"]

    assert [(one["id"], one["recipient"], one["state"], one["kinds"]) for one in mine] == [
        (str(release.pk), "County housing office", "in_force", ["facts", "words"])
    ]
    assert [(one["id"], one["basis"], "Sam has come" in one["text"]) for one in went] == [
        (str(sent.pk), "release", True)
    ]
    assert [(one["id"], one["text"], one["recipient"], one["purpose"], one["reason"]) for one in theirs] == [
        (str(sent.pk), None, None, None, None)
    ]


def test_a_stranger_finds_nothing_and_nothing_is_written_by_token(going):
    going.release()
    stranger, me = Caller(make_peer(agency=going.agency).user), Caller(going.own)

    for what in ("releases", "disclosures"):
        problem(stranger.get(f"people/{going.person.pk}/{what}/"), 404)
        problem(me.post(f"people/{going.person.pk}/{what}/", {}), 405)

"""Permissions and what went out by token: read where words open, given and taken along by the person's own."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest

from consent.models import Disclosure, Release
from tests.api.caller import Caller, problem, wrong_fields
from tests.api.test_idempotency import at_once
from tests.consent.going_out import Going
from tests.factories import make_peer


@pytest.fixture
def going():
    return Going()


def terms(going, **more):
    return {
        "recipient": "County housing office", "sent_by": "mail", "kinds": ["facts"],
        "what": "That I come, and on which days", "purpose": "My application for an apartment",
        "until_on": f"{going.program.today() + timedelta(days=30)}", "language": "en", **more,
    }  # fmt: skip


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
    assert me.get(f"releases/{release.pk}/").json() == mine[0]
    assert me.get(f"disclosures/{sent.pk}/").json() == went[0]
    assert clinical.get(f"disclosures/{sent.pk}/").json() == theirs[0]


def test_a_stranger_finds_nothing_and_only_the_person_gives_by_token(going):
    release = going.release()
    sent = going.send(release)
    stranger = Caller(make_peer(agency=going.agency).user)
    before = Release.objects.count(), Disclosure.objects.count()

    for what in ("releases", "disclosures"):
        for path in (f"people/{going.person.pk}/{what}/", f"people/{going.person.pk}/{what}/preview/"):
            problem(stranger.post(path, terms(going)), 404)
            for user in (going.user, going.clinical, going.office):
                problem(Caller(user).post(path, terms(going, signature="Sam")), 403)
        problem(stranger.get(f"people/{going.person.pk}/{what}/"), 404)
    for path in (f"releases/{release.pk}/", f"disclosures/{sent.pk}/"):
        problem(stranger.get(path), 404)
    problem(stranger.post(f"releases/{release.pk}/end/"), 404)
    assert (Release.objects.count(), Disclosure.objects.count()) == before


def test_the_person_reads_word_for_word_what_they_sign_and_gives_it(going):
    me, path = Caller(going.own), f"people/{going.person.pk}/releases/"

    shown = me.post(f"{path}preview/", terms(going)).json()
    made = me.post(path, terms(going, signature="Sam"), key="k")

    assert made.status_code == 201, made.content
    assert me.post(path, terms(going, signature="Sam"), key="k").content == made.content
    one = me.get(made.json()["href"].removeprefix("/api/v1/")).json()
    assert one["text"] == shown["text"]
    assert "County housing office" in shown["text"]
    assert Release.objects.get().held_by == going.own


def test_what_is_missing_in_a_permission_is_refused_at_its_field(going):
    me, path = Caller(going.own), f"people/{going.person.pk}/releases/"
    wrong = {
        "recipient": ["", None, 5], "sent_by": ["pigeon", "", None], "kinds": [[], ["all"], "facts", None],
        "what": [""], "purpose": [" "], "until_on": ["soon", "2001-01-01", "2027-02-30", 5, None],
        "language": ["fr", ""], "for_proceedings": ["yes", 1], "signature": ["", None],
    }  # fmt: skip
    for field, values in wrong.items():
        for value in values:
            answer = me.post(path, terms(going, **{"signature": "Sam", field: value}))
            found = {name.partition(".")[0] for name in wrong_fields(answer)}
            assert found == {field}, (field, value)
    assert wrong_fields(me.post(path, terms(going, signature="Sam", looked="x"))) == {"looked"}
    assert not Release.objects.exists()


def test_a_permission_is_taken_back_by_either_of_the_two_in_one_request(going):
    for user in (going.own, going.user):
        release = going.release()
        for other in (going.clinical, going.office):
            problem(Caller(other).post(f"releases/{release.pk}/end/"), 403)

        ended = Caller(user).post(f"releases/{release.pk}/end/")

        assert ended.json()["state"] == "taken_back"
        problem(Caller(user).post(f"releases/{release.pk}/end/"), 409)
        assert not Release.objects.in_force().filter(pk=release.pk).exists()


def test_the_person_takes_along_exactly_what_they_looked_at(going):
    me, path = Caller(going.own), f"people/{going.person.pk}/disclosures/"
    pieces = {"words": "Please call before you come.", "recipient": "The clinic"}

    draft = me.post(f"{path}preview/", pieces).json()
    assert not Disclosure.objects.exists()
    problem(me.post(path, {**pieces, "words": "Come!", "looked_at": draft["fingerprint"]}), 409)
    made = me.post(path, {**pieces, "looked_at": draft["fingerprint"]}, key="k")

    assert made.status_code == 201, made.content
    one = me.get(made.json()["href"].removeprefix("/api/v1/")).json()
    assert (one["basis"], one["text"]) == ("own", draft["text"])
    assert Disclosure.objects.get().made_by == going.own


def test_nothing_and_nonsense_are_not_taken_along(going):
    me, path = Caller(going.own), f"people/{going.person.pk}/disclosures/"

    assert wrong_fields(me.post(f"{path}preview/", {})) == {"items"}
    assert wrong_fields(me.post(f"{path}preview/", {"facts": [str(uuid.uuid4())]})) == {"items"}
    for field, values in {
        "facts": ["all", ["x"], None],
        "note": ["x", []],
        "words": [5],
        "looked_at": ["x", 5],
    }.items():
        for value in values:
            body = {"words": "a", "looked_at": "0" * 64, field: value}
            assert {name.partition(".")[0] for name in wrong_fields(me.post(path, body))} == {field}
    assert wrong_fields(me.post(path, {"words": "a"})) == {"looked_at"}
    assert not Disclosure.objects.exists()


def test_twenty_at_once_make_one_permission_and_one_page(going):
    me, base = Caller(going.own), f"people/{going.person.pk}"
    looked_at = me.post(f"{base}/disclosures/preview/", {"words": "a"}).json()["fingerprint"]
    for path, body, rows in (
        ("releases", terms(going, signature="Sam"), Release.objects),
        ("disclosures", {"words": "a", "looked_at": looked_at}, Disclosure.objects),
    ):
        answers = at_once(
            20,
            lambda: Caller(going.own, me.token).post(f"{base}/{path}/", body, key=path),  # noqa: B023
        )
        assert Counter(answer.status_code for answer in answers) == {201: 20}
        assert len({answer.content for answer in answers}) == 1
        assert rows.count() == 1

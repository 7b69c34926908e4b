"""Nothing that is sent brings the API down: each bad request gets a 4xx, a sentence, and changes nothing."""

import json
import uuid

import pytest

from peersupport.people.models import SupportedPerson
from sessions_app.models import SupportSession
from tests.api.caller import Caller, problem, wrong_fields
from tests.sessions_app.world import Two, wall

DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
BODIES = {
    "empty array": b"[]",
    "text": b'"hello"',
    "number": b"7",
    "null": b"null",
    "half": b'{"person": ',
    "two": b"{}{}",
    "not utf-8": b'{"text": "\xff\xfe"}',
    "utf-16": '{"text": "a"}'.encode("utf-16"),
    "lone surrogate": b'{"text": "\\ud800"}',
    "surrogate name": b'{"\\udc00": 1}',
    "twice": b'{"minutes": 1, "minutes": 2}',
    "NaN": b'{"minutes": NaN}',
    "infinite": b'{"minutes": -Infinity}',
    "huge exponent": b'{"minutes": 1e999}',
    "huge number": b'{"minutes": ' + b"9" * 5_000 + b"}",
    "deep": DEEP[: 200 * 1024],
    "deep list": b"[" * 100_000,
    "unknown": b'{"score": 3}',
    "NUL name": b'{"\\u0000": 3}',
}
ODD = [
    None,
    True,
    [],
    {},
    [[]],
    0,
    -1,
    2**70,
    1.5,
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202ea",
    "x" * 30_000,
    "\u2028",
]
POSTS = ("people/", "people/search/", "pairings/", "sessions/plan/", "sessions/log/")


@pytest.fixture
def two():
    return Two()


@pytest.mark.parametrize("name", BODIES)
def test_bodies_that_are_no_request(two, name):
    caller = Caller(two.user)
    for path in POSTS:
        problem(caller.post(path, BODIES[name]), 400)

    assert SupportSession.objects.count() == 0


def test_a_body_that_is_too_large_is_not_read(two):
    body = json.dumps({"text": "a" * 1_000_000}).encode()

    assert problem(Caller(two.user).post("sessions/log/", body), 413)["title"] == "This is too large"


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""],
)
def test_only_json_is_read(two, kind):
    problem(Caller(two.user).post("sessions/plan/", b"a=1", **{"Content-Type": kind}), 415)


def test_only_json_is_answered(two):
    caller = Caller(two.user)
    answer = caller.client.get("/api/v1/people/", headers=caller.headers() | {"Accept": "text/html"})

    problem(answer, 406)


def test_methods_that_are_not_there(two):
    caller = Caller(two.user)
    for method in ("put", "patch", "delete", "options", "trace"):
        answer = getattr(caller.client, method)("/api/v1/sessions/", headers=caller.headers())
        problem(answer, 405)


def log(two):
    at = wall(hours=-2)
    said = {
        "person": str(two.person.pk),
        "local_start": f"{at:%Y-%m-%dT%H:%M}",
        "minutes": 45,
        "id": str(uuid.uuid4()),
    }
    return {**said, "kinds": ["emotional"], "text": "We sat by the river."}


FIELDS = ["id", "person", "local_start", "minutes", "fold", "way", "place", "kinds", "agenda_by", "agenda",
          "shared_story", "why_shared", "own_words", "own_words_by", "text", "rest_stays_between_us", "next_step",
          "next_step_whose", "taken_along", "how_written", "language", "read_together", "not_read_because",
          "their_signature", "their_signature_by", "goal_ids", "tags", "says", "connection",
          "connection_state", "connection_with", "connection_on"]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_takes_odd_values_with_a_sentence_or_as_nothing(two, field):
    caller = Caller(two.user)
    for value in ODD:
        answer = caller.post("sessions/log/", log(two) | {field: value})
        assert answer.status_code in {201, 400, 404, 409}, (value, answer.content)
        if answer.status_code == 400:
            assert wrong_fields(answer)


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59", "2099-12-31T23:59", "2026-02-30T10:00", "2026-13-01T10:00", "2026-01-01", "now",
           "2026-01-01T10:00:00Z", "２０２６-01-01T10:00", "0001-01-01T00:00"]
)  # fmt: skip
def test_days_that_are_none(two, at):
    caller = Caller(two.user)
    plan = {"person": str(two.person.pk), "local_start": at, "minutes": 45}
    for path, body in (("sessions/plan/", plan), ("sessions/log/", log(two) | {"local_start": at})):
        assert wrong_fields(caller.post(path, body)) == {"local_start"}


QUERIES = [
    ("before", "x"), ("before", "2026-01-01T00:00:00Z,no"), ("before", "2026-01-01,"), ("before", "\x00"),
    ("before", f"9999-12-31T23:59:59+23:00,{uuid.UUID(int=0)}x"), ("state", "open"), ("state", "\x00"),
    ("person", "me"), ("peer", "9" * 5_000), ("program", "\x00"), ("since", "9999-12-31"), ("until", "9999-12-31"),
    ("since", "0001-01-01"), ("until", "tomorrow"), ("limit", "1000000"), ("offset", "1"), ("page", "2"), ("", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), QUERIES)
def test_parameters_that_are_none(two, name, value):
    assert wrong_fields(Caller(two.user).get("sessions/", **{name: value})) == {name}


def test_a_cursor_at_the_end_of_time_is_a_place(two):
    place = f"9999-12-31T23:59:59Z,{uuid.UUID(int=0)}"

    assert Caller(two.user).get("sessions/", before=place).status_code == 200


def test_refusals_come_in_the_readers_language(two):
    type(two.user).objects.filter(pk=two.user.pk).update(language="es")

    answer = Caller(two.user).post(
        "sessions/plan/", {"person": str(two.person.pk), "local_start": "x", "minutes": 0}
    )

    assert wrong_fields(answer) == {"local_start", "minutes"}
    assert answer.headers["Content-Language"] == "es"


def test_each_name_is_kept_as_written(two):
    name = "  Zoë O’Brien-Nguyễn 🌻 "
    caller = Caller(two.user)

    made = caller.post("people/", {"program": str(two.program.pk), "chosen_name": name, "said_yes": True})

    assert made.status_code == 201
    assert SupportedPerson.objects.get(pk=made.json()["id"]).chosen_name == name.strip()
    assert caller.get(f"people/{made.json()['id']}/").json()["chosen_name"] == name.strip()

"""The API under requests made from its own description, well-formed and not: never an error of ours.

Half of the ids sent are real, so that requests get past the first door. Readers are a peer, the office and a
person who is supported.
"""

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import hypothesis
import schemathesis
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from hypothesis import strategies
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from consent.models import ConfidentialityPolicy, ConsentRecord, Disclosure, Release
from consent.outgoing import Item
from consent.services import Terms, give_release, preview_own, take_along
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.bench.programs import token_of
from peersupport.bench.visitor import Visitor, product
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import BlockedStaff, Pairing, PersonGrant
from peersupport.people.services import block_staff, grant_access
from sessions_app.models import Goal, NoteReview, PersonResponse, SessionNote, SetAside, SupportSession

from .house import SmallHouse, build, staff
from .meetings import some_meetings

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = "/api/v1/schema/"
MOST_SECONDS = 900
SETTINGS: dict[str, Any] = {
    "API_REQUESTS_A_MINUTE": 10_000_000,
    "ALLOWED_HOSTS": ["127.0.0.1", "localhost"],
    # No files were collected for a house that is gone in a minute.
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}
PEOPLE = 12


@dataclass
class Outcome:
    cases: int = 0
    server_errors: int = 0
    undescribed: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """One token, and ids of rows that exist."""

    address: str
    token: str
    ids: dict[str, list[str]]

    def headers(self, dice: random.Random) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"{dice.random()}"}


def prove(*, seed: int, size: int, only: str = "") -> dict[str, Any]:
    """`only`: operations whose address ends like this."""
    outcome, dice, started = Outcome(), random.Random(seed), time.monotonic()
    house = build(people=PEOPLE)
    some_meetings(house)
    own_things(house)
    with override_settings(**SETTINGS), serve() as address:
        readers = [
            Reader(address, token_of(user.pk, name="proof"), ids_of(house))
            for user in (house.peer.user, house.office, house.people[0].user)
        ]
        described = schemathesis.openapi.from_dict(described_by(house.office))
        operations = [found.ok() for found in described.get_all_operations()]
        operations = [operation for operation in operations if operation.path.endswith(only)]
        each = max(1, size // (len(readers) * len(operations)))
        while outcome.cases < size and time.monotonic() - started < MOST_SECONDS:
            for operation in operations:
                for reader in readers:
                    attack(operation, reader, outcome, times=each, seed=dice.getrandbits(32))
    return {
        "cases": outcome.cases,
        "operations": len(operations),
        "server_errors": outcome.server_errors,
        "undescribed": outcome.undescribed,
        "codes": {str(code): count for code, count in sorted(outcome.codes.items())},
        "examples": outcome.examples,
    }


def attack(operation: Any, reader: Reader, outcome: Outcome, *, times: int, seed: int) -> None:
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            cases = operation.as_strategy(generation_mode=mode)
            ask_often(cases, reader, outcome, times=(times + 1) // 2, seed=seed)
        except hypothesis.errors.Unsatisfiable:
            continue  # nothing can be wrong about a request without parameters


def ask_often(cases: Any, reader: Reader, outcome: Outcome, *, times: int, seed: int) -> None:
    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=times,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=cases, dice=strategies.randoms(use_true_random=False))
    def one(case: Any, dice: random.Random) -> None:
        real_ids(case, reader, dice)
        answer = case.call(base_url=reader.address, headers=reader.headers(dice), timeout=30)
        judge(case, answer, outcome)

    one()


def real_ids(case: Any, reader: Reader, dice: random.Random) -> None:
    """Half of the ids lead somewhere."""
    kind = case.path.split("/")[3]
    if case.path_parameters and dice.random() < 0.5 and (there := reader.ids[kind]):
        case.path_parameters["id"] = dice.choice(there)
    if isinstance(case.body, dict):
        for name in {"person", "peer", "program", "covers_for", "policy_read"} & set(case.body):
            if dice.random() < 0.7:
                case.body[name] = dice.choice(reader.ids[name])


def judge(case: Any, answer: Any, outcome: Outcome) -> None:
    outcome.cases += 1
    outcome.codes[answer.status_code] += 1
    if answer.status_code >= 500:
        outcome.server_errors += 1
        outcome.examples.append(f"{answer.status_code}: {case.as_curl_command()}\n")
        return
    try:
        case.validate_response(answer, checks=CHECKS)
    except (Failure, FailureGroup) as problem:
        outcome.undescribed += 1
        outcome.examples.append(f"{problem}\n{case.as_curl_command()}\n")


def own_things(house: SmallHouse) -> None:
    """What people allow, take along, whom they let in and keep away: colleagues who have nothing else to do here."""
    spare, guest = staff(house, "spare", Role.PEER), staff(house, "guest", Role.CLINICAL_SUPERVISOR)
    week = clock.now() + timedelta(days=7)
    terms = Terms(
        "Somebody", "mail", ("facts",), "That I come", "An apartment", until_event="until I have it"
    )
    for person in house.people:
        by = person.user
        with acting_as(by.pk):
            give_release(key=uuid.uuid4(), person=person, terms=terms, way="typed", signature="S", by=by)
            said = {"person": person, "items": [Item("words", None, "-", "A few lines.")], "by": by}
            take_along(key=uuid.uuid4(), looked_at=preview_own(**said).fingerprint, **said)
            block_staff(person=person, user=spare, by=by)
            grant_access(
                person=person, user=guest, audience="clinical", contents=["facts"], reason="They ask for it",
                ends_at=week, confirmed_by=None, by=by,
            )  # fmt: skip


def ids_of(house: SmallHouse) -> dict[str, list[str]]:
    people = [str(person.pk) for person in house.people]
    own = {"agency": house.agency}
    policies = [str(pk) for pk in ConfidentialityPolicy.objects.filter(**own).values_list("pk", flat=True)]
    rows = {
        "pairings": Pairing,
        "sessions": SupportSession,
        "notes": SessionNote,
        "note-answers": PersonResponse,
        "set-aside": SetAside,
        "reviews": NoteReview,
        "goals": Goal,
        "answers": ConsentRecord,
        "releases": Release,
        "disclosures": Disclosure,
        "keep-away": BlockedStaff,
        "let-in": PersonGrant,
    }
    return {
        "people": people,
        "person": people,
        "peer": [str(house.peer.pk)],
        "covers_for": [str(house.peer.pk)],
        "program": [str(house.program.pk)],
        "policy": policies,
        "policy_read": policies,
        **{
            kind: [str(pk) for pk in model._default_manager.filter(**own).values_list("pk", flat=True)]
            for kind, model in rows.items()
        },
    }


def described_by(staff: User) -> Any:
    """The schema as a member of staff downloads it."""
    return schemathesis.openapi.loaders.load_content(
        Visitor(product(), staff.pk).page(SCHEMA), schemathesis.openapi.loaders.ContentType.YAML
    )


class QuietHandler(WSGIRequestHandler):
    disable_nagle_algorithm = True

    def log_message(self, *_arguments: object) -> None:
        """The outcome is one line."""


@contextmanager
def serve() -> Iterator[str]:
    """The application on loopback, in threads of this process."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler, connections_override={})
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Every relation at every address over real HTTP, and what must not stand in any answer."""

import logging
import os
import random
from collections.abc import Iterator

import pytest

from tests.architecture.routes import all_routes

from .addresses import form_of, path_of
from .house import PLANTED, House, build
from .matrix import CANARIES, RELATIONS, expected, may_see
from .snapshot import Snapshot
from .wire import Answer, Wire

# Written by an answer that changes nothing of anybody's: the visitor's own session, the count of a token's requests,
# and the trace of a reading.
NO_CHANGE = {"django_session", "audit_accessevent", "api_token"}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
}
MATRIX = expected()
WHOLE = os.environ.get("WHOLE") == "1"
# A method that an address does not have is asked for by these alone: that has nothing to do with relations.
ONE_OF_EACH = {"author", "person", "anonymous"}


def test_every_route_stands_in_the_table():
    routes = {route.name for route in all_routes()}
    named = {address.partition("@")[0] for address, _method in MATRIX}

    assert routes == named


def test_the_table_names_only_relations_that_exist():
    assert {name for cell in MATRIX.values() for name in cell} == set(RELATIONS)
    assert set().union(*(may_see(kind, agreed=True) for kind in CANARIES)) <= set(RELATIONS)
    assert set(CANARIES) == set(PLANTED)


def is_asked() -> bool:
    return WHOLE or random.random() < 1 / 3


class Visit:
    """One reader going through the whole table."""

    def __init__(self, house: House, wire: Wire, relation: str, snapshot: Snapshot, *, agreed: bool) -> None:
        self.house, self.wire, self.relation, self.snapshot = house, wire, relation, snapshot
        self.agreed = agreed
        self.wrong: list[str] = []

    def everywhere(self) -> list[str]:
        """Every cell that is open to them, and of the closed ones a third, another one in every run."""
        for address in sorted({address for address, _method in MATRIX}):
            for method in ("GET", "POST"):
                if (address, method) in MATRIX:
                    if not self.is_left_out(address, method):
                        self.cell(address, method)
                elif self.relation in ONE_OF_EACH and is_asked():
                    self.cell(address, method)
        return self.wrong

    def is_left_out(self, address: str, method: str) -> bool:
        """Two thirds of what is no page to them, unless the whole table is asked for (WHOLE=1)."""
        is_closed = MATRIX[address, method][self.relation] in {"404", "401", "sign-in"}
        return is_closed and not is_asked()

    def what_a_yes_changes(self) -> list[str]:
        """Every page and form whose answer depends on the agreement, and a third of the other pages."""
        for (address, method), cell in sorted(MATRIX.items()):
            depends = any("/" in answer for answer in cell.values())
            if (depends and not self.is_left_out(address, method)) or (method == "GET" and is_asked()):
                self.cell(address, method)
        return self.wrong

    def expected(self, address: str, method: str) -> str:
        cell = MATRIX.get((address, method))
        if cell is None:
            other = MATRIX[address, "POST" if method == "GET" else "GET"]
            is_closed = other["anonymous"] in {"sign-in", "401"} and self.relation == "anonymous"
            return other["anonymous"] if is_closed else "405"
        with_a_yes, _slash, without = cell[self.relation].partition("/")
        return with_a_yes if self.agreed or not without else without

    def cell(self, address: str, method: str) -> None:
        path, wanted = path_of(self.house, address), self.expected(address, method)
        answer = self.wire.ask(method, path, form_of(self.house, address) if method == "POST" else None)
        self.note(address, method, answer.code == wanted, f"{answer.code} instead of {wanted}")
        signed_in = self.relation != "anonymous" and address != "account_logout"
        headers = missing_headers(answer, signed_in=signed_in, styled=address == "api:docs")
        for problem in (*headers, *self.leaks(answer)):
            self.note(address, method, False, problem)
        changed = self.snapshot.changed()
        if method == "GET" or wanted not in {"200", "201", "204", "go"}:
            surprising = changed - NO_CHANGE
            self.note(address, method, not surprising, f"changed {sorted(surprising)}")
        if wanted in {"401", "404", "403", "405", "sign-in"}:
            self.note(address, method, "audit_accessevent" not in changed, "opened something sealed")
        self.snapshot.put_back(changed)

    def leaks(self, answer: Answer) -> Iterator[str]:
        for kind, sentences in PLANTED.items():
            if self.relation in may_see(kind, agreed=self.agreed):
                continue
            yield from (f"shows {kind}: {sentence}" for sentence in sentences if sentence in answer.body)

    def note(self, address: str, method: str, is_right: bool, problem: str) -> None:
        if not is_right:
            self.wrong.append(f"{self.relation:13} {method:4} {address}: {problem}")


def missing_headers(answer: Answer, *, signed_in: bool, styled: bool = False) -> Iterator[str]:
    """styled: the page of a library that writes styles into itself, and nothing else that is unsafe."""
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)!r}"
    policy = answer.headers.get("content-security-policy", "")
    allowed = policy.replace("style-src 'self' 'unsafe-inline'", "") if styled else policy
    if "default-src 'none'" not in policy or "unsafe" in allowed:
        yield f"content-security-policy is {policy!r}"
    if signed_in and "no-store" not in answer.headers.get("cache-control", ""):
        yield "may be kept in a cache"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what this is about; nobody reads them in a log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def snapshot(django_db_setup) -> Iterator[Snapshot]:
    one = Snapshot(django_db_setup)
    yield one
    one.forget()


def visits(
    house: House, address: str, snapshot: Snapshot, relations: list[str], *, agreed: bool
) -> list[Visit]:
    """Everybody signs in before the snapshot is taken, or putting it back would sign them out."""
    wires = {name: Wire(address, house.readers[name]) for name in relations}
    snapshot.take()
    return [Visit(house, wire, name, snapshot, agreed=agreed) for name, wire in wires.items()]


QUARTERS = [list(RELATIONS)[start::4] for start in range(4)]
# The person is a stranger to them with a yes and without one: what its end changes, changes for the others.
STRANGERS = {"other", "offered", "clinical_far", "senior_far", "another", "elsewhere", "left", "anonymous"}
NEAR = [name for name in RELATIONS if WHOLE or name not in STRANGERS]
AFTER_A_YES = [NEAR[start::4] for start in range(4)]


@pytest.mark.parametrize("relations", QUARTERS, ids="-".join)
def test_every_relation_at_every_address(relations, live, snapshot):
    house, wrong = build(agreed=True), []
    for visit in visits(house, live, snapshot, relations, agreed=True):
        wrong += visit.everywhere()
        visit.wire.close()

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("relations", AFTER_A_YES, ids="-".join)
def test_every_relation_after_the_yes_was_taken_back(relations, live, snapshot):
    house, wrong = build(agreed=False), []
    for visit in visits(house, live, snapshot, relations, agreed=False):
        wrong += visit.what_a_yes_changes()
        visit.wire.close()

    assert not wrong, "\n".join(wrong)


def test_a_wrong_line_and_a_leak_are_noticed(live, snapshot, monkeypatch):
    """The table says that a stranger sees the person's page, and that nobody but them may know the name."""
    house = build(agreed=True)
    monkeypatch.setitem(MATRIX, ("home:person_page", "GET"), dict.fromkeys(RELATIONS, "200"))
    monkeypatch.setitem(CANARIES, "name", "person")
    stranger, peer = visits(house, live, snapshot, ["other", "author"], agreed=True)

    stranger.cell("home:person_page", "GET")
    peer.cell("home:person_page", "GET")

    assert [line.split(": ", 1)[1] for line in stranger.wrong] == ["404 instead of 200"]
    assert [line.split(": ", 1)[1] for line in peer.wrong] == ["shows name: Wilhelmina Quark"]
    stranger.wire.close()
    peer.wire.close()

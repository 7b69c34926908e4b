"""Reader × content × choice × policy × kept away: every cell of table.py, through every door, over real HTTP."""

import logging
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from consent.querysets import may_read_cells
from consent.services import withdraw_consent
from peersupport.core.pdf import can_make_pdf
from peersupport.core.principal import acting_as
from peersupport.my_record.readers import readers_today

from . import table
from .table_house import TableHouse
from .wire import Wire

FORMS = {
    "people:person_search": {"q": "Wilhel"},
    "api:person_search": {"q": "Wilhel"},
    "api:note_search": {"q": "canary-by", "purpose": "documentation"},
    "exchange:people_take": {"why": "overview"},
    "exchange:meetings_take": {"why": "overview"},
    "sessions_app:session_read": {"why": "documentation"},
}
NO_AGREEMENT = "none"
RULE = Path(settings.BASE_DIR, "consent/sql/access.sql")
# What is wrong → how the rule reads, how it would read with the fault, and who gets too much by it.
FAULTS = {
    "the waiting days of who stands in": ("ANY (s.cover_open)", "ANY (s.cover)", {"early"}),
    "the waiting days of a link": ("p_author = ANY (s.clinical_open)", "p_author = ANY (s.clinical)", {"new_clinical"}),
    "the end of a grant": ("AND g.ends_at > moment", "", {"was_let_in"}),
    "the choice for a supervisor": (
        "ANY (s.clinical_open) AND allows & cell_bit('clinical', p_content) <> 0", "ANY (s.clinical_open)",
        {"clinical"},
    ),
    "an unconfirmed return": ("h.walking AND a.confirm_by IS NULL AS settled", "h.walking AS settled", {"returned"}),
    "a block": (
        "SELECT coalesce(array_agg(b.person_id), '{}') FROM people_blockedstaff b WHERE b.user_id = me",
        "'{}'::uuid[]", {"author", "paired", "cover", "senior"},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Door:
    content: str
    kind: str
    method: str
    address: str
    sign: str
    but: frozenset[str]


def doors_in(text: str) -> list[Door]:
    found = []
    for line in text.strip().splitlines():
        front, _but, but = line.partition(" but ")
        content, kind, method, address, sign = front.split(maxsplit=4)
        found.append(Door(content, kind, method, address, sign.strip(), frozenset(but.split())))
    return found


@cache
def cells() -> dict[str, dict[str, str]]:
    head, *lines = table.TABLE.strip().splitlines()
    contents = head.split()
    return {
        reader: dict(zip(contents, row, strict=True)) for reader, *row in (line.split() for line in lines)
    }


def opens(reader: str, content: str, *, policy: str, choice: str, kept_away: bool) -> bool:
    """The table, read."""
    cell = cells()[reader][content]
    if kept_away and reader != "person":
        return content in table.BLOCKED.get(reader, set())
    holds = choice != NO_AGREEMENT
    if cell == "shown":
        return holds
    if not cell.startswith("gate:"):
        return cell == "yes"
    kind = "plan" if content == "plan" else "words"
    at_most = table.AT_MOST[cell.removeprefix("gate:"), kind]
    capped = min(policy, at_most, key=table.POLICIES.index)
    return holds and table.GATE[capped, choice] == "yes"


class Visit:
    """One reader at every door, as one condition of the table says."""

    def __init__(self, house: TableHouse, reader: str, wire: Wire, **condition: object) -> None:
        self.house, self.reader, self.wire, self.condition = house, reader, wire, condition
        self.signs, self.arguments = house.signs(), house.arguments()
        self.wrong: list[str] = []

    def opens(self, content: str) -> bool:
        return opens(self.reader, content, **self.condition)  # type: ignore[arg-type]

    def everywhere(self, contents: set[str]) -> list[str]:
        doors = doors_in(table.DOORS_OF_PERSON if self.reader == "person" else table.DOORS)
        answers: dict[tuple[str, str], tuple[int, str]] = {}
        for door in doors:
            if door.content not in contents or not self.is_a_way(door):
                continue
            where = door.method, door.address
            answers[where] = answers.get(where) or self.ask(*where)
            self.check(door, *answers[where])
        self.plan_by_the_rule()
        return self.wrong

    def is_a_way(self, door: Door) -> bool:
        if self.reader in door.but or (self.condition["kept_away"] and "kept_away" in door.but):
            return False
        return door.address != "sharing:my_out_pdf" or can_make_pdf()

    def ask(self, method: str, address: str) -> tuple[int, str]:
        arguments, query = self.arguments.get(address, ({}, ""))
        route = address.partition("@")[0]
        answer = self.wire.ask(method, reverse(route, kwargs=arguments) + query, FORMS.get(route, {}))
        self.leaks(address, answer.body)
        return answer.status, answer.body

    def check(self, door: Door, status: int, body: str) -> None:
        shown = (
            status == 200 if door.sign == "{ok}" else status == 200 and door.sign.format(**self.signs) in body
        )
        if shown != self.opens(door.content):
            self.note(
                door.content, f"{door.kind} {door.address} {'opens' if shown else 'stays closed'} ({status})"
            )

    def leaks(self, address: str, body: str) -> None:
        for content, names in table.SENTENCES.items():
            if self.opens(content):
                continue
            for sentence in (self.signs[name] for name in names):
                if sentence in body:
                    self.note(content, f"{address} tells {sentence}")

    def plan_by_the_rule(self) -> None:
        """No page shows a plan for hard times yet. The rule that any door will ask says the same as the table."""
        with acting_as(self.house.readers[self.reader].pk):
            (found,) = may_read_cells(person_id=self.house.person.pk, cells=[("plan", None)])
        if found != self.opens("plan"):
            self.note("plan", f"the rule {'opens' if found else 'stays closed'}")

    def note(self, content: str, problem: str) -> None:
        self.wrong.append(f"{self.reader:13} {content:9} {problem}, with {self.condition}")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def house(django_db_setup) -> TableHouse:
    return TableHouse(django_db_setup)


@pytest.fixture
def wires(house, live) -> Iterator[dict[str, Wire]]:
    found = {name: Wire(live, user) for name, user in house.readers.items()}
    yield found
    for wire in found.values():
        wire.close()


def visited(house: TableHouse, wires: dict[str, Wire], contents: set[str], **condition: object) -> list[str]:
    return [
        problem
        for reader, wire in wires.items()
        for problem in Visit(house, reader, wire, **condition).everywhere(contents)
    ]


@pytest.mark.parametrize("policy", table.POLICIES)
def test_every_cell_through_every_door(policy, house, wires):
    """What no choice opens or closes is asked for once a policy; what one does, at each of them."""
    wrong = []
    for choice in table.CHOICES:
        house.set_gate(policy, choice)
        contents = set(table.CONTENTS) if choice == "yes" else table.GATED
        wrong += visited(house, wires, contents, policy=policy, choice=choice, kept_away=False)
        with house.everybody_kept_away():
            wrong += visited(house, wires, contents, policy=policy, choice=choice, kept_away=True)

    assert not wrong, "\n".join(wrong)


def test_without_an_agreement_in_force_always_opens_nothing(house, wires):
    house.set_gate("always", "yes")
    withdraw_consent(person=house.person, by=house.readers["person"])

    wrong = visited(house, wires, table.GATED, policy="always", choice=NO_AGREEMENT, kept_away=False)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_rule_is_noticed(fault, house, wires, django_db_setup):
    """Each planted in the database of this test, seen at the doors of those who would get too much, and mended."""
    right, wrong, readers = FAULTS[fault]
    rule, choice = RULE.read_text(), "no" if "choice" in fault else "yes"
    assert right in rule
    house.set_gate("ask", choice)
    some = {name: wires[name] for name in readers}
    condition = {"policy": "ask", "choice": choice, "kept_away": fault == "a block"}
    with house.everybody_kept_away() if condition["kept_away"] else nullcontext():
        assert visited(house, some, table.GATED, **condition) == []
        django_db_setup.execute(rule.replace(right, wrong))
        try:
            noticed = visited(house, some, table.GATED, **condition)
        finally:
            django_db_setup.execute(rule)

    assert {line.split()[0] for line in noticed} == readers


@pytest.mark.parametrize("choice", ["yes", "no"])
@pytest.mark.parametrize("kept_away", [False, True])
def test_the_persons_own_list_says_what_the_table_says(choice, kept_away, house):
    """ "Who can read what, today" names everybody who reads something, and nobody else, with what they read."""
    house.set_gate("ask", choice)
    condition = {"policy": "ask", "choice": choice, "kept_away": kept_away}
    if kept_away:
        with house.everybody_kept_away():
            listed = {reader.user_id: reader for reader in readers_today(house.person)}
    else:
        listed = {reader.user_id: reader for reader in readers_today(house.person)}

    for name, user in house.readers.items():
        said = {content: opens(name, content, **condition) for content in table.CONTENTS}
        wanted = (
            said["facts"] or said["facts_2"], said["words"] or said["words_2"], said["contact"], said["plan"],
        )  # fmt: skip
        reader = listed.pop(user.pk, None)
        if name == "person":
            assert reader is None
            continue
        found = (
            (reader.sees_facts, reader.words != "none", reader.sees_contact, reader.sees_plan)
            if reader
            else (False, False, False, False)
        )
        assert (name, found) == (name, wanted)
    assert not listed


def test_the_table_is_whole():
    assert set(cells()) == set(table.READERS)
    assert {tuple(row) for row in cells().values()} == {tuple(table.CONTENTS)}
    assert set(table.BLOCKED) <= set(table.READERS)
    assert set(table.GATE) == {(policy, choice) for policy in table.POLICIES for choice in table.CHOICES}
    for doors, but in ((table.DOORS, {"plan"}), (table.DOORS_OF_PERSON, {"plan", "draft"})):
        assert {door.content for door in doors_in(doors)} == set(table.CONTENTS) - but
        assert {door.kind for door in doors_in(doors)} >= {"page", "api", "export", "print"}
    assert "search" in {door.kind for door in doors_in(table.DOORS)}


def test_print_only_hides():
    """A printed page has no word that the page does not have."""
    css = Path(settings.BASE_DIR, "static/css/print.css").read_text()

    added = set(re.findall(r"(?<![\w-])content:\s*([^;}]*)", css)) - {'""', "none", "none !important"}
    assert not added

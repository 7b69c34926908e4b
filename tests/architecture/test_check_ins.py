"""Check-ins are kept away from everything that counts, lists, filters or hands out; nothing is a number to reach."""

import ast

import pytest
from django.apps import apps

from peersupport.audit.models import AuditEvent
from sessions_app.models import Addendum, CheckIn, CheckInWish, Connection, Goal, HelpsMe, Step

from .source import ROOT, Source, python_files

# The rows, which sessions_app/models/check_ins.py defines.
ROWS = {"CheckIn", "CheckInWish"}
KNOW_THE_ROWS = {
    "sessions_app/models/__init__.py",
    "sessions_app/check_ins.py",
    "sessions_app/services/check_ins.py",
}
# What may be asked about them, and by which page: the handed-over phone, the person's own, the one line that was shown,
# and the house's words of twenty people and more.
READ = {
    "sessions_app.check_ins": {
        "sessions_app/views/check_ins.py",
        "peersupport/my_record/views/check_ins.py",
        "peersupport/home/queries/person_page.py",
        "peersupport/home/queries/office.py",
    },
    "sessions_app.services.check_ins": {
        "sessions_app/check_ins.py",
        "sessions_app/views/check_ins.py",
        "peersupport/my_record/views/check_ins.py",
        "peersupport/demo/seed/plan.py",
        "peersupport/desk/services.py",  # gone with somebody who is deleted
    },
}
NUMBERS_TO_REACH = ("goal_", "target", "threshold", "rank", "score", "percent", "quota", "due")
FREE_OF_THEM = (
    "CheckIn", "CheckInWish", "Goal", "Step", "HelpsMe", "Connection", "ConsentRecord", "ConsentChoice", "Addendum",
)  # fmt: skip
POINTS_TO_A_GOAL = {"goal_id"}
# `services.check_ins` is a module and `check_ins.check_ins` a view; `person.check_ins` would be the rows.
MODULES = {"services", "check_ins"}


def names_imported(source: Source) -> set[str]:
    return {name for name, _line in source.imports()}


def knows_the_rows(source: Source) -> bool:
    """By name, as an attribute of a module, or by the name a registry would be asked for."""
    names = {name.rpartition(".")[2] for name in names_imported(source)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value.rpartition(".")[2])
    return bool(names & ROWS)


def related_rows(source: Source) -> list[str]:
    """`person.check_ins` and `check_ins__…`: the rows through a relation, or their table."""
    return [source.at(node, ast.unparse(node)[:60]) for node in ast.walk(source.tree) if is_related(node)]


def is_related(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in {"check_ins", "check_in_wish"}:
        return ast.unparse(node.value).rpartition(".")[2] not in MODULES
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return "sessions_app_checkin" in text or text.startswith(("check_ins__", "check_in_wish__"))


def test_only_these_modules_know_the_rows():
    found = {source.path for source in python_files() if knows_the_rows(source)}

    assert found == KNOW_THE_ROWS


def test_nobody_reaches_them_through_a_person():
    assert [line for source in python_files() for line in related_rows(source)] == []


@pytest.mark.parametrize("module", READ)
def test_only_these_pages_ask(module):
    asking = {
        source.path
        for source in python_files()
        if any(name == module or name.startswith(module + ".") for name in names_imported(source))
    }

    assert asking <= READ[module] | KNOW_THE_ROWS
    assert {path for path in READ[module] if (ROOT / path).exists()} == READ[module]


def test_no_table_about_people_has_a_number_to_reach():
    """No goal, threshold or rank for check-ins, answers and consents; none for what people want, either."""
    columns = [
        f"{model.__name__}.{field.column}"
        for model in apps.get_models()
        if model.__name__ in FREE_OF_THEM
        for field in model._meta.fields
    ]
    found = [
        column
        for column in columns
        if any(word in column.partition(".")[2] for word in NUMBERS_TO_REACH)
        and column.partition(".")[2] not in POINTS_TO_A_GOAL
    ]

    assert len(columns) > 60
    assert found == []
    assert {CheckIn, CheckInWish, Goal, Step, HelpsMe, Connection, Addendum, AuditEvent} <= set(
        apps.get_models()
    )


def test_the_rules_can_fail():
    rows = Source("peersupport/home/x.py", "from sessions_app.models import CheckIn")
    related = Source("peersupport/home/x.py", "person.check_ins.count()")
    filtered = Source("peersupport/home/x.py", "rows.filter(**{'check_ins__answer': 1})")

    assert knows_the_rows(rows)
    assert len(related_rows(related)) == len(related_rows(filtered)) == 1

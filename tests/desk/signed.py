"""Which services change a table with a history, read off the code."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps

from tests.architecture.source import ROOT, Source, python_files
from tests.architecture.test_code_rules import (
    called_names,
    functions,
    is_service,
    name_of,
    offered,
    writes_in,
)

Place = tuple[str, str]  # a file and a function of it
# What a row of such a table is called where a service has one in its hands.
CALLED = {"StaffInvitation": "invitation", "SupervisionLink": "link", "ConfidentialityPolicy": "policy",
          "PersonGrant": "grant"}  # fmt: skip
# Written without a signature, and why that is right.
UNSIGNED = {
    ("peersupport/accounts/services/invitations.py", "mail_invitation"),  # when it was mailed is no history
    ("sessions_app/services/completing.py", "complete_session"),  # when the last note was written is none
    ("sessions_app/services/group_notes.py", "write_group_note"),
}


def services() -> list[Source]:
    return [source for source in python_files() if is_service(source)]


def signing_services() -> Iterator[Place]:
    for source in services():
        yield from (
            (source.path, function.name)
            for function in functions(source.tree)
            if "sign_history" in called_names(function)
        )


@contextmanager
def entered(seen: set[Place]) -> Iterator[None]:
    """Notes every function of the house that is called meanwhile."""

    def note(frame: object, event: str, _arg: object) -> None:
        if event == "call":
            code = frame.f_code  # type: ignore[attr-defined]
            if code.co_filename.startswith(str(ROOT)):
                seen.add((code.co_filename[len(str(ROOT)) + 1 :], code.co_name))

    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


def tracked_models() -> set[str]:
    """Models that keep a history."""
    events = [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]
    return {model.pgh_tracked_model.__name__ for model in events}


def writes_history(function: ast.FunctionDef, models: set[str]) -> bool:
    """Roughly: it writes by the manager of such a model, or saves a row that is called like one."""
    rows = {CALLED.get(model, model.lower()) for model in models}
    for call in writes_in(function):
        written = ast.unparse(call.func)
        names = {inner.id for inner in ast.walk(call.func) if isinstance(inner, ast.Name)}
        if names & models or (name_of(call) == "save" and written.partition(".")[0] in rows):
            return True
    return False


def unsigned() -> set[Place]:
    """Services offered to callers that reach, in their own module, such a write and no signature."""
    models, found = tracked_models(), set()
    for source in services():
        local = {function.name: function for function in functions(source.tree)}
        for name in offered(source) & set(local):
            reached = {name}
            while more := {n for one in reached for n in called_names(local[one]) if n in local} - reached:
                reached |= more
            if any(writes_history(local[one], models) for one in reached) and not any(
                "sign_history" in called_names(local[one]) for one in reached
            ):
                found.add((source.path, name))
    return found

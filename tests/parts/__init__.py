"""What each part of the product adds to the tests that hold for everything, one module a part.

A module may have any of these; gathered() puts them together:

TABLE      lines of the access table, see tests/access/matrix.py
PLANTED    sentences planted in fields, and CANARIES: whose eyes they may meet
FORMS      what is posted: {route or route@target: fields}
furnish    furnish(house) makes rows in the house of the access table and returns {address: arguments of reverse()};
           the key "?" among them is a query string
PAGES      pages each role opens in a browser, and ELSEWHERE: routes without a page of their own
show       show(world) makes rows for those pages and returns what their addresses need
COUNTED    (reader, method, route, most) of lists whose queries are counted, and crowd(crowd): rows for them
CHANGED    statements that break a constraint, COPIED rows that do, and scene(person, peer): rows for both
UNCHANGING tables that refuse UPDATE (rows from scene)
OPEN       routes that need no sign-in
"""

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def parts() -> list[ModuleType]:
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in found]


def gathered(name: str, start: Any) -> Any:
    """`start` and what every part adds to it: text, set, list or dict (of lists: joined by key)."""
    for part in parts():
        more = getattr(part, name, type(start)())
        if isinstance(start, dict):
            for key, value in more.items():
                start[key] = start[key] + value if isinstance(value, list) and key in start else value
        elif isinstance(start, set):
            start |= more
        else:
            start += more
    return start


def made_by(name: str, *given: Any) -> dict[str, Any]:
    """What the functions of that name return, in one dict."""
    found: dict[str, Any] = {}
    for part in parts():
        if hasattr(part, name):
            found |= getattr(part, name)(*given) or {}
    return found

"""Where each line of the table leads in a built house, and what is sent there."""

import uuid
from typing import Any

from django.urls import NoReverseMatch, reverse

from peersupport.core import clock
from tests.parts import gathered

from .house import House


def path_of(house: House, address: str) -> str:
    """The path of a route, asked about the target that stands after its `@`."""
    route, _at, target = address.partition("@")
    if address in house.arguments:
        found = dict(house.arguments[address])
        query = found.pop("?", "")
        return reverse(route, kwargs=found) + (f"?{query}" if query else "")
    person = house.person.pk
    query = {"person": f"?person={person}&draft={uuid.uuid4()}"} if route.endswith(("log", "plan")) else {}
    if route == "sessions_app:session_list" and target == "person":
        query = {"person": f"?person={person}"}
    return reverse(route, kwargs=_arguments(house, route, target)) + query.get(target, "")


def _arguments(house: House, route: str, target: str) -> dict[str, Any]:
    app, _colon, name = route.rpartition(":")
    if name == "leave_out_remove":
        line = {"pk": house.ids["leave_out"]}
        return line if app == "my_record" else {"pk": house.person.pk, "line": house.ids["leave_out"]}
    special: dict[str, dict[str, Any]] = {
        "account_reset_password_from_key": {"uidb36": "x", "key": "y"},
        "experience_share": {"topic": "helped"},
        "experience_audience": {"pk": house.ids["experience"]},
        "experience_take_back": {"pk": house.ids["experience"]},
        "about_remove": {"pk": house.ids["about"]},
        "keep_away_add": {"pk": house.readers["former"].pk},
        "keep_away_remove": {"pk": house.readers["blocked"].pk},
        "draft_save": {"key": uuid.uuid4()},
        "draft_discard": {"key": house.ids["draft"]},
        "goodbye": {"pk": house.pairings["author"].pk},
        "meeting_detail": {"pk": house.meetings["author"].pk},
    }
    if name in special:
        return special[name]
    if name.startswith("pairing_") and name != "pairing_offer":
        return {"pk": house.pairings[target or "author"].pk}
    if app == "sessions_app" and name not in {"session_list", "session_log", "session_plan"}:
        planned = name in {
            "session_met",
            "session_not_met",
            "session_cancel",
            "session_move",
            "session_reopen",
        }
        return {"pk": house.meetings["planned" if planned else target or "author"].pk}
    try:
        reverse(route)
    except NoReverseMatch:
        return {"pk": house.person.pk}
    return {}


def form_of(house: House, address: str) -> dict[str, Any]:
    """What is posted: enough for a service to act, where one line says so; nothing else is needed for the rest."""
    route, _at, _target = address.partition("@")
    more = gathered("FORMS", {})
    if address in more or route in more:
        return dict(more.get(address, more.get(route)))
    forms: dict[str, dict[str, Any]] = {
        "people:person_search": {"q": "Wilhel"},
        "people:leave_out": {"text": "the garden"},
        "people:person_died": {"died_on": clock.today(house.person.program.time_zone).isoformat()},
        "people:pairing_rhythm": {"rhythm": "weekly"},
        "people:pairing_end": {"reason": "goodbye"},
        "people:experience_audience": {"audience": "nobody"},
        "sessions_app:session_read": {"why": "documentation"},
        "sessions_app:addendum_add": {"text": "one more thing"},
        "sessions_app:draft_save": {"person": house.person.pk, "text": "so far"},
        "set_language_here": {"language": "es"},
    }
    return forms.get(route, {})

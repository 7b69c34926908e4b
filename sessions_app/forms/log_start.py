"""What stands on the log form before somebody touches it: the plan, a draft, the hour."""

from datetime import timedelta
from typing import Any

from django import forms

from peersupport.core import clock
from sessions_app import local_time
from sessions_app.queries import Desk

from . import fields

NOW, TODAY, DAY = "now", "today", "day"
STALE_AFTER = timedelta(hours=2)


def planned(plan: Any) -> dict[str, Any]:
    """What a planned meeting already answers. One that lies ahead was brought forward: then it was just now."""
    answers = fields.length_initial(plan.minutes) | {"way": plan.way, "place": plan.place}
    if plan.starts_at > clock.now():
        return answers
    start = local_time.from_stored(plan.local_start)
    fold = local_time.to_local(plan.starts_at, plan.time_zone).fold
    return answers | {
        "when": DAY,
        "start_date": start.date(),
        "start_time": start.time(),
        "which_hour": str(fold),
    }


def typed_so_far(known: dict[str, forms.Field], desk: Desk) -> dict[str, Any]:
    """A draft as starting values, also one that an older form wrote: unknown names are passed over."""
    typed: dict[str, Any] = {}
    for name, values in (desk.draft or {}).items():
        if name in known and values and name not in {"key", "person"}:
            multiple = isinstance(known[name], forms.MultipleChoiceField)
            typed[name] = list(values) if multiple else values[-1]
    opened = fields.opened_at(typed.get("opened_at"))
    minutes = typed.get("minutes", "")
    if typed.get("when") == NOW and opened < clock.now() - STALE_AFTER and minutes.isdigit():
        start = local_time.to_local(opened - timedelta(minutes=int(minutes)), desk.zone)
        typed |= {"when": DAY, "start_date": start.date(), "start_time": start.time().replace(second=0)}
    return typed

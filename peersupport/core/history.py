"""Which settings and relations keep a history: a literal list of fields a table, written by triggers (pghistory).

Who changed it is told by `audit.services.sign_history(by=…)`, which every service that writes such a table calls first:
pghistory's own context would rewrite each statement of a request for it.
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

import pghistory
import pgtrigger
from django.db import models


def tracked(*fields: str, only_with: str = "") -> Callable[[type[models.Model]], type[models.Model]]:
    """Decorator of a model: each new row, and each change of these fields, leaves a row in its event table.

    `only_with`: a field without which a row leaves none.

    Rows from before their table had a history have one event of how they stood (core.operations.Baseline): no change,
    and no page lists it as one. Event tables are copies without foreign keys, append-only (core.operations.AppendOnly
    in their migration).
    """

    events: list[pghistory.RowEvent] = [pghistory.InsertEvent(), pghistory.UpdateEvent()]
    if only_with:
        is_there = pgtrigger.Q(**{f"new__{only_with}__isnull": False})
        each = (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields)
        changed = reduce(or_, each)
        events = [
            pghistory.InsertEvent(condition=is_there),
            pghistory.UpdateEvent(condition=changed & is_there),
        ]

    def decorate(model: type[models.Model]) -> type[models.Model]:
        tracking: Any = pghistory.track(
            *events,
            fields=list(fields),
            obj_field=pghistory.ObjForeignKey(related_name="events"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,
            model_name=f"{model.__name__}Event",
        )
        found: type[models.Model] = tracking(model)
        return found

    return decorate

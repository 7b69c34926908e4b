"""Which settings and relations keep a history: a literal list of fields a table, written by triggers (pghistory).

Who changed it is told by `audit.services.sign_history(by=…)`, which every service that writes such a table calls first:
pghistory's own context would rewrite each statement of a request for it.
"""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models


def tracked(*fields: str, only_changes: bool = False) -> Callable[[type[models.Model]], type[models.Model]]:
    """Decorator of a model: each new row, and each change of these fields, leaves a row in its event table.

    Rows from before their table had a history have one event of how they stood (core.operations.Baseline): no change,
    and no page lists it as one. Event tables are copies without foreign keys, append-only (core.operations.AppendOnly
    in their migration).
    """

    def decorate(model: type[models.Model]) -> type[models.Model]:
        tracking: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            fields=list(fields),
            obj_field=pghistory.ObjForeignKey(related_name="events"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,
            model_name=f"{model.__name__}Event",
        )
        found: type[models.Model] = tracking(model)
        return found

    return decorate

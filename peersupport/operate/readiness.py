"""Whether pages can be served, and which of the other processes gave no sign lately."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from peersupport.core.clock_querysets import database_now
from peersupport.operate.alarms import LATE
from peersupport.operate.models import Heartbeat


def processes() -> dict[str, dict[str, object]]:
    """Per kind of process: ok or late, when it last gave a sign and how many seconds ago (None: never)."""
    heard = dict(Heartbeat.objects.values_list("name", "at"))
    now = database_now()
    found: dict[str, dict[str, object]] = {}
    for name, limit in LATE.items():
        at = heard.get(name)
        late = at is None or abs(now - at) > limit
        silent = at and round((now - at).total_seconds(), 1)
        found[name] = {"state": "late" if late else "ok", "at": at, "silent": silent}
    return found


class Migrations:
    """Asked until all are applied; a process does not live to see them taken back."""

    applied = False

    @classmethod
    def are_applied(cls) -> bool:
        if not cls.applied:
            executor = MigrationExecutor(connection)
            cls.applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return cls.applied

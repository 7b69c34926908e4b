"""Which function measures which rows, in the order of the table."""

from collections.abc import Callable

from peersupport.bench.context import Bench
from peersupport.bench.timing import Row

from . import api, counts, drift, homes, lists, memory, mirror, outbox, pages, price, saving

MEASUREMENTS: list[tuple[tuple[str, ...], Callable[[Bench], list[Row]]]] = [
    (("middleware_tax",), pages.middleware_tax),
    (("page_vs_reference", "page_growth"), pages.list_pages),
    (("list_growth_worst", "list_worst_class"), lists.lists),
    (("open_session",), pages.open_session),
    (("may_see", "may_see_growth"), lists.may_see),
    (("save_session",), saving.save_session),
    (("deep_page",), lists.deep_page),
    (("consent_price",), price.consent_price),
    (("decrypt_25",), counts.decrypt_25),
    (("queries",), counts.queries),
    (("dashboards",), homes.dashboards),
    (("json_vs_team_default", "json_vs_guardian_cursor"), api.lists),
    (("save_vs_team_default",), api.save),
    (("mirror",), mirror.mirror),
    (("due_sweep",), outbox.due_sweep),
    (("outbox_latency", "outbox_rate"), outbox.outbox),
    (("drift", "drift_command"), drift.drift),
    (("memory", "memory_export"), memory.memory),
]
NAMES = [name for names, _measure in MEASUREMENTS for name in names]
# Measured without a single meeting: asked for alone, they need not wait until a million are made.
WITHOUT_DATA = {"mirror", "drift", "drift_command"}

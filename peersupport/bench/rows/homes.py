"""The home page of each role, against a signed-in `SELECT 1`."""

from peersupport.accounts.models import User
from peersupport.bench.context import Bench
from peersupport.bench.readers import EACH
from peersupport.bench.timing import Row, row

from .pages import TIMES, page_side, reference_side, visitors

ROLES = {
    "peer": "peer",
    "clinical": "clinical supervisor",
    "senior": "senior peer supervisor",
    "person": "person",
    "admin": "office",
}


def dashboards(bench: Bench) -> list[Row]:
    """The worst role."""
    bench.databases.use(bench.large)
    offices = User.objects.filter(memberships__role="agency_admin").order_by("email").distinct()
    bench.readers.ids.setdefault("admin", list(offices.values_list("pk", flat=True)[:EACH]))
    sides = [reference_side(bench)]
    sides += [page_side(bench, bench.large, visitors(bench, who, bench.large), "/") for who in ROLES]
    found = bench.rounds(sides, times=TIMES)
    each = [
        row(said, found, ours=index + 1, reference=0, goal=8) for index, said in enumerate(ROLES.values())
    ]
    for one in each:
        bench.tell(f"home page, {one.name}: {one.ours:.2f} ms, {one.ratio:.2f}")
    worst = max(each, key=lambda one: one.ratio)
    return [Row("dashboards", worst.ours, worst.reference, worst.ratio, 8, note=worst.name)]

"""What consent in the query costs: the product's own functions against copies of them that ask nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from peersupport.bench.context import Bench
from peersupport.bench.readers import SAID
from peersupport.bench.timing import Row, Side, row
from peersupport.core.principal import rows_for_principal

TIMES = 80
PAGES = {
    "session_page": "SELECT session_id, note_opens FROM {}(25, NULL, NULL, NULL, NULL, NULL, NULL)",
    "note_page": "SELECT note_id FROM {}(25, NULL, NULL)",
}
# In the copies: every note is open, and only blocks and colleagues are sifted out, as for facts.
WITHOUT = {
    "session_page": [("opens(s, t.person_id, t.peer_id, 'narrative', coalesce(c.allows, 0))", "true")],
    "note_page": [
        (
            "opens(s, n.person_id, n.peer_id, 'narrative', coalesce(c.allows, 0))",
            "NOT n.person_id = ANY (s.hidden)",
        ),
        ("more int := lim + lim / 2", "more int := lim + 8"),
    ],
}


def consent_price(bench: Bench) -> list[Row]:
    """The worst of: facts with text for every class of reader, and the notes a supervisor may read."""
    wanted = [
        (function, who)
        for who in ("peer", "clinical", "senior", "person", "left")
        for function in ("session_page",)
    ]
    wanted += [("note_page", "clinical"), ("note_page", "senior")]
    with copies_without_consent(bench):
        sides: list[Side] = []
        for function, who in wanted:
            for name in (function, f"bench_{function}"):
                page = partial(rows_for_principal, PAGES[function].format(name))
                sides.append(bench.sql(who, bench.large, page))
        found = bench.rounds(sides, times=TIMES)
    each = []
    for index, (function, who) in enumerate(wanted):
        what = f"{'notes' if function == 'note_page' else 'facts with text'}, {SAID[who]}"
        each.append(row(what, found, ours=2 * index, reference=2 * index + 1, goal=1.3))
        bench.tell(f"price of consent, {what}: {each[-1].ratio:.2f}")
    worst = max(each, key=lambda one: one.ratio)
    return [Row("consent_price", worst.ours, worst.reference, worst.ratio, 1.3, note=worst.name)]


@contextmanager
def copies_without_consent(bench: Bench) -> Iterator[None]:
    with bench.databases.connect(bench.large) as connection:
        for name, changes in WITHOUT.items():
            found = connection.execute("SELECT pg_get_functiondef(%s::regproc)", [name]).fetchone()
            text = found[0] if found else ""
            for before, after in [*changes, (f"public.{name}(", f"public.bench_{name}(")]:
                if text.count(before) != 1:
                    raise ValueError(f"{name} has changed: the benchmark looks for {before!r} in it.")
                text = text.replace(before, after)
            connection.execute(text)
        try:
            yield
        finally:
            for name in WITHOUT:
                connection.execute(f"DROP FUNCTION bench_{name}")

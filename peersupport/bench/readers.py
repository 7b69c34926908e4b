"""Who reads in the measurements: a few of each class, whose pages are full at every number of meetings."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from sessions_app.models import SupportSession
from sessions_app.querysets import PAGE

EACH = 5
CLASSES = ("peer", "clinical", "senior", "person", "new", "left")
SAID = {
    "peer": "peer",
    "clinical": "clinical supervisor",
    "senior": "senior peer supervisor",
    "person": "person",
    "new": "peer without people",
    "left": "peer who left",
}


@dataclass(frozen=True)
class Readers:
    """User ids by class, the same at every size."""

    ids: dict[str, list[uuid.UUID]]

    def turns(self, who: str, call: Callable[[], float]) -> Callable[[], float]:
        """`call` as one reader of the class after the other."""
        ids, at = self.ids[who], [0]

        def turn() -> float:
            at[0] += 1
            with acting_as(ids[at[0] % len(ids)]):
                return call()

        return turn


def choose() -> Readers:
    """At the smallest size, where full pages are rarest."""
    full = (
        SupportSession.objects.values("peer__user")
        .annotate(rows=Count("pk"))
        .filter(rows__gte=PAGE, peer__user__email__startswith="peer")
        .values("peer__user")
    )
    ids = {}
    for who in CLASSES:
        users = User.objects.filter(email__startswith=who).order_by("email")
        users = users.filter(pk__in=full) if who == "peer" else users
        # The first of each agency first: they differ more than neighbours do.
        ids[who] = sorted(users.values_list("pk", flat=True)[:200], key=lambda pk: pk.bytes)[:EACH]
        for pk in ids[who]:
            with acting_as(pk):
                rows = len(SupportSession.objects.newest())
            if rows != (0 if who == "new" else PAGE):
                raise ValueError(
                    f"The page of a {SAID[who]} has {rows} rows: the data is not what it should be."
                )
    return Readers(ids)

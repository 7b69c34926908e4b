"""What the rows of both rooms have in common. Each room has querysets of its own, which never name the other's."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from peersupport.accounts.roles import Role
from peersupport.people.models import SupervisionLink

if TYPE_CHECKING:
    from peersupport.accounts.models import User

NOBODY = Q(pk__in=[])


def peers_looked_after(user: "User", kind: str) -> models.QuerySet[Any]:
    """Ids of the peers this user looks after today in one of the two ways."""
    return SupervisionLink.objects.held_by(user).filter(kind=kind).values("peer")


class RoomMeetingQuerySet(models.QuerySet[Any]):
    kind: str

    if TYPE_CHECKING:

        def read_by(self, user: "User") -> Self:
            """Each room says for itself who reads."""

    def changed_by(self, user: "User") -> Self:
        """Meetings this user may change: the peers in it, and its supervisor while linked to one of them."""
        return self.filter(self._as_peer(user) | self._while_linked(user), agency_id=user.agency_id)

    def _places(self) -> Any:
        return self.model._meta.get_field("places").related_model.objects

    def _as_peer(self, user: "User") -> Q:
        if Role.PEER not in user.roles:
            return NOBODY
        return Q(pk__in=self._places().filter(peer__user=user).values("meeting"))

    def _while_linked(self, user: "User") -> Q:
        theirs = self._places().filter(peer__in=peers_looked_after(user, self.kind))
        return Q(supervisor=user, pk__in=theirs.values("meeting"))

    def of_peers(self, peers: Any) -> Self:
        return self.filter(pk__in=self._places().filter(peer__in=peers).values("meeting"))

    def of_all(self, peers: Iterable[Any]) -> Self:
        """Where each of these peers is in it."""
        found = self
        for peer in peers:
            found = found.of_peers([peer])
        return found

    def within(self, peers: Any) -> Self:
        """Where nobody but these peers reads along beside the supervisor."""
        others = self._places().exclude(peer__in=peers)
        return self.exclude(pk__in=others.values("meeting"))

    def with_people(self) -> Self:
        return self.select_related("supervisor").prefetch_related("places__peer__user")

    def planned(self) -> Self:
        """Still to come or to be said what became of them; the next one first."""
        return self.filter(state="planned").order_by("planned_for", "pk")

    def later_than(self, at: Any, pk: Any) -> Self:
        """Those of planned() that stand below this one."""
        return self.filter(Q(planned_for__gt=at) | Q(planned_for=at, pk__gt=pk))

    def held(self) -> Self:
        return self.filter(state="held").order_by("-held_on", "-pk")

    def after(self, day: Any, pk: Any) -> Self:
        """Those of held() that stand below this one."""
        return self.filter(Q(held_on__lt=day) | Q(held_on=day, pk__lt=pk))


class RoomLineQuerySet(models.QuerySet[Any]):
    def in_order(self) -> Self:
        return self.select_related("author", "whose").order_by(
            "kind", F("due_on").asc(nulls_last=True), "created_at"
        )

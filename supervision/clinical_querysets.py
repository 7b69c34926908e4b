"""The clinical supervisor's room: safety, documentation, the team."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Role

from .room_querysets import NOBODY, RoomLineQuerySet, RoomMeetingQuerySet, peers_looked_after

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class ClinicalMeetingQuerySet(RoomMeetingQuerySet):
    kind = "clinical"

    def read_by(self, user: "User") -> Self:
        """The peers in it, and whoever was its supervisor, as long as that is their task here."""
        its_own = Q(supervisor=user) if Role.CLINICAL_SUPERVISOR in user.roles else NOBODY
        return self.filter(self._as_peer(user) | its_own, agency_id=user.agency_id)


class ClinicalLineQuerySet(RoomLineQuerySet):
    def read_by(self, user: "User") -> Self:
        meetings = self.model._meta.get_field("meeting").related_model.objects.read_by(user)
        return self.filter(meeting__in=meetings.values("pk"))

    def changed_by(self, user: "User") -> Self:
        meetings = self.model._meta.get_field("meeting").related_model.objects.changed_by(user)
        return self.filter(meeting__in=meetings.values("pk"))


class SharedLineQuerySet(models.QuerySet[Any]):
    """What peers gave out of their own room: a copy here, in a table of its own."""

    def read_by(self, user: "User") -> Self:
        """The peer, and those it was given to: their clinical supervisor today, or the office."""
        reads = Q(peer__user=user) if Role.PEER in user.roles else NOBODY
        reads |= Q(audience="clinical", peer__in=peers_looked_after(user, "clinical"))
        if Role.ADMIN in user.roles:
            reads |= Q(audience="office")
        return self.filter(reads, agency_id=user.agency_id)

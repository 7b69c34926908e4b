"""Whose choices about boundaries somebody reads, and what the house shares as a guide."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Role
from peersupport.people.models import PeerSpecialist

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class BoundaryDecisionQuerySet(models.QuerySet[Any]):
    def own(self, user: "User") -> Self:
        return self.filter(peer__user=user)

    def of_peers_under(self, user: "User") -> Self:
        """Those of peers whom this senior peer supervisor looks after today."""
        return self.filter(peer__in=PeerSpecialist.objects.supervised_by(user, "senior"))

    def read_by(self, user: "User") -> Self:
        """A peer's own, and those of the peers one looks after in the senior peer supervisor's room. No one else's."""
        under = PeerSpecialist.objects.supervised_by(user, "senior")
        return self.filter(Q(peer__user=user) | Q(peer__in=under), agency_id=user.agency_id)


class BoundaryCaseQuerySet(models.QuerySet[Any]):
    def proposed_to(self, user: "User") -> Self:
        """What waits for this reader's agreement as the second person."""
        if not {Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN} & set(user.roles):
            return self.none()
        waiting = self.filter(agency_id=user.agency_id, state="proposed")
        return waiting.exclude(proposed_by=user).order_by("proposed_at", "pk")

    def reached_by(self, user: "User") -> Self:
        """Shared ones, one's own, and those somebody may agree to."""
        mine = Q(state="shared") | Q(proposed_by=user)
        if {Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN} & set(user.roles):
            mine |= Q(state="proposed")
        return self.filter(mine, agency_id=user.agency_id)


class HouseLineQuerySet(models.QuerySet[Any]):
    def said(self, agency_id: uuid.UUID, language: str) -> list[Any]:
        """The lines of a house, each topic once: in this language, else in another one that there is."""
        rows = self.filter(agency_id=agency_id).exclude(text="").order_by("topic", "language")
        found: dict[str, Any] = {}
        for row in rows:
            if row.topic not in found or row.language == language:
                found[row.topic] = row
        return sorted(found.values(), key=lambda row: self.model.Topic.values.index(row.topic))

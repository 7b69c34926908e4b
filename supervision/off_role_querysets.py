"""Whose requests outside the role somebody reaches."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from peersupport.accounts.roles import Permission
from peersupport.people.models import PeerSpecialist

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class OffRoleTaskQuerySet(models.QuerySet[Any]):
    def own(self, user: "User") -> Self:
        """What this peer wrote down."""
        return self.filter(peer__user=user)

    def of_peers_under(self, user: "User") -> Self:
        """What the peers wrote down whom this senior peer supervisor looks after today."""
        return self.filter(peer__in=PeerSpecialist.objects.supervised_by(user, "senior"))

    def waiting_for(self, user: "User") -> Self:
        """What the office of this house has to answer, the oldest promise first; nothing for anybody else."""
        if not user.may(Permission.RUN_HOUSE):
            return self.none()
        return self.filter(agency_id=user.agency_id, answer=None).order_by("answer_by", "created_at", "pk")

    def counted(self, agency_id: uuid.UUID, *, since: date) -> list[dict[str, Any]]:
        """How often, and how many minutes, by task and by who asked. Nobody's name."""
        rows = self.filter(agency_id=agency_id, asked_on__gte=since).order_by()
        found = rows.values("task", "asked_by").annotate(
            times=models.Count("pk"), minutes_together=models.Sum("minutes", default=0)
        )
        return list(found)

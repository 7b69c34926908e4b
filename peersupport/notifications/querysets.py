"""Which messages wait, and by which ways somebody is reached."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from peersupport.accounts.models import User
    from peersupport.people.models import SupportedPerson


class RouteQuerySet(models.QuerySet[Any]):
    def to(self, somebody: "User | SupportedPerson") -> Self:
        """Every way to this human, whether in use or not."""
        field = "user" if somebody._meta.model_name == "user" else "person"
        return self.filter(**{field: somebody})

    def in_use(self) -> Self:
        return self.filter(state="on")


class MessageQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state="ready")

    def due(self, now: datetime) -> Self:
        """What may leave now, concerns first. A concern that was not tried yet asks no clock."""
        return self.waiting().filter(Q(lane=0, tries=0) | Q(next_at__lte=now)).order_by("lane", "next_at")

"""Who may be on call, and shifts that somebody is asked to take."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class OnCallPersonQuerySet(models.QuerySet[Any]):
    def in_force(self, agency_id: uuid.UUID) -> Self:
        """Named for it, by name; whoever left the house is not."""
        named = self.filter(agency=agency_id, ended_at=None, user__is_active=True)
        return named.select_related("user").order_by("user__name", "pk")


class HandOverQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Asked, and the shift is still to be had."""
        return self.filter(state="asked", shift__ended_at=None, shift__ends_at__gt=clock.now())

    def asked_of(self, user: "User") -> Self:
        return self.waiting().filter(asked=user)

"""Groups of a house, who comes to them, and people counted without a name."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class GroupQuerySet(models.QuerySet[Any]):
    def open_in(self, agency_id: uuid.UUID) -> Self:
        return self.filter(agency=agency_id, closed_at=None)

    def of_house(self, user: "User") -> Self:
        """Groups of the house, closed ones too: that they exist is known to everybody who keeps groups."""
        return self.filter(agency=user.agency_id)


class GroupRegularQuerySet(models.QuerySet[Any]):
    def known_to(self, user: "User") -> Self:
        """Who comes to the groups this peer leads, without those who keep the peer away and those who died."""
        if "peer" not in user.roles:
            return self.none()
        blocked = apps.get_model("people", "BlockedStaff").objects.filter(user=user).values("person")
        return (
            self.filter(
                agency=user.agency_id, group__led_by="peer", group__lead__user=user, person__died_on=None
            )
            .exclude(person__in=blocked)
            .exclude(person__also_staff=user)
        )


class TallyQuerySet(models.QuerySet[Any]):
    def written_by(self, user: "User") -> Self:
        return self.filter(peer__user=user, agency_id=user.agency_id)

    def per_day(self) -> Any:
        """One row a day, the newest first: how many people, and how many minutes."""
        totals = {"count": models.Sum("people"), "length": models.Sum("minutes")}
        return self.order_by().values("day").annotate(**totals).order_by("-day")

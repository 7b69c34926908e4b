"""Which plan for hard times somebody may read now."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from consent.querysets import may_read
from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class SafetyPlanQuerySet(models.QuerySet[Any]):
    def newest(self) -> Self:
        return self.order_by("-number")

    def current(self, person: Any) -> Any:
        """The plan as it is now, unopened, or None. Asks no permission; person: a SupportedPerson or an id."""
        return self.filter(person=person).newest().first()

    def readable(self, person_id: uuid.UUID) -> Any:
        """The plan as it is now if the acting principal may read it, or None. Earlier versions are the person's."""
        return self.current(person_id) if may_read(person_id=person_id, content="plan") else None


class PlanDraftQuerySet(models.QuerySet[Any]):
    def own(self, user: "User", person: Any) -> Self:
        """What this author has typed about this person, while it is kept."""
        return self.filter(author=user, person=person, expires_at__gt=clock.now())

    def over(self) -> Self:
        return self.filter(expires_at__lte=clock.now())

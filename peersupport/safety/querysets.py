"""Who is on call, and in what order."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from peersupport.accounts.models import Program
    from peersupport.people.models import SupportedPerson


class OnCallShiftQuerySet(models.QuerySet[Any]):
    def in_force(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at, ends_at__gt=at, ended_at=None, user__is_active=True)

    def line(self, program: "Program", at: datetime, *, about: "SupportedPerson | None" = None) -> Self:
        """Who is asked at this instant, one after the other: those of the program first, then those of the house.

        Whom the person of a concern has blocked is left out, without a word to anybody.
        """
        found = self.in_force(at).filter(Q(program=program) | Q(program=None), agency_id=program.agency_id)
        if about is not None:
            found = found.exclude(user__in=about.blocks.values("user"))
        return found.order_by(F("program").asc(nulls_last=True), "rank", "starts_at", "pk")

    def in_the_house(
        self, agency_id: uuid.UUID, at: datetime, *, about: "SupportedPerson | None" = None
    ) -> Self:
        """Whoever is on call anywhere, where no program is known: those of the whole house first."""
        found = self.in_force(at).filter(agency_id=agency_id)
        if about is not None:
            found = found.exclude(user__in=about.blocks.values("user"))
        return found.order_by(F("program").asc(nulls_first=True), "rank", "starts_at", "pk")

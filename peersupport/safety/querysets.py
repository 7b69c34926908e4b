"""Who is on call, and in what order."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from peersupport.accounts.models import Membership

if TYPE_CHECKING:
    from peersupport.accounts.models import Agency, Program
    from peersupport.people.models import SupportedPerson


class OnCallShiftQuerySet(models.QuerySet[Any]):
    def in_force(self, at: datetime) -> Self:
        """Shifts that run at this instant, of people whose account holds. Past instants stand as they were."""
        held = Q(ended_at=None) | Q(ended_at__gt=at)
        return self.filter(held, starts_at__lte=at, ends_at__gt=at, user__is_active=True)

    def planned(self, agency_id: uuid.UUID, since: datetime, until: datetime) -> Self:
        """Shifts that touch this span and that nobody ended, of people whose account holds."""
        return self.filter(
            agency=agency_id, ended_at=None, starts_at__lt=until, ends_at__gt=since, user__is_active=True
        )

    def who_can_answer(self, agency: "Agency", at: datetime) -> Self:
        """Without those who have no task in the house that day: a page would open to them no more."""
        today = at.astimezone(ZoneInfo(agency.time_zone)).date()
        return self.filter(Exists(Membership.objects.in_force(today).filter(user=OuterRef("user"))))

    def line(self, program: "Program", at: datetime, *, about: "SupportedPerson | None" = None) -> Self:
        """Who is asked at this instant, one after the other: those of the program first, then those of the house.

        Whom the person of a concern has blocked is left out, without a word to anybody.
        """
        found = self.in_force(at).filter(Q(program=program) | Q(program=None), agency_id=program.agency_id)
        if about is not None:
            found = found.exclude(user__in=about.blocks.values("user"))
        found = found.who_can_answer(program.agency, at)
        return found.order_by(F("program").asc(nulls_last=True), "rank", "starts_at", "pk")

    def in_the_house(self, agency: "Agency", at: datetime, *, about: "SupportedPerson | None" = None) -> Self:
        """Whoever is on call anywhere, where no program is known: those of the whole house first."""
        found = self.in_force(at).filter(agency=agency)
        if about is not None:
            found = found.exclude(user__in=about.blocks.values("user"))
        found = found.who_can_answer(agency, at)
        return found.order_by(F("program").asc(nulls_first=True), "rank", "starts_at", "pk")

"""Dated rows about links, and whether two of them hold on a same day."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from peersupport.core.dates import DatedQuerySet


def on_a_same_day(starts_on: date, ends_on: date | None) -> Q:
    """Rows not ended that share a day with the days given; no last day: for good."""
    begun = Q() if ends_on is None else Q(starts_on__lte=ends_on)
    return begun & Q(Q(ends_on=None) | Q(ends_on__gte=starts_on), ended_at=None)


class StructureQuerySet(DatedQuerySet):
    def not_over(self, today: date) -> Self:
        """Those that hold today and those that begin later."""
        return self.filter(ended_at=None).exclude(ends_on__lt=today)

    def sharing_a_day(self, starts_on: date, ends_on: date | None) -> Self:
        return self.filter(on_a_same_day(starts_on, ends_on))

    def of_house(self, agency_id: Any) -> Self:
        return self.filter(agency_id=agency_id)

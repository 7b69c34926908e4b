"""Rows that hold between two days, both included, until somebody ends them at once."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class LocalDay(models.Func):
    """The calendar day of an instant in a zone: LocalDay(instant, zone)."""

    template = "(%(expressions)s)::date"
    arg_joiner = " AT TIME ZONE "
    output_field = models.DateField()


class DatedQuerySet(models.QuerySet[Any]):
    def in_force(self, today: date) -> Self:
        """Rows that hold on `today`, the calendar day in the zone of the row's program or agency."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, ended_at=None)


class Dated(models.Model):
    """starts_on and ends_on are days and included; ended_at is the instant somebody ended it early."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))

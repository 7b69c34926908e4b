"""The lists of the house as they hold on a day: the phone plan, wider help, duties to report."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from peersupport.core.dates import DatedQuerySet

if TYPE_CHECKING:
    from peersupport.accounts.models import Agency, Program


class PhoneLineQuerySet(models.QuerySet[Any]):
    def in_force(self, agency_id: uuid.UUID) -> Self:
        return self.filter(agency=agency_id, ended_at=None).order_by("place", "created_at", "pk")


class WiderHelpQuerySet(DatedQuerySet):
    def of_house(self, agency_id: uuid.UUID, today: date) -> Self:
        """What holds on this day for any program, in the order in which it is shown: emergency services last."""
        return self.in_force(today).filter(agency=agency_id).in_order()

    def shown(self, program: "Program", at: datetime) -> Self:
        """What is shown in a program at this instant, in order. Every line says who comes and whether it may force."""
        today = at.astimezone(ZoneInfo(program.time_zone)).date()
        return self.of_house(program.agency_id, today).filter(Q(program=program) | Q(program=None))

    def in_order(self) -> Self:
        return self.order_by("is_emergency", "place", "created_at", "pk")


class ReportingDutyQuerySet(models.QuerySet[Any]):
    def in_force(self, agency: "Agency", category: str, day: date) -> Any:
        """What the house holds about this duty on this day, or None where nobody wrote anything down.

        None, like a row whose `is_checked` is false, is shown as "not checked", never as "no".
        """
        return self.of_day(agency, day).filter(category=category).first()

    def of_day(self, agency: "Agency", day: date) -> Self:
        """The row that holds in each category on this day."""
        rows = self.filter(agency=agency, starts_on__lte=day)
        return rows.order_by("category", "-starts_on", "-created_at", "-pk").distinct("category")

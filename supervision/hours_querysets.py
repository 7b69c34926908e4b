from datetime import date
from typing import Any, Self

from django.db import models


class WorkWeekQuerySet(models.QuerySet[Any]):
    def counted(self, agency_id: Any, *, first: date, before: date) -> Self:
        """Weeks of a span, of peers who chose that the total of the house counts them, from their day on."""
        return self.filter(
            agency=agency_id,
            week__gte=first,
            week__lt=before,
            peer__hours_choice__counts_from__lte=models.F("week"),
        )

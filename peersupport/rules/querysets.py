import uuid
from typing import Any, Self

from django.db import models


class LanguageEntryQuerySet(models.QuerySet[Any]):
    def in_force(self, agency_id: uuid.UUID) -> Self:
        return self.filter(agency=agency_id, ended_at=None)

    def for_mirror(self, agency_id: uuid.UUID) -> list[dict[str, str]]:
        """The entries of a house as `peersupport.language.check(house=…)` takes them, each with its language."""
        return list(self.in_force(agency_id).values("language", "term", "change", "suggestion", "why"))


class HousePromiseQuerySet(models.QuerySet[Any]):
    def of(self, agency_id: uuid.UUID) -> Any:
        """What holds in this house: its row, or a new one, not saved, with the defaults."""
        return self.filter(agency=agency_id).first() or self.model(agency_id=agency_id)


class RoleVersionQuerySet(models.QuerySet[Any]):
    def published(self, agency_id: uuid.UUID) -> Self:
        """Versions that hold or held, the newest first."""
        return self.filter(agency=agency_id, published_at__isnull=False).order_by("-number")

    def draft(self, agency_id: uuid.UUID) -> Self:
        return self.filter(agency=agency_id, published_at=None, dropped_at=None)

    def dropped(self, agency_id: uuid.UUID) -> Self:
        """The draft that was thrown away last, until the next one begins."""
        return self.filter(agency=agency_id, dropped_at__isnull=False)


class RoleTextQuerySet(models.QuerySet[Any]):
    def in_force(self, agency_id: uuid.UUID) -> list[Any]:
        """The words that hold in this house, one row a language, with their version; empty before its first."""
        newest = self.filter(agency=agency_id, version__published_at__isnull=False)
        rows = list(newest.select_related("version").order_by("-version__number", "language")[:2])
        return [row for row in rows if row.version_id == rows[0].version_id]


class SupervisionPackQuerySet(models.QuerySet[Any]):
    def newest_of(self, agency_id: uuid.UUID, jurisdiction: str) -> Any:
        """The version in force in this house, or None before the house ever used this pack."""
        return self.filter(agency=agency_id, jurisdiction=jurisdiction).order_by("-version").first()

    def versions_in(self, agency_id: uuid.UUID) -> Self:
        """Every version of every pack this house used, the newest of each first."""
        return self.filter(agency=agency_id).order_by("jurisdiction", "-version").prefetch_related("rules")


class ProgramRulesQuerySet(models.QuerySet[Any]):
    def prompts_for(self, program_id: uuid.UUID) -> list[str]:
        """What the rules that this program follows today want a note for payment to say."""
        rows = self.filter(program=program_id, ended_at=None)
        return next(iter(rows.values_list("pack__prompts", flat=True)), [])

    def in_force(self, agency_id: uuid.UUID) -> Self:
        return self.filter(agency=agency_id, ended_at=None)

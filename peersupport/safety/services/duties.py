"""Duties to report, as the house found them out: dated rows, of which none is ever changed."""

from datetime import date
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record, sign_history
from peersupport.core.errors import DomainError
from peersupport.safety.models import ReportingDuty

from .scope import house_locked, line, require_near, require_office

LINES = {
    "to_whom": 200, "phone": 60, "within": 120, "jurisdiction": 80, "source": 300, "checked_by": 120,
}  # fmt: skip
Must = ReportingDuty.Must


class Duty(TypedDict):
    must_report: str
    to_whom: str
    phone: str
    within: str
    way: str
    jurisdiction: str
    source: str
    checked_on: date | None
    checked_by: str
    starts_on: date


@transaction.atomic
def write_duty(*, category: str, said: Duty, by: User) -> ReportingDuty:
    """The next row of this category, from its day on. "Yes" and "no" need a source, a day and who checked it.

    Raises NotAllowed for all but the office, DomainError at its field.
    """
    require_office(by)
    house_locked(by)
    if category not in ReportingDuty.Category.values:
        raise DomainError(_("Please choose one."), field="category")
    values = _cleaned(said, by)
    sign_history(by=by)
    made = ReportingDuty.objects.create(agency_id=by.agency_id, category=category, made_by=by, **values)
    record("reporting_duty.written", target=made, by=by)
    return made


def _cleaned(said: Duty, by: User) -> dict[str, Any]:
    lines = {name: line(said[name], field=name, most=most) for name, most in LINES.items()}  # type: ignore[literal-required]
    if said["must_report"] not in Must.values:
        raise DomainError(_("Please choose one."), field="must_report")
    if said["way"] not in ReportingDuty.Way.values:
        raise DomainError(_("Please choose one."), field="way")
    if said["checked_on"] is not None and said["checked_on"] > by.agency.today():
        raise DomainError(_("This day is still to come."), field="checked_on")
    require_near(said["starts_on"], field="starts_on", by=by)
    if said["must_report"] != Must.UNCHECKED:
        _require_checked(said, lines)
    return {**said, **lines}


def _require_checked(said: Duty, lines: dict[str, str]) -> None:
    """An answer nobody looked up would be taken for the law."""
    if not lines["source"]:
        raise DomainError(
            _("Say where it stands. Without a source this stays “not checked”."), field="source"
        )
    if said["checked_on"] is None:
        raise DomainError(_("Say on which day it was looked up."), field="checked_on")
    if not lines["checked_by"]:
        raise DomainError(_("Say who looked it up."), field="checked_by")
    if said["must_report"] == Must.YES and not lines["to_whom"]:
        raise DomainError(_("Say to whom a peer reports."), field="to_whom")

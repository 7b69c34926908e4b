"""The house itself: its names, and the answers that decide which parts of the product it sees."""

from typing import Any

from django.db import transaction

from peersupport.accounts.models import Agency, User
from peersupport.audit import services as audit
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.language.neutral import why_not_neutral

from .scope import check_languages, check_time_zone, line, require_office

LINES_AT_MOST = {"name": 120, "neutral_name": 60, "on_call_phone": 120, "quick_exit_url": 200}
REQUIRED = {"name", "neutral_name", "quick_exit_url"}
FLAGS = {"brings_bills", "keeps_names"}


@transaction.atomic
def create_agency(
    *,
    name: str,
    neutral_name: str,
    time_zone: str,
    languages: list[str],
    on_call_phone: str = "",
    quick_exit_url: str = "",
    brings_bills: bool = False,
    keeps_names: bool = True,
    by: User | None = None,
) -> Agency:
    """Raises DomainError at its field, also where the neutral name says what this is about."""
    check_time_zone(time_zone)
    check_languages(languages)
    _check_neutral(neutral_name)
    audit.sign_history(by=by)
    agency = Agency(
        name=name,
        neutral_name=neutral_name,
        time_zone=time_zone,
        languages=languages,
        on_call_phone=on_call_phone,
        brings_bills=brings_bills,
        keeps_names=keeps_names,
    )
    if quick_exit_url:
        agency.quick_exit_url = quick_exit_url
    agency.save(force_insert=True)
    audit.record("agency.created", target=agency, by=by)
    return agency


@transaction.atomic
def change_agency(*, agency: Agency, by: User, **fields: Any) -> Agency:
    """Pass only what changes. What a house no longer does is hidden, never deleted.

    Raises DomainError at its field. A neutral name of before that says too much stands until another one is given.
    """
    require_office(by)
    if agency.pk != by.agency_id:
        raise NotAllowed("")
    if unknown := set(fields) - set(LINES_AT_MOST) - FLAGS - {"time_zone", "languages"}:
        raise TypeError(f"No such answer of an agency: {sorted(unknown)}")
    audit.sign_history(by=by)
    stored = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    wanted = _cleaned(fields)
    if wanted.get("neutral_name", stored.neutral_name) != stored.neutral_name:
        _check_neutral(wanted["neutral_name"])
    changed = [field for field, value in wanted.items() if getattr(stored, field) != value]
    for field in changed:
        setattr(stored, field, wanted[field])
        setattr(agency, field, wanted[field])
    if changed:
        stored.save(update_fields=changed)
        audit.record("agency.changed", target=stored, by=by, fields=changed)
    return stored


def _check_neutral(name: str) -> None:
    """It stands in messages and on screens that others may see. Raises DomainError."""
    if sentence := why_not_neutral(name):
        raise DomainError(sentence, field="neutral_name")


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    if "time_zone" in fields:
        check_time_zone(fields["time_zone"])
    if "languages" in fields:
        check_languages(fields["languages"])
    lines = {
        name: line(fields[name], field=name, most=most, required=name in REQUIRED)
        for name, most in LINES_AT_MOST.items()
        if name in fields
    }
    return {**fields, **lines}

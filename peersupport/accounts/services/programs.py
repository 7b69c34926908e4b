"""Programs: what each is called, how much it keeps of a meeting, how its peers are looked after."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Language, Program, User
from peersupport.audit import services as audit
from peersupport.core.errors import DomainError, WrongState

from .scope import check_time_zone, line, require_office

NAME_AT_MOST = 80


@transaction.atomic
def create_program(
    *,
    agency: Agency,
    names: dict[str, str],
    level: str,
    time_zone: str,
    supervision_model: str,
    part2: bool = False,
    by: User | None,
) -> Program:
    check_time_zone(time_zone)
    audit.sign_history(by=by)
    program = Program.objects.create(
        agency=agency,
        names=_names(names),
        level=Program.Level(level),
        time_zone=time_zone,
        supervision_model=Program.SupervisionModel(supervision_model),
        part2=part2,
    )
    audit.record("program.created", target=program, by=by)
    return program


@transaction.atomic
def change_program(
    *,
    program: Program,
    names: dict[str, str],
    level: str,
    time_zone: str,
    supervision_model: str,
    part2: bool | None = None,
    by: User,
) -> Program:
    """A lower level holds at once; a higher one waits, person by person, for a new conversation (consent.services).

    part2: whether 42 CFR Part 2 holds here; None leaves it as it is.
    """
    program = _locked(program, by=by)
    check_time_zone(time_zone)
    wanted: dict[str, Any] = {
        "names": _names(names),
        "level": Program.Level(level),
        "time_zone": time_zone,
        "supervision_model": Program.SupervisionModel(supervision_model),
        "part2": program.part2 if part2 is None else part2,
    }
    changed = [field for field, value in wanted.items() if getattr(program, field) != value]
    for field in changed:
        setattr(program, field, wanted[field])
    if changed:
        program.save(update_fields=changed)
        audit.record("program.changed", target=program, by=by, fields=changed)
    return program


@transaction.atomic
def close_program(*, program: Program, by: User) -> Program:
    """It leaves every choice; what was written in it stays. Whether somebody is active in it, upper apps know."""
    program = _locked(program, by=by)
    if program.closed_on is not None:
        raise WrongState(_("This program is closed already."))
    program.closed_on = program.today()
    program.save(update_fields=["closed_on"])
    audit.record("program.closed", target=program, by=by, fields=["closed_on"])
    return program


@transaction.atomic
def open_program_again(*, program: Program, by: User) -> Program:
    program = _locked(program, by=by)
    if program.closed_on is None:
        raise WrongState(_("This program is open."))
    program.closed_on = None
    program.save(update_fields=["closed_on"])
    audit.record("program.opened", target=program, by=by, fields=["closed_on"])
    return program


def _locked(program: Program, *, by: User) -> Program:
    """A program of the office's own house, locked. Raises DoesNotExist, NotAllowed."""
    require_office(by)
    audit.sign_history(by=by)
    return Program.objects.select_for_update(no_key=True).get(pk=program.pk, agency_id=by.agency_id)


def _names(names: dict[str, str]) -> dict[str, str]:
    cleaned = {
        language: line(name, field=f"name_{language}", most=NAME_AT_MOST) for language, name in names.items()
    }
    if not any(cleaned.values()) or set(cleaned) - set(Language.values):
        raise DomainError(_("Give the program a name."), field="names")
    return {language: name for language, name in cleaned.items() if name}

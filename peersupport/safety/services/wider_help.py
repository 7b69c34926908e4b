"""Wider help: what there is besides us, when, who comes, and whether it may send police or force anybody."""

from datetime import date
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.safety.models import WiderHelp, YesNoAsk

from .scope import dialled, house_locked, line, require_near, require_office, words_per_language

FIELDS = (
    "program", "place", "names", "hours", "who_comes", "sends_police", "may_force", "number", "languages",
    "is_emergency", "checked_on", "starts_on", "ends_on",
)  # fmt: skip


class Help(TypedDict):
    """What is told of one kind of help; words are per language."""

    program: Program | None
    place: int
    names: dict[str, str]
    hours: dict[str, str]
    who_comes: dict[str, str]
    sends_police: str
    may_force: str
    number: str
    languages: list[str]
    is_emergency: bool
    checked_on: date | None
    starts_on: date
    ends_on: date | None


@transaction.atomic
def add_wider_help(*, said: Help, by: User) -> WiderHelp:
    """Raises NotAllowed for all but the office, DomainError at its field."""
    require_office(by)
    values = _cleaned(said, by)
    sign_history(by=by)
    made = WiderHelp.objects.create(agency_id=by.agency_id, made_by=by, **values)
    record("wider_help.added", target=made, by=by)
    return made


@transaction.atomic
def change_wider_help(*, wider_help: WiderHelp, said: Help, by: User) -> WiderHelp:
    """What it was before stays in the history. Raises as add_wider_help(), WrongState once it was taken off."""
    require_office(by)
    found = _standing(wider_help, by)
    values = _cleaned(said, by)
    changed = [name for name in FIELDS if getattr(found, name) != values[name]]
    for name in changed:
        setattr(found, name, values[name])
    if changed:
        sign_history(by=by)
        found.save(update_fields=changed)
        record("wider_help.changed", target=found, by=by, fields=changed)
    return found


@transaction.atomic
def end_wider_help(*, wider_help: WiderHelp, by: User) -> WiderHelp:
    require_office(by)
    found = _standing(wider_help, by)
    sign_history(by=by)
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    record("wider_help.ended", target=found, by=by, fields=["ended_at"])
    return found


def _standing(wider_help: WiderHelp, by: User) -> WiderHelp:
    house_locked(by)
    found: WiderHelp = WiderHelp.objects.get(pk=wider_help.pk, agency_id=by.agency_id)
    if found.ended_at is not None:
        raise WrongState(_("This has been taken off already."))
    return found


def _cleaned(said: Help, by: User) -> dict[str, Any]:
    program, house = said["program"], by.agency
    if program is not None:
        program = Program.objects.get(pk=program.pk, agency_id=by.agency_id)
    if not 1 <= said["place"] <= 99:
        raise DomainError(_("Choose a place between 1 and 99."), field="place")
    for name in ("sends_police", "may_force"):
        if said[name] not in YesNoAsk.values:
            raise DomainError(_("Please choose one."), field=name)
    if said["checked_on"] is not None and said["checked_on"] > house.today():
        raise DomainError(_("This day is still to come."), field="checked_on")
    for name in ("starts_on", "ends_on"):
        require_near(said[name], field=name, by=by)  # type: ignore[literal-required]
    if said["ends_on"] is not None and said["ends_on"] < said["starts_on"]:
        raise DomainError(_("This ends before it starts."), field="ends_on")
    most = {"names": 80, "hours": 80, "who_comes": 160}
    words = {
        name: words_per_language(said[name], name=name, most=length, languages=house.languages)  # type: ignore[literal-required]
        for name, length in most.items()
    }
    spoken = [line(one, field="languages", most=40) for one in said["languages"]]
    if len(spoken) > 12:
        raise DomainError(_("Twelve languages are enough here."), field="languages")
    number = dialled(said["number"])
    return {
        **said,
        **words,
        "program": program,
        "number": number,
        "languages": [one for one in spoken if one],
    }

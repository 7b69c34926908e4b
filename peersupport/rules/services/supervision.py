"""Which rules of supervision a program follows, and the numbers of a house's own. Old versions stay as they were."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Program, User
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.rules.models import NotePrompt, ProgramRules, SupervisionPack, SupervisionRule
from peersupport.rules.packs import Numbers, Shipped, shipped_packs

from .house import require_office


@transaction.atomic
def choose_pack(*, program: Program, jurisdiction: str, by: User) -> ProgramRules:
    """From now on the program follows these rules, in the version the house has now; chosen twice it is chosen once.

    Raises NotAllowed for all but the office, Program.DoesNotExist elsewhere, DomainError for rules nobody knows.
    """
    require_office(by)
    program = _locked_program(program, by)
    pack = _version_in_force(jurisdiction, by)
    now = ProgramRules.objects.in_force(by.agency_id).filter(program=program).first()
    if now is not None and now.pack_id == pack.pk:
        return now  # type: ignore[no-any-return]
    return _follow(program, pack, by=by)


@transaction.atomic
def follow_no_rules(*, program: Program, by: User) -> None:
    """The program follows no rules any more: nobody is reminded of anything. Raises as choose_pack()."""
    require_office(by)
    program = _locked_program(program, by)
    sign_history(by=by)
    if _end(program):
        record("supervision_rules.ended", target=program, by=by)


@transaction.atomic
def change_pack(
    *,
    jurisdiction: str,
    rules: Iterable[Numbers],
    each_note: bool = False,
    prompts: Iterable[str] = (),
    checked_on: date | None = None,
    by: User,
) -> SupervisionPack:
    """The house's own numbers for these rules, as a new version. Programs that follow them follow the new one at once.

    each_note: a supervisor looks at each note. prompts: what a note for payment says, of NotePrompt. checked_on: the
    day somebody compared them with their source. Raises NotAllowed for all but the office, DomainError
    for numbers that nobody can keep.
    """
    require_office(by)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    if checked_on is not None and checked_on > by.agency.today():
        raise DomainError(_("This day is still to come."), field="checked_on")
    before = _version_in_force(jurisdiction, by)
    new = replace(
        shipped_packs()[jurisdiction], rules=tuple(rules), each_note=each_note, prompts=tuple(prompts)
    )
    pack = _written(new, version=before.version + 1, checked_on=checked_on, by=by)
    followed = ProgramRules.objects.in_force(by.agency_id).filter(pack__jurisdiction=jurisdiction)
    for row in followed.select_related("program").order_by("pk"):
        _follow(row.program, pack, by=by)
    return pack


def _version_in_force(jurisdiction: str, by: User) -> SupervisionPack:
    """The newest of this house; the first one is written from what comes with the product."""
    if jurisdiction not in shipped_packs():
        raise DomainError(_("Please choose one."), field="jurisdiction")
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    found = SupervisionPack.objects.newest_of(by.agency_id, jurisdiction)
    if found is not None:
        return found  # type: ignore[no-any-return]
    return _written(shipped_packs()[jurisdiction], version=1, by=by)


def _written(told: Shipped, *, version: int, checked_on: date | None = None, by: User) -> SupervisionPack:
    for numbers in told.rules:
        _check(numbers)
    if len({(numbers.stage, numbers.kind) for numbers in told.rules}) < len(told.rules):
        raise DomainError(_("There is a line about this already."))
    if not set(told.prompts) <= set(NotePrompt.values):
        raise DomainError(_("Please choose among those shown."), field="prompts")
    pack = SupervisionPack.objects.create(
        agency_id=by.agency_id, jurisdiction=told.jurisdiction, version=version, names=told.names,
        source=told.source, checked_on=checked_on, each_note=told.each_note,
        prompts=[prompt for prompt in NotePrompt.values if prompt in told.prompts], made_by=by,
    )  # fmt: skip
    SupervisionRule.objects.bulk_create(
        SupervisionRule(
            agency_id=by.agency_id, pack=pack, stage=numbers.stage, kind=numbers.kind,
            interval_days=numbers.interval_days, minimum_minutes=numbers.minimum_minutes,
            modes=list(numbers.modes), most_peers=numbers.most_peers,
        )
        for numbers in told.rules
    )  # fmt: skip
    record("supervision_rules.written", target=pack, by=by)
    return pack


def _check(numbers: Numbers) -> None:
    if numbers.interval_days is not None and not 1 <= numbers.interval_days <= 366:
        raise DomainError(_("Choose between 1 and 366 days."), field="interval_days")
    if not 0 <= numbers.minimum_minutes <= 480:
        raise DomainError(_("Choose between 0 and 480 minutes."), field="minimum_minutes")
    if numbers.most_peers is not None and not 1 <= numbers.most_peers <= 99:
        raise DomainError(_("Choose between 1 and 99 peers."), field="most_peers")
    if not set(numbers.modes) or not set(numbers.modes) <= set(SupervisionRule.Mode.values):
        raise DomainError(_("Choose at least one way of meeting that counts."), field="modes")


def _locked_program(program: Program, by: User) -> Program:
    return Program.objects.select_for_update(of=("self",), no_key=True).get(
        pk=program.pk, agency_id=by.agency_id
    )


def _follow(program: Program, pack: SupervisionPack, *, by: User) -> ProgramRules:
    sign_history(by=by)
    _end(program)
    chosen = ProgramRules.objects.create(agency_id=by.agency_id, program=program, pack=pack)
    record("supervision_rules.chosen", target=chosen, by=by)
    return chosen


def _end(program: Program) -> bool:
    open_now = ProgramRules.objects.filter(program=program, ended_at=None)
    return bool(open_now.update(ended_at=clock.now()))

"""What the office decides on the way: which column is what, how days are written, and whether it all comes in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.exchange import columns as known
from peersupport.exchange.models import Brings, ImportChunk, ImportProgress, ImportRun, RememberedColumns
from peersupport.people.queries import programs_for

State = ImportRun.State
CAN_CHOOSE = {State.UPLOADED, State.ASKING, State.CHECKED}


@transaction.atomic
def choose_columns(
    *, run: ImportRun, columns: Sequence[str], program: Program | None = None, by: User
) -> ImportRun:
    """Say what each column is ("" leaves it out) and have the file checked. It is remembered for the next such file.

    Raises DomainError where something needed is missing, WrongState while it or another import is worked on.
    """
    run = _locked(run, by=by, states=CAN_CHOOSE)
    chosen = [column for column in columns if column != known.LEFT_OUT]
    if len(columns) != len(run.columns) or not set(chosen) <= set(known.FIELDS[run.kind]):
        raise DomainError(_("Please choose one of the answers shown."))
    if len(chosen) != len(set(chosen)):
        raise DomainError(_("Two columns can't be the same thing. Please leave one of them out."))
    if missing := known.missing(columns, run.kind):
        raise DomainError(_("Every file needs a column for: %(names)s.") % {"names": ", ".join(missing)})
    run.columns, run.program = list(columns), _program_for(run, chosen, program, by=by)
    RememberedColumns.objects.update_or_create(
        agency_id=run.agency_id,
        kind=run.kind,
        header_key=run.header_key,
        defaults={"columns": run.columns, "used_at": clock.now()},
    )
    record("import.columns_chosen", target=run, by=by)
    return _to_be_worked_on(run, State.CHECKING)


def _program_for(
    run: ImportRun, chosen: Sequence[str], program: Program | None, *, by: User
) -> Program | None:
    if run.kind != Brings.PEOPLE:
        return None
    open_ones = list(programs_for(by).exclude(level=Program.Level.NONE))
    if program is None and len(open_ones) == 1:
        return open_ones[0]
    if program is None and "program" not in chosen:
        raise DomainError(_("Please choose the program these people come to."), field="program")
    if program is not None and program not in open_ones:
        raise DomainError(_("In this program no names are kept."), field="program")
    return program


@transaction.atomic
def answer_days(*, run: ImportRun, day_first: bool, by: User) -> ImportRun:
    """Whether 1/2/2026 is the first of February, asked once a file where nothing in it tells."""
    run = _locked(run, by=by, states={State.ASKING, State.CHECKED})
    run.day_first = day_first
    record("import.days_answered", target=run, by=by)
    return _to_be_worked_on(run, State.CHECKING)


@transaction.atomic
def bring_in(*, run: ImportRun, by: User) -> ImportRun:
    """All of it or nothing. Raises WrongState for a file not checked, or with something still to be mended."""
    run = _locked(run, by=by, states={State.CHECKED})
    if run.problem_rows:
        raise WrongState(_("Something in this file is still to be mended."))
    run.started_by = by
    record("import.confirmed", target=run, by=by)
    return _to_be_worked_on(run, State.IMPORTING)


@transaction.atomic
def discard_import(*, run: ImportRun, by: User) -> None:
    """The file is forgotten at once. What was brought in before stays."""
    run = _locked(run, by=by, states=set(State) - {State.CHECKING, State.IMPORTING})
    record("import.discarded", target=run, by=by)
    run.delete()


@transaction.atomic
def forget_expired(*, now: datetime | None = None) -> int:
    """Forget files whose day is over. Safe to run any number of times."""
    old = list(ImportRun.objects.expired(now or clock.now()).select_for_update(skip_locked=True)[:100])
    for run in old:
        record("import.forgotten", target=run, by=None)
        run.delete()
    return len(old)


def _locked(run: ImportRun, *, by: User, states: set[State]) -> ImportRun:
    runs = ImportRun.objects.brought_to(by)
    found: ImportRun | None = (
        runs.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=run.pk).first()
    )
    if found is None and not runs.filter(pk=run.pk).exists():
        raise ImportRun.DoesNotExist
    if found is None or found.state not in states:
        raise WrongState(_("This file has moved on since you opened the page."))
    return found


def _to_be_worked_on(run: ImportRun, state: State) -> ImportRun:
    run.state = state
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        raise WrongState(
            _("Another file is being worked on at the moment. Please wait until it is done.")
        ) from error
    ImportProgress.objects.filter(run=run).update(done=0, attempts=0)
    if state == State.CHECKING:
        ImportChunk.objects.filter(run=run, part=ImportChunk.Part.PROBLEMS).delete()
    return run

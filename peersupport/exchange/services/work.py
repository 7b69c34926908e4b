"""What a worker does with a file: check every row, or bring them all in, in one transaction that holds the run's lock.

A process that dies lets go of the lock and leaves nothing; the sweep finds the run again. A second process that is
handed the same run meanwhile finds the lock held and goes. After three beginnings the run is said to have failed.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from peersupport.audit.services import Purpose, reading, record
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from peersupport.exchange import cells, tables
from peersupport.exchange.models import Brings, ImportChunk, ImportedRow, ImportProgress, ImportRun
from peersupport.exchange.querysets import Beside, beside, check_at_once
from peersupport.people.services import import_people
from sessions_app.services import import_sessions

from .outcomes import Cells, LeftOut, New, Outcome, Problem, Same, label_of
from .people_rows import PeopleRows
from .session_rows import SessionRows

AT_ONCE = 1000
PROBLEM_LETTERS = 400_000
ROWS: dict[Brings, type[PeopleRows] | type[SessionRows]] = {
    Brings.PEOPLE: PeopleRows,
    Brings.SESSIONS: SessionRows,
}
State = ImportRun.State


class NoLonger(Exception):
    """A row that was fine when the file was checked is not any more."""


@transaction.atomic
def work_on(*, run_id: uuid.UUID) -> None:
    """Do what is next for this run. Does nothing when another process is at it, or nothing is to be done."""
    run = ImportRun.objects.taken_up(run_id)
    if run is None:
        return
    with (
        beside(run.pk) as progress,
        acting_as(run.started_by_id),
        translation.override(run.started_by.language),
    ):
        if progress.begun() > ImportProgress.MOST_ATTEMPTS:
            _fail(run, ImportRun.Trouble.DIED)
        elif run.state == State.CHECKING:
            _check(run, progress)
        else:
            _bring_in(run, progress)


def _fail(run: ImportRun, trouble: str) -> None:
    run.state, run.trouble = State.FAILED, trouble
    run.save()
    record("import.failed", target=run, by=run.started_by)


@dataclass
class Tally:
    """Counts of one check, and its problems on their way into sealed pieces."""

    run: ImportRun
    new: int = 0
    same: int = 0
    left_out: int = 0
    namesakes: int = 0
    problems: int = 0
    pieces: int = 0
    held: list[str] = field(default_factory=list)
    letters: int = 0

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, New):
            self.new, self.namesakes = self.new + 1, self.namesakes + outcome.is_namesake
        elif isinstance(outcome, Same):
            self.same += 1
        elif isinstance(outcome, LeftOut):
            self.left_out += 1
        else:
            self._hold(outcome)

    def _hold(self, problem: Problem) -> None:
        self.problems += 1
        text = json.dumps([problem.line, label_of(self.run.kind, problem.field), problem.sentence])
        self.held.append(text)
        self.letters += len(text)
        if self.letters > PROBLEM_LETTERS:
            self.put_away()

    def put_away(self) -> None:
        if not self.held:
            return
        ImportChunk.objects.create(
            agency_id=self.run.agency_id,
            run=self.run,
            part=ImportChunk.Part.PROBLEMS,
            number=self.pieces,
            text="\n".join(self.held),
        )
        self.pieces, self.held, self.letters = self.pieces + 1, [], 0


def _check(run: ImportRun, progress: Beside) -> None:
    if run.kind == Brings.SESSIONS and run.day_first is None:
        known, run.day_first = _day_order(run)
        if not known:
            run.state = State.ASKING
            run.save()
            return
    tally = Tally(run)
    for outcome in _outcomes(run, progress):
        tally.add(outcome)
    tally.put_away()
    run.new_rows, run.same_rows, run.left_out_rows = tally.new, tally.same, tally.left_out
    run.namesakes, run.problem_rows = tally.namesakes, tally.problems
    run.state = State.CHECKED
    run.save()
    record("import.checked", target=run, by=run.started_by, fields=[f"problems:{tally.problems}"])


def _day_order(run: ImportRun) -> tuple[bool, bool | None]:
    """Whether it is known, or no question, how days are written in this file; and whether the day stands first."""
    place, is_asked, ways = run.columns.index("date"), False, [True, True]
    for row in tables.rows(_pieces(run), _header(run)):
        if row.cells is None or len(row.cells) <= place or (may := cells.may_be(row.cells[place])) is None:
            continue
        is_asked = True
        if any(may):  # 40/40/2026 tells nothing and is a problem of its own
            ways = [way and one for way, one in zip(ways, may, strict=True)]
    if not is_asked:
        return True, None
    return (True, ways[0]) if ways.count(True) == 1 else (False, None)


def _bring_in(run: ImportRun, progress: Beside) -> None:
    service, name = {
        Brings.PEOPLE: (import_people, "people"),
        Brings.SESSIONS: (import_sessions, "meetings"),
    }[Brings(run.kind)]
    try:
        with transaction.atomic():
            check_at_once()
            coming = _coming(run, progress)
            run.new_rows = service(**{name: coming, "by": run.started_by})  # type: ignore[operator]
    except (NoLonger, DomainError, ObjectDoesNotExist):
        _fail(run, ImportRun.Trouble.CHANGED)
        return
    ImportChunk.objects.filter(run=run).delete()
    run.state, run.header = State.DONE, None
    run.save()
    record("import.done", target=run, by=run.started_by, fields=[f"new:{run.new_rows}"])


def _coming(run: ImportRun, progress: Beside) -> Iterator[object]:
    """The items of the file, each thousand remembered before it is handed on. Raises NoLonger."""
    outcomes = _outcomes(run, progress)
    while some := list(islice(outcomes, AT_ONCE)):
        new = [one for one in some if isinstance(one, New)]
        if any(isinstance(one, Problem) for one in some):
            raise NoLonger
        ImportedRow.objects.bulk_create(
            ImportedRow(
                agency_id=run.agency_id, kind=run.kind, fingerprint=one.fingerprint, target_id=one.target_id
            )
            for one in new
        )
        yield from (one.item for one in new)


def _outcomes(run: ImportRun, progress: Beside) -> Iterator[Outcome]:
    sieve = ROWS[Brings(run.kind)](run)
    rows = tables.rows(_pieces(run), _header(run))
    while some := list(islice(rows, AT_ONCE)):
        readable = [Cells(row, run.columns) for row in some if row.cells is not None]
        yield from _unreadable(some, run.columns)
        yield from sieve.sift(row for row in readable if not row.overflow)
        progress.tell(some[-1].line)


def _unreadable(some: Iterable[tables.Record], columns: Sequence[str]) -> Iterator[Problem]:
    for row in some:
        if row.cells is None:
            sentence = _("The quotation marks of this row don't fit. Please check where they open and close.")
            yield Problem(row.line, "", sentence)
        elif any(row.cells[len(columns) :]):
            sentence = _(
                "This row has more cells than there are columns. "
                "Perhaps one holds a comma without quotation marks."
            )
            yield Problem(row.line, "", sentence)


def _header(run: ImportRun) -> tables.Header:
    with reading(by=run.started_by, purpose=Purpose.OTHER, via="import") as handle:
        return tables.Header(handle.open(run).header.split("\n"), run.delimiter)


def _pieces(run: ImportRun) -> Iterator[str]:
    for chunk in ImportChunk.objects.in_turn(run.pk, ImportChunk.Part.FILE):
        with reading(by=run.started_by, purpose=Purpose.OTHER, via="import") as handle:
            text: str = handle.open(chunk).text
        yield text

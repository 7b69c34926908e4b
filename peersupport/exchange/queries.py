"""What the pages of an import show, opened out of its sealed pieces."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.audit.services import Purpose, reading
from peersupport.core.principal import acting_as
from peersupport.people.queries import programs_for

from . import tables
from .columns import FIELDS
from .models import Brings, ImportChunk, ImportRun

SHOWN = 200


@dataclass(frozen=True)
class ToMend:
    line: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Column:
    """A column of the file, and what stands in it in the first row."""

    name: str
    example: str


@transaction.atomic
def waiting_for_hands() -> list[uuid.UUID]:
    return ImportRun.objects.waiting_for_hands()


def problems(run: ImportRun, user: User, *, most: int | None = SHOWN) -> Iterator[ToMend]:
    """What is to be mended, in the order of the lines as far as they came, piece by piece."""
    for chunk in ImportChunk.objects.in_turn(run.pk, ImportChunk.Part.PROBLEMS):
        for line in _opened(chunk, user).split("\n"):
            yield ToMend(*json.loads(line))
            most = most - 1 if most is not None else None
            if most == 0:
                return


def problem_lines(run: ImportRun, user: User) -> Iterator[str]:
    """All of them as lines of CSV, for a stream: nobody acts any more when it is read, so each step says who does."""
    with translation.override(user.language):
        yield "\ufeff" + tables.written([_("Line"), _("Column"), _("What to mend")])
    for chunk in ImportChunk.objects.in_turn(run.pk, ImportChunk.Part.PROBLEMS):
        with acting_as(user.pk):
            text = _opened(chunk, user)
        yield "".join(tables.written(json.loads(line)) for line in text.split("\n"))


def columns_of(run: ImportRun, user: User) -> list[Column]:
    """The columns in the order of the file, each with what stands in the first row that can be read."""
    with reading(by=user, purpose=Purpose.OTHER, via="import") as handle:
        names = handle.open(run).header.split("\n")
    pieces = (_opened(chunk, user) for chunk in ImportChunk.objects.in_turn(run.pk, ImportChunk.Part.FILE))
    found = tables.rows(pieces, tables.Header(names, run.delimiter))
    first = next((row.cells for row in found if row.cells), [])
    cells = [*first, *[""] * len(names)]
    return [Column(name, tables.shortened(cell)) for name, cell in zip(names, cells, strict=False)]


def _opened(chunk: ImportChunk, user: User) -> str:
    with reading(by=user, purpose=Purpose.OTHER, via="import") as handle:
        text: str = handle.open(chunk).text
    return text


def programs_to_fill(user: User) -> list[Program]:
    return sorted(programs_for(user).exclude(level=Program.Level.NONE), key=lambda program: program.name)


def open_runs(user: User) -> list[ImportRun]:
    """Files of the last day, newest first."""
    runs = ImportRun.objects.brought_to(user).select_related("started_by")
    return list(runs.order_by("-created_at", "pk")[:20])


def known_columns(kind: str) -> list[str]:
    return [str(label) for label in FIELDS[Brings(kind)].values()]

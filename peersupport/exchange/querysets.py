"""Who sees which import, who may work on one, and how far it is, told on a connection of its own."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models

from peersupport.accounts.roles import Permission

if TYPE_CHECKING:
    from peersupport.accounts.models import User

SQL = Path(__file__).parent / "sql"
WORKED_ON = ("checking", "importing")


class ImportRunQuerySet(models.QuerySet[Any]):
    def brought_to(self, user: "User") -> Self:
        """The imports of this user's house, if bringing files in is theirs to do."""
        if not user.may(Permission.BRING_IN):
            return self.none()
        return self.filter(agency_id=user.agency_id)

    def waiting_for_hands(self) -> list[uuid.UUID]:
        """Runs to be worked on that no process holds. Inside a transaction."""
        free = self.filter(state__in=WORKED_ON).order_by("created_at")
        return [run.pk for run in free.select_for_update(skip_locked=True, no_key=True)]

    def taken_up(self, run_id: uuid.UUID) -> Any:
        """The run, locked until the transaction ends; None when another process holds it or nothing is to be done."""
        free = self.filter(state__in=WORKED_ON).select_related("started_by", "program")
        return free.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=run_id).first()

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now).exclude(state__in=WORKED_ON)


class ImportChunkQuerySet(models.QuerySet[Any]):
    def in_turn(self, run_id: uuid.UUID, part: str) -> Iterator[Any]:
        """One after the other, one query each: a file is never in memory as a whole."""
        pieces = self.filter(run=run_id, part=part)
        for pk in list(pieces.order_by("number").values_list("pk", flat=True)):
            yield self.get(pk=pk)


class ImportedRowQuerySet(models.QuerySet[Any]):
    def targets(self, agency_id: uuid.UUID, kind: str, fingerprints: list[str]) -> dict[str, uuid.UUID]:
        """What these fingerprints became in this house."""
        found = self.filter(agency_id=agency_id, kind=kind, fingerprint__in=fingerprints)
        return dict(found.values_list("fingerprint", "target_id"))


def check_at_once() -> None:
    """From here to the end of the transaction foreign keys are checked with each statement."""
    with connection.cursor() as cursor:
        cursor.execute((SQL / "check_at_once.sql").read_text())


class Beside:
    """Writes progress on its own connection: at once there for others, whatever becomes of the work itself."""

    def __init__(self, side: Any, run_id: uuid.UUID) -> None:
        self.side, self.run_id = side, run_id

    def begun(self) -> int:
        """How often this step has been begun, this time included."""
        with self.side.cursor() as cursor:
            cursor.execute((SQL / "begun.sql").read_text(), [self.run_id])
            return int(cursor.fetchone()[0])

    def tell(self, done: int) -> None:
        with self.side.cursor() as cursor:
            cursor.execute((SQL / "done.sql").read_text(), [done, self.run_id])


@contextmanager
def beside(run_id: uuid.UUID) -> Iterator[Beside]:
    side = connection.copy()
    try:
        yield Beside(side, run_id)
    finally:
        side.close()

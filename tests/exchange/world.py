"""A house that brings a file in, without a worker: each step is done here and now."""

from collections.abc import Sequence
from typing import Any

from peersupport.accounts.models import Agency, User
from peersupport.core.principal import acting_as
from peersupport.exchange import queries, services
from peersupport.exchange.models import ImportRun
from tests import factories
from tests.support.midday import NEW_YORK as ZONE


class House:
    """An office, one program and a peer."""

    def __init__(self, agency: Agency | None = None) -> None:
        self.agency = agency or factories.make_agency(time_zone=ZONE)
        self.program = factories.make_program(agency=self.agency)
        self.office: User = factories.make_admin(agency=self.agency)
        self.peer = factories.make_peer(
            agency=self.agency, name="Robin Reyes", email=f"robin@{self.agency.pk}.example"
        )

    def upload(self, text: str | bytes, kind: str = "people") -> ImportRun:
        data = text.encode() if isinstance(text, str) else text
        with acting_as(self.office.pk):
            return services.start_import(kind=kind, data=data, by=self.office)

    def check(self, run: ImportRun, columns: Sequence[str] | None = None, **values: Any) -> ImportRun:
        services.choose_columns(run=run, columns=columns or run.columns, by=self.office, **values)
        return work(run)

    def checked(self, text: str | bytes, kind: str = "people") -> ImportRun:
        return self.check(self.upload(text, kind))

    def brought(self, text: str | bytes, kind: str = "people") -> ImportRun:
        run = self.checked(text, kind)
        assert run.problem_rows == 0, self.problems(run)
        services.bring_in(run=run, by=self.office)
        return work(run)

    def problems(self, run: ImportRun) -> list[tuple[int, str, str]]:
        with acting_as(self.office.pk):
            return [(one.line, one.column, one.sentence) for one in queries.problems(run, self.office)]

    def meetings(self, *rows: str, head: str = "name,peer,date,start,minutes") -> str:
        """A file of meetings; {peer} in a row is the address of the peer."""
        return "\n".join([head, *rows]).replace("{peer}", self.peer.user.email) + "\n"


def work(run: ImportRun) -> ImportRun:
    services.work_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.new_rows, run.same_rows, run.left_out_rows, run.problem_rows

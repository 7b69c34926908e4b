"""One side of the benchmark's rows on memory: does the work and prints its peak in MB."""

import argparse
import resource
import sys
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.exchange import services
from peersupport.exchange.models import ImportRun
from sessions_app.querysets import SessionFilter


class Command(BaseCommand):
    help = "Used by `manage.py bench`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["import", "export"])
        parser.add_argument("pk", type=uuid.UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "BENCH", False):
            raise CommandError("Only with the benchmark's settings and servers: python3 manage.py bench")
        (bring_in if options["what"] == "import" else take_out)(options["pk"])
        self.stdout.write(f"{peak():.1f}")


def bring_in(pk: uuid.UUID) -> None:
    """As a worker does it: check every row, then bring them all in."""
    services.work_on(run_id=pk)
    run = ImportRun.objects.get(pk=pk)
    services.bring_in(run=run, by=run.started_by)
    services.work_on(run_id=pk)
    run.refresh_from_db()
    if run.state != ImportRun.State.DONE:
        raise CommandError(f"The import is {run.state} {run.trouble}, with {run.problem_rows} problems.")


def take_out(pk: uuid.UUID) -> None:
    user = User.objects.get(pk=pk)
    with acting_as(pk):
        lines = services.take_meetings(only=SessionFilter(), why="overview", by=user)
    for _line in lines:
        pass


def peak() -> float:
    """Of this program alone: the kernel's own figure also counts what stood in memory before it was started."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)

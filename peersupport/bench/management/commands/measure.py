"""The measuring half of `manage.py bench`, which starts the servers and calls this."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from peersupport.bench.context import Bench
from peersupport.bench.report import Progress, as_json, as_table
from peersupport.bench.rows import MEASUREMENTS, NAMES, WITHOUT_DATA
from peersupport.bench.timing import Row


class Command(BaseCommand):
    help = "Used by `manage.py bench`."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--sessions", required=True)
        parser.add_argument("--rounds", type=int, required=True)
        parser.add_argument("--only", action="append", default=[])
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "BENCH", False):
            raise CommandError("Only with the benchmark's settings and servers: python3 manage.py bench")
        small, large = (int(part) for part in options["sessions"].split(","))
        wanted = set(options["only"] or NAMES)
        if unknown := wanted - set(NAMES):
            raise CommandError(f"No row is named {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}")
        progress = Progress(self.stderr)
        call_command("collectstatic", interactive=False, verbosity=0)
        bench = Bench(small, large, options["rounds"], progress)
        rows = self.measure(bench, wanted, progress)
        progress.clear()
        sizes = [small, large]
        self.stdout.write(as_json(rows, sizes) if options["json"] else as_table(rows, sizes, bench.details))

    def measure(self, bench: Bench, wanted: set[str], progress: Progress) -> list[Row]:
        chosen = [(names, measure) for names, measure in MEASUREMENTS if wanted & set(names)]
        rows: list[Row] = []
        if wanted - WITHOUT_DATA:
            bench.prepare()
        for number, (names, measure) in enumerate(chosen):
            progress(", ".join(names), number / len(chosen))
            rows += [row for row in measure(bench) if row.name in wanted]
        return rows

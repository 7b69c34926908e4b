"""Bring static files, tables and the demo agency up to date. `manage.py demo` calls it when something changed."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from peersupport.demo import database, seed
from peersupport.demo.database import State


class Command(BaseCommand):
    help = "Used by `manage.py demo`."
    requires_system_checks: list[str] = []
    tenth = 0

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=float, default=1.0, help="below 1: fewer people and meetings")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only with the demo's settings.")
        owner = os.environ["DATABASE_OWNER_URL"]
        found = database.state(owner)
        if found is State.FOREIGN:
            raise CommandError(
                "This database holds something that the demo did not make. Give the demo its own."
            )
        self.say("static files")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        if found is State.FILLING:
            self.say("the last start was interrupted, so it begins again")
            database.forget_everything(owner)
            found = State.EMPTY
        self.say("tables")
        call_command("migrate", interactive=False, verbosity=0)
        if found is State.EMPTY:
            database.mark(owner, State.FILLING)
            self.say("the demo agency")
            seed.seed_demo(progress=self.count, size=options["size"])
        self.write_accounts()
        database.mark(owner, State.FILLED)

    def say(self, line: str) -> None:
        self.stdout.write(f"  · {line}")
        self.stdout.flush()

    def count(self, done: int, total: int, what: str) -> None:
        """One line for every tenth of the way."""
        tenth = done * 10 // max(total, 1)
        if tenth > self.tenth:
            self.tenth = tenth
            self.say(f"{done:,} of {total:,} {what}")

    def write_accounts(self) -> None:
        path = Path(os.environ["PEERSUPPORT_HOME"]) / "accounts.json"
        path.write_text(json.dumps(seed.accounts(), ensure_ascii=False, indent=1))
        path.chmod(0o600)

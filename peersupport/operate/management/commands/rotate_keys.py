import json as json_lines
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peersupport.core.models import DataKey
from peersupport.core.wrapping import CannotOpen, KeyFile, WrappingKey, key_files, wrapping_key
from peersupport.operate.services import rewrap_some_keys

TRIES = 20  # for the last keys, while somebody holds them


class Command(BaseCommand):
    help = (
        "Wraps every data key by the current wrapping key (the key service, else PEERSUPPORT_KEK_FILE), or by "
        "another key file that the application knows already. Run it while everything runs, and again when broken off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to-file", type=Path, metavar="FILE", help="one of PEERSUPPORT_OTHER_KEK_FILES")
        parser.add_argument("--batch", type=int, default=500, help="keys in one transaction")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *, to_file: Path | None, batch: int, json: bool, **_options: Any) -> None:
        if batch < 1:
            raise CommandError("--batch is at least 1.")
        try:
            to = _known(to_file) if to_file else wrapping_key()
            self._rotate(to, to.current_id(), batch, as_json=json)
        except CannotOpen as error:
            raise CommandError(f"{error} What was wrapped until now stays; nothing is lost.") from error

    def _rotate(self, to: WrappingKey, to_id: str, batch: int, *, as_json: bool) -> None:
        started, done, tries = time.monotonic(), 0, 0
        waiting = DataKey.objects.wrapped_otherwise(to_id).count()
        told: set[UUID] = set()
        while tries < TRIES:
            count = rewrap_some_keys(to=to, to_id=to_id, limit=batch, told=told, by=None)
            done += count
            if count:
                self.stdout.write(f"{done:,} of {max(waiting, done):,} keys")
                self.stdout.flush()
            elif DataKey.objects.wrapped_otherwise(to_id).exists():
                tries += 1
                time.sleep(0.1)
            else:
                break
        seconds = time.monotonic() - started
        left = DataKey.objects.wrapped_otherwise(to_id).count()
        self.stdout.write(_what_now(to_id, left))
        if as_json:
            said = {"rewrapped": done, "left": left, "to": to_id, "seconds": round(seconds, 3)}
            self.stdout.write(
                json_lines.dumps(said | {"per_second": round(done / seconds) if seconds else None})
            )
        if left:
            raise SystemExit(1)


def _known(path: Path) -> KeyFile:
    """Raises CommandError for a file that the running application couldn't open anything with."""
    file = KeyFile.read(path)
    if file not in key_files():
        raise CommandError(
            f"{path} is not known yet. Name it in PEERSUPPORT_OTHER_KEK_FILES, restart web and worker, and come back: "
            "otherwise they could open nothing that is wrapped by it."
        )
    return file


def _what_now(to_id: str, left: int) -> str:
    if left:
        return (
            f"{left:,} keys are held by somebody just now, or were made meanwhile. Please run this once more."
        )
    return (
        f"Every key is wrapped by {to_id}. When the settings make that the current one, and a last run finds nothing "
        "to do, former key files may be put away. Keep them as long as you keep backups from before today."
    )

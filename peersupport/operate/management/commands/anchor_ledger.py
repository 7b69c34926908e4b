from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from peersupport.audit import anchors


class Command(BaseCommand):
    help = (
        "Signs where every agency's ledger ends and prints it, one line each: to be kept where the database's host "
        "can't reach it. The worker does the same every hour when LEDGER_KEY_FILE and LEDGER_ANCHORS_FILE are set."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--make-key", type=Path, metavar="FILE", help="make a key, and FILE.pub beside it"
        )

    def handle(self, **options: Any) -> None:
        if options["make_key"]:
            self._make_key(options["make_key"])
            return
        if settings.LEDGER_KEY_FILE is None:
            raise CommandError("There is no key. Make one with --make-key and set LEDGER_KEY_FILE.")
        try:
            lines = anchors.sign_heads(anchors.read_private_key(settings.LEDGER_KEY_FILE))
        except (anchors.BadKey, anchors.BrokenChain) as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)

    def _make_key(self, path: Path) -> None:
        private, public = anchors.new_key()
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(private)
            path.with_name(path.name + ".pub").write_text(public)
        except FileExistsError as error:
            raise CommandError(
                f"{path} is there already. A new key would vouch for nothing before it."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} can't be written: {error.strerror}.") from error
        self.stdout.write(
            f"Keep {path} away from the database and its backups, and {path.name}.pub wherever you verify."
        )

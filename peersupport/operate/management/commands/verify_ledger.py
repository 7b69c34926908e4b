import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from consent import seals
from peersupport.audit import anchors


class Command(BaseCommand):
    help = "Walks every agency's ledger anew. With --anchors also sees that each still goes through its signed ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchors", type=Path, help="file of signed ends, one a line")
        parser.add_argument("--key", type=Path, help="key that signed them (default: LEDGER_KEY_FILE)")

    def handle(self, *_args: Any, **options: Any) -> None:
        signed = options["anchors"]
        started = time.monotonic()
        broken = [f"agreement {consent.pk}: it is not as it was given" for consent in seals.broken()]
        broken += [f"{row._meta.model_name} {row.pk}: it is not as it was" for row in seals.broken_outgoing()]
        walked, found = _verified(signed, options["key"] or settings.LEDGER_KEY_FILE)
        links = sum(chain.links for chain in walked)
        seconds = time.monotonic() - started
        for finding in found:
            place = f" at link {finding.seq:,}" if finding.seq is not None else ""
            self.stderr.write(f"{finding.agency_id or 'anchors'}{place}: {finding.words}")
        for words in broken:
            self.stderr.write(words)
        if found or broken:
            raise CommandError(
                f"The ledger does not hold in {len(found) + len(broken)} places. Nothing was changed."
            )
        against = " and go through every signed end" if signed else ""
        self.stdout.write(f"{links:,} links of {len(walked)} agencies hold{against} ({seconds:.1f} s).")


def _verified(path: Path | None, key: Path | None) -> tuple[list[Any], list[anchors.Finding]]:
    if path is None:
        return anchors.verify()
    if key is None:
        raise CommandError("Which key signed them? Give --key, or set LEDGER_KEY_FILE.")
    try:
        return anchors.verify(anchors=path, key=anchors.read_public_key(key))
    except (anchors.BadKey, OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error

"""`python3 manage.py check_language < notes.jsonl > flags.jsonl`."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from peersupport.language import LANGUAGES, check


class Command(BaseCommand):
    help = 'Check notes, {"id", "text"} a line, and print {"id", "flags"} a line.'
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", choices=LANGUAGES, default="en")

    def handle(self, *_args: Any, lang: str, **_options: Any) -> None:
        wrong = False
        for number, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            try:
                note = json.loads(line)
                found = {"id": note["id"], "flags": flags_of(note["text"], lang)}
            except (ValueError, KeyError, TypeError):
                wrong = True
                self.stderr.write(
                    f'Line {number} is no note. It should be {{"id": "…", "text": "…"}} in one line.'
                )
                continue
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        if wrong:
            sys.exit(1)


def flags_of(text: str, language: str) -> list[dict[str, Any]]:
    if not isinstance(text, str):
        raise TypeError
    return [
        {
            "start": flag.start, "end": flag.end, "category": flag.category, "severity": flag.severity,
            "suggestion": " | ".join(flag.suggestions), "why": flag.why, "rule": flag.rule,
        }
        for flag in check(text, language)
    ]  # fmt: skip

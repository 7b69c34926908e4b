from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peersupport.language.compiler.build import Mistake, files
from peersupport.language.mirror import COMPILED, LANGUAGES


class Command(BaseCommand):
    help = "Put the rules of the language mirror together for server and browser (static/language/*.json)."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        COMPILED.mkdir(exist_ok=True)
        for language in LANGUAGES:
            try:
                texts = files(language)
            except Mistake as mistake:
                raise CommandError(str(mistake)) from None
            for name, text in texts.items():
                (COMPILED / name).write_text(text)
                self.stdout.write(f"{name}: {len(text) / 1024:.0f} KB")

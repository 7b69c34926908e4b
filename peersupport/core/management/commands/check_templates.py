"""Compile every template of ours: a wrong tag is found here and not by the first reader of a rare page."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError, engines

MOST_LINES = 150


class Command(BaseCommand):
    help = "Compile every template; no template is longer than 150 lines."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        paths = [path for path in sorted((settings.BASE_DIR / "templates").rglob("*")) if path.is_file()]
        problems = [problem for path in paths for problem in problems_of(path)]
        if problems or not paths:
            raise CommandError("\n".join(problems) or "There are no templates.")
        self.stdout.write(f"{len(paths)} templates compile.")


def problems_of(path: Path) -> list[str]:
    name = str(path.relative_to(settings.BASE_DIR / "templates"))
    problems = []
    try:
        engines["django"].get_template(name)
    except TemplateSyntaxError as error:
        problems.append(f"{name}: {error}")
    if path.read_text().count("\n") > MOST_LINES:
        problems.append(f"{name}: more than {MOST_LINES} lines")
    return problems

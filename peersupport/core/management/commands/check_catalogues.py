"""Every sentence in the templates and the code has its translation, and the compiled catalogue says the same."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from peersupport.core.catalogues import problems_of

SOURCES = ("peersupport", "consent", "sessions_app", "supervision", "templates", "locale")
MOST_SHOWN = 30
TOOLS = ("xgettext", "msgmerge", "msguniq", "msgfmt", "msgattrib", "msgen")


class Command(BaseCommand):
    help = "Compare the message catalogues with the sources; with --update bring them up to date and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="write what is missing into the catalogues")

    def handle(self, *_args: Any, **options: Any) -> None:
        if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
            raise CommandError(f"{', '.join(missing)} not found. Install GNU gettext: apt install gettext")
        languages = [language for language, _name in settings.LANGUAGES]
        problems = [
            problem for language in languages for problem in check(language, update=options["update"])
        ]
        if problems:
            more = [f"… and {len(problems) - MOST_SHOWN} more"] if len(problems) > MOST_SHOWN else []
            raise CommandError("\n".join([*problems[:MOST_SHOWN], *more]))
        self.stdout.write(f"The catalogues are complete: {', '.join(languages)}")


def check(language: str, *, update: bool) -> list[str]:
    place = Path("locale") / language / "LC_MESSAGES" / "django.po"
    committed = settings.BASE_DIR / place
    with tempfile.TemporaryDirectory() as folder:
        extracted = extract(Path(folder), language) / place
        if update:
            committed.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(extracted, committed)
            run("msgfmt", "--check-format", "--output-file", committed.with_suffix(".mo"), committed)
        if not committed.exists():
            return [f"{place} is missing. Run: manage.py check_catalogues --update"]
        run("msgfmt", "--check-format", "--output-file", Path(folder) / "checked.mo", committed)
        return [f"{place}: {problem}" for problem in problems_of(committed, extracted)]


def extract(folder: Path, language: str) -> Path:
    """A copy of the sources with a catalogue as `makemessages` would leave it today."""
    for name in SOURCES:
        if (settings.BASE_DIR / name).exists():
            shutil.copytree(
                settings.BASE_DIR / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
    (folder / "locale").mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale",
        language,
        "--no-location",
        "--no-obsolete",
    ]
    # Without settings makemessages works on the current folder, here the copy.
    run("env", "--unset=DJANGO_SETTINGS_MODULE", *command, cwd=folder)
    if language == settings.LANGUAGE_CODE:  # the language of the sources says what they say
        place = folder / "locale" / language / "LC_MESSAGES" / "django.po"
        run("msgattrib", "--empty", "--clear-fuzzy", "--clear-previous", "--output-file", place, place)
        run("msgen", "--output-file", place, place)
    return folder


def run(*command: str | Path, cwd: Path | None = None) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{Path(str(command[0])).name} failed:\n{done.stderr.strip()}")

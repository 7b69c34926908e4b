"""manage.py runs supervision/drift_files.py without loading the product; this is the same for call_command()."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from supervision import drift_files


class Command(BaseCommand):
    help = drift_files.DESCRIPTION
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        drift_files.add_arguments(parser)

    def handle(self, *_args: Any, file: str, **_options: Any) -> None:
        code = drift_files.run(file)
        if code:
            sys.exit(code)

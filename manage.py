#!/usr/bin/env python3
"""Django's manage.py. demo, test, bench and proof work on a bare machine, too: the stdlib alone builds .venv."""

import os
import sys

from peersupport import bootstrap


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "demo":
        bootstrap.run_in_environment("demo", ["-m", "peersupport.demo", *sys.argv[2:]])
    if command == "test":
        bootstrap.run_in_environment("test", ["-m", "tests.support.run", *sys.argv[2:]])
    if command == "bench":
        bootstrap.run_in_environment("demo", ["-m", "peersupport.bench", *sys.argv[2:]])
    if command == "proof" and not bootstrap.is_inside():
        bootstrap.run_in_environment("test", ["manage.py", *sys.argv[1:]])
    bootstrap.use_environment_if_there()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings.demo")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - not there before the bootstrap

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

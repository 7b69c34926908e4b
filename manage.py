#!/usr/bin/env python3
"""Django's manage.py. On a bare machine demo, test, bench, proof and detect_drift make .venv first; the stdlib does."""

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
    if command == "detect_drift":
        bootstrap.make_environment_if_bare()
    bootstrap.use_environment_if_there()
    if command == "detect_drift":
        from supervision import drift_files  # noqa: PLC0415 - not before the bootstrap

        sys.exit(drift_files.main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peersupport.settings.demo")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - not there before the bootstrap

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

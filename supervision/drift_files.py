"""`python3 manage.py detect_drift FILE.csv > alarms.csv`: drift in a file, without Django and without a database."""

import argparse
import csv
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from supervision.drift import find_drift

DESCRIPTION = "Look for drift in weekly counts of one agency: peer,week,signal,numerator,denominator."
HEAD = ("peer", "signal", "week", "direction", "baseline", "observed")
BAD = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a CSV with the columns peer,week,signal,numerator,denominator")


def run(name: str) -> int:
    """Write the alarms to stdout, or sentences to stderr and nothing to stdout. Returns the exit code."""
    reading = import_module("supervision.drift.reading")  # loads numpy, which the product's commands need not
    gc.disable()  # millions of short strings and no cycles: looking for some takes as long as reading
    try:
        found = find_drift(reading.read(Path(name).read_bytes()))
    except OSError as error:
        sys.stderr.write(f"{name} cannot be read: {error.strerror}.\n")
        return BAD
    except reading.BadFile as bad:
        sys.stderr.write("".join(f"{sentence}\n" for sentence in bad.sentences))
        return BAD
    finally:
        gc.enable()
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(HEAD)
    for each in found.alarms:
        shares = f"{each.baseline:.4f}", f"{each.observed:.4f}"
        lines.writerow((each.peer, each.signal, each.week.isoformat(), each.direction, *shares))
    return 0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="manage.py detect_drift", description=DESCRIPTION)
    add_arguments(parser)
    return run(parser.parse_args(arguments).file)

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand

from peersupport.embedded import throw_away

# Modules of peersupport.bench.proofs, loaded when asked for, because one needs the tools of the tests. Each has a
# prove() that takes seed and size and gives what stands in its JSON line; "examples" must be empty.
SIZES = {
    "access": 200_000,
    "api": 5_000,
    "canary": 200,
    "clocks": 9,
    "drift": 2_000,
    "faults": 1_000,
    "gate_drift": 1_000,
    "keys": 50_000,
    "latency": 500,
    "ledger": 200_000,
    "mirror": 10_000,
    "model": 2_000,
    "races": 1_000,
    "weekly_counts": 1_000_000,
}
HERE = "PEERSUPPORT_PROOF_HERE"


class Command(BaseCommand):
    help = "Show that a promise holds, on servers of its own that are gone afterwards. Prints one JSON line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=sorted(SIZES))
        parser.add_argument("--seed", type=int, default=None, help="repeat an earlier run")
        parser.add_argument("--size", type=int, default=None)

    def handle(self, *_args: Any, name: str, seed: int | None, size: int | None, **_options: Any) -> None:
        if HERE not in os.environ:
            sys.exit(on_throw_away_servers(sys.argv[1:]))
        started = time.monotonic()
        seed = seed if seed is not None else int.from_bytes(os.urandom(4))
        prove = import_module(f"peersupport.bench.proofs.{name}").prove
        result = prove(seed=seed, size=size or SIZES[name])
        examples = result.pop("examples")
        seconds = round(time.monotonic() - started, 1)
        self.stdout.write(json.dumps({"proof": name, **result, "seed": seed, "seconds": seconds}))
        for example in examples[:5]:
            self.stderr.write(example)
        if examples:
            sys.exit(1)


def on_throw_away_servers(arguments: list[str]) -> int:
    """Run the same command once more beside a fresh, migrated database."""
    with throw_away() as servers:
        environment = os.environ | servers.environment() | {HERE: "1"}
        environment["PEERSUPPORT_TEST_SUPERUSER_URL"] = servers.superuser_url()
        for command in (["migrate", "--verbosity", "0"], arguments):
            done = subprocess.run([sys.executable, "manage.py", *command], env=environment, check=False)
            if done.returncode:
                return done.returncode
    return 0

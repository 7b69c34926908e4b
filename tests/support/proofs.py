"""Running a proof as its command does, on a migrated database and servers that nobody else uses."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peersupport.embedded import throw_away
from tests.support import template

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def proof_environment() -> Iterator[dict[str, str]]:
    with throw_away() as servers:
        found = os.environ | servers.environment()
        found |= {"PEERSUPPORT_TEST_SUPERUSER_URL": servers.superuser_url(), "PEERSUPPORT_PROOF_HERE": "1"}
        found["DJANGO_SETTINGS_MODULE"] = "peersupport.settings.demo"
        if template.take(servers):
            with servers.postgres.connect("postgres") as superuser:
                superuser.execute("ALTER DATABASE peersupport ALLOW_CONNECTIONS true")
        else:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, cwd=ROOT, env=found, check=True)
        yield found


def run_proof(name: str, *, size: int) -> tuple[dict[str, Any], str]:
    """Its JSON line, and what it says was wrong."""
    command = [sys.executable, "manage.py", "proof", name, "--size", str(size)]
    with proof_environment() as environment:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr

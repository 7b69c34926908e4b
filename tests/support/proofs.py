"""Running a proof as its command does, on a migrated database and servers that nobody else uses."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.support import own_servers


def run_proof(name: str, *, size: int) -> tuple[dict[str, Any], str]:
    """Its JSON line, with a fresh seed that stands in it, and what it says was wrong."""
    command = [sys.executable, "manage.py", "proof", name, "--size", str(size)]
    with own_servers.migrated() as servers:
        environment = os.environ | servers.environment()
        environment |= {
            "PEERSUPPORT_TEST_SUPERUSER_URL": servers.superuser_url(),
            "PEERSUPPORT_PROOF_HERE": "1",
        }
        environment["DJANGO_SETTINGS_MODULE"] = "peersupport.settings.demo"
        done = subprocess.run(
            command, cwd=own_servers.ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr if done.returncode else ""

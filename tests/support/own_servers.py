"""Servers of one test's own, with a migrated database: it may kill and freeze them without hurting any other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peersupport.embedded import Servers, throw_away
from tests.support import databases, template

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def migrated() -> Iterator[Servers]:
    with throw_away() as servers:
        if template.take(servers):
            with servers.postgres.connect("postgres") as superuser:
                superuser.execute("ALTER DATABASE peersupport ALLOW_CONNECTIONS true")
        else:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
            environment = os.environ | servers.environment()
            environment["DJANGO_SETTINGS_MODULE"] = "peersupport.settings.demo"
            subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
            with servers.postgres.connect("peersupport") as superuser:
                superuser.execute(databases.CLEAN.read_text())
        yield servers

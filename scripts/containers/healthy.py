#!/usr/bin/env python3
"""Health checks of the containers: exit 0 while this one does its work. `healthy.py web|worker|watch|beat`."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

BEAT_FOLDER = Path(os.environ.get("BEAT_FOLDER", "/var/lib/peersupport"))
WATCH_FILE = Path(os.environ.get("WATCH_FILE", "/tmp/peersupport-watch"))  # noqa: S108 - of this container alone
WATCH_IS_LATE_AFTER = 60
BEAT_IS_LATE_AFTER = 600  # seconds; beat writes its schedule down every three minutes


def web() -> bool:
    """The database answers, too. The host name is one that the application knows, or it would refuse."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".")
    port = os.environ.get("PORT", "8000")
    question = urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers={"Host": host})
    with urllib.request.urlopen(question, timeout=8) as answer:  # noqa: S310 - our own process
        return bool(answer.status == 200)


def worker() -> bool:
    name = f"worker@{socket.gethostname()}"
    ping = [
        "celery",
        "--app",
        "peersupport.celery",
        "inspect",
        "ping",
        "--destination",
        name,
        "--timeout",
        "8",
    ]
    return subprocess.run(ping, check=False, stdout=subprocess.DEVNULL).returncode == 0


def watch() -> bool:
    """This container's own watcher writes down each round it has gone: the sign of life in the database may be
    another's."""
    try:
        return time.time() - WATCH_FILE.stat().st_mtime < WATCH_IS_LATE_AFTER
    except OSError:
        return False


def beat() -> bool:
    written = [path.stat().st_mtime for path in BEAT_FOLDER.glob("beat*")]
    return bool(written) and time.time() - max(written) < BEAT_IS_LATE_AFTER


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "watch": watch, "beat": beat}[sys.argv[1]]() else 1)

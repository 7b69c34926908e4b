"""A migrated cluster kept between runs on one machine, for as long as no migration changes. CI always migrates."""

import hashlib
import os
import shutil
from pathlib import Path

from peersupport.embedded import Servers

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".test"
# What a migrated database depends on.
SOURCES = (
    "**/migrations/*.py",
    "**/sql/*.sql",
    "peersupport/core/*.py",
    "requirements/test.lock",
    "tests/support/clean.sql",
)


def folder() -> Path:
    """Where the cluster for the migrations as they stand is, or will be."""
    digest = hashlib.sha256()
    files = {
        file
        for package in (
            "peersupport",
            "consent",
            "sessions_app",
            "supervision",
            "requirements",
            "tests/support",
        )
        for file in (ROOT / package).rglob("*")
        if any(file.relative_to(ROOT).match(pattern) for pattern in SOURCES)
    }
    for file in sorted(files):
        digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return KEPT / f"cluster-{digest.hexdigest()[:24]}"


def take(servers: Servers) -> bool:
    """Put the kept cluster under the running servers, if there is one."""
    kept = folder()
    if "CI" in os.environ or not kept.exists():
        return False
    servers.stop()
    shutil.rmtree(servers.layout.pgdata)
    copy(kept, servers.layout.pgdata)
    servers.start()
    return True


def keep(servers: Servers) -> None:
    """Keep the cluster as it is now, in place of any other."""
    if "CI" in os.environ:
        return
    kept = folder()
    servers.stop()
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(mode=0o700)
    partial = kept.with_suffix(".part")
    copy(servers.layout.pgdata, partial)
    partial.rename(kept)
    servers.start()


def copy(source: Path, target: Path) -> None:
    """A folder with the owners of its files: the servers run under another account where we are root."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("postmaster.pid"))
    for found in (source, *source.rglob("*")):
        if found.name != "postmaster.pid":
            owner = found.stat()
            os.chown(target / found.relative_to(source), owner.st_uid, owner.st_gid)
            (target / found.relative_to(source)).chmod(owner.st_mode)

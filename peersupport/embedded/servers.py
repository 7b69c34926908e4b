"""Both servers together: start, stop, wipe, and a throw-away pair for tests."""

import base64
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from peersupport.embedded.layout import OWNER, SUPERUSER, WATCH, WEB, Layout, is_root
from peersupport.embedded.postgres import Postgres
from peersupport.embedded.processes import EmbeddedError, is_alive, stop_all, wait_until
from peersupport.embedded.valkey import Valkey

THROW_AWAY_PREFIX = "peersupport-throw-away-"


class Servers:
    """A pair of servers in one home folder. Whoever starts them holds the folder's lock until the end."""

    def __init__(self, home: Path, *, throw_away: bool = False) -> None:
        self.home = home
        self.layout = Layout.of(home)
        self.postgres = Postgres(self.layout, throw_away=throw_away)
        self.valkey = Valkey(self.layout, throw_away=throw_away)
        self._lock: IO[str] | None = None

    def claim(self) -> None:
        """One owner per home folder. The lock goes with the process, however it ends."""
        self._lock = (self.home / "lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            raise EmbeddedError(f"Another one is running already on {self.home}.") from None

    def start(self) -> None:
        if self._lock is None:
            self.claim()
        self.layout.folder(self.layout.sockets)
        self.valkey.spawn()
        self.postgres.spawn()
        self.valkey.wait()
        self.postgres.wait()

    def stop(self) -> None:
        """Stop what is ours. Without the lock nothing is, whatever answers there."""
        if self._lock is None:
            return
        adopted = [pid for server in (self.postgres, self.valkey) if (pid := self._adopted(server))]
        for pid in adopted:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT if pid == self.postgres.pid() else signal.SIGTERM)
        children: dict[subprocess.Popen[bytes], signal.Signals] = {}
        for server in (self.postgres, self.valkey):
            if server.child is not None:
                children[server.child] = server.stop_with
                server.child = None
        stop_all(children)
        wait_until(lambda: not any(is_alive(pid) for pid in adopted), 15)

    def release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @staticmethod
    def _adopted(server: Postgres | Valkey) -> int | None:
        """A server left over by an owner that was killed where children can't be tied to it (not Linux)."""
        return server.pid() if server.child is None and server.answers() else None

    def wipe(self) -> None:
        """Remove everything in the home folder but the lock, and what had to be kept elsewhere."""
        for entry in self.home.iterdir():
            if entry.name == "lock":
                continue
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        for folder in self.layout.folders_outside_home():
            shutil.rmtree(folder, ignore_errors=True)
        self.layout = Layout.of(self.home)

    def environment(self) -> dict[str, str]:
        """What the application's processes need. Secrets are made once and kept in the home folder."""
        return {
            "PEERSUPPORT_HOME": str(self.home),
            "DATABASE_URL": self.layout.database_url(WEB),
            "DATABASE_OWNER_URL": self.layout.database_url(OWNER),
            "REDIS_URL": self.layout.redis_url,
            **secrets_of(self.home),
        }

    def watch_environment(self) -> dict[str, str]:
        """What the watcher's process needs beside it: connections that are kept for it."""
        return {"DATABASE_URL": self.layout.database_url(WATCH)}

    def superuser_url(self, database: str = "postgres") -> str:
        return self.layout.database_url(SUPERUSER, database)


def secrets_of(home: Path) -> dict[str, str]:
    """SECRET_KEY and the key file of a demo or test home, made on first use, readable by their owner alone."""
    key_file, secret = home / "kek", home / "secret_key"
    for path in (key_file, secret):
        if not path.exists():
            partial = path.with_suffix(".part")
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
                out.write(base64.b64encode(secrets.token_bytes(32)).decode())
            partial.rename(path)
    return {"PEERSUPPORT_KEK_FILE": str(key_file), "SECRET_KEY": "demo-" + secret.read_text()}


def _temporary_folder() -> Path:
    base = Path(tempfile.gettempdir())
    if is_root() and not base.stat().st_mode & 0o001:
        base = Path("/var/tmp")
    return base


def _sweep_left_overs(base: Path) -> None:
    """Folders whose owner was killed: their lock is free. A fresh one may not have taken its lock yet."""
    for left in base.glob(THROW_AWAY_PREFIX + "*"):
        with suppress(OSError):
            found = left.stat()
            if found.st_uid != os.geteuid() or found.st_mtime > time.time() - 60:
                continue
            with (left / "lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)


@contextmanager
def throw_away() -> Iterator[Servers]:
    """A fast pair of servers without any durability in a temporary folder, gone afterwards."""
    base = _temporary_folder()
    _sweep_left_overs(base)
    home = Path(tempfile.mkdtemp(prefix=THROW_AWAY_PREFIX, dir=base))
    if is_root():
        home.chmod(0o711)
    servers = Servers(home, throw_away=True)
    servers.claim()
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
        for folder in (*servers.layout.folders_outside_home(), home):
            shutil.rmtree(folder, ignore_errors=True)
        servers.release()

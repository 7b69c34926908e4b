"""The Redis-protocol server that Celery uses as its broker. It never holds the only copy of anything."""

import signal
import socket
import subprocess
from contextlib import suppress
from typing import Any

from peersupport.embedded.binaries import redis_binary
from peersupport.embedded.layout import Layout
from peersupport.embedded.processes import EmbeddedError, spawn, wait_until

PATIENCE = 60


class Valkey:
    stop_with = signal.SIGTERM

    def __init__(self, layout: Layout, *, throw_away: bool = False) -> None:
        self.layout = layout
        self.throw_away = throw_away
        self.log = layout.home / "valkey.log"
        self.child: subprocess.Popen[bytes] | None = None

    def spawn(self) -> None:
        if self.answers():
            return
        with suppress(FileNotFoundError):
            self.layout.redis_socket.unlink()
        self.layout.folder(self.layout.redis_data)
        self.child = spawn(
            [redis_binary(self.layout), *self._arguments()],
            self.log,
            stop_with=self.stop_with,
            **self._as_account(),
        )

    def wait(self) -> None:
        def settled() -> bool:
            return self.answers() or (self.child is not None and self.child.poll() is not None)

        if not wait_until(settled, PATIENCE) or not self.answers():
            raise EmbeddedError(f"The Redis-protocol server did not start. Its own words are in {self.log}")

    def answers(self) -> bool:
        return self._ask(b"PING").startswith(b"+PONG")

    def pid(self) -> int | None:
        for line in self._ask(b"INFO server").splitlines():
            if line.startswith(b"process_id:"):
                return int(line.split(b":")[1])
        return None

    def _ask(self, command: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.layout.redis_socket))
                connection.sendall(command + b"\r\n")
                return connection.recv(8192)
            except OSError:
                return b""

    def _arguments(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self.layout.redis_socket),
            "unixsocketperm": "700",
            "dir": str(self.layout.redis_data),
            "dbfilename": "valkey.rdb",
            # With a save rule a server whose folder vanished refuses to exit, so throw-away ones have none.
            "save": "" if self.throw_away else "60 1",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]

    def _as_account(self) -> dict[str, Any]:
        account = self.layout.account
        if account is None:
            return {}
        return {"user": account.uid, "group": account.gid, "extra_groups": [], "cwd": self.layout.data}

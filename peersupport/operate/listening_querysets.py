"""An ear at the database: told of a message the moment its transaction commits."""

from typing import Any

import psycopg
from django.db import connection

CONNECT_SECONDS = 3
LATER_SAID_BY_DJANGO = ("cursor_factory", "context", "prepare_threshold")


class Ear:
    """LISTEN on a connection of its own, made anew when it broke. Whatever was said meanwhile is found by polling."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection[Any] | None = None

    def hear(self, seconds: float) -> list[tuple[int, str]]:
        """(lane, id) of the messages told of, waiting up to `seconds` for the first. Raises psycopg.Error."""
        try:
            listening = self._connection or self._listen()
            told = listening.notifies(timeout=seconds, stop_after=1)
            heard = [notice.payload for notice in told]
            heard += [notice.payload for notice in listening.notifies(timeout=0)]
        except psycopg.Error:
            self.close()
            raise
        return [(int(lane), pk) for lane, _space, pk in (said.partition(" ") for said in heard)]

    def _listen(self) -> psycopg.Connection[Any]:
        known = connection.get_connection_params()
        options = {name: value for name, value in known.items() if name not in LATER_SAID_BY_DJANGO}
        self._connection = psycopg.connect(
            **options | {"connect_timeout": CONNECT_SECONDS, "keepalives_idle": 10}, autocommit=True
        )
        self._connection.execute("LISTEN outbox")
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

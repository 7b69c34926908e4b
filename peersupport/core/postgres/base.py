"""Django's PostgreSQL, but a page gives up waiting (core.patience): a server that hangs keeps no timeout of its own."""

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from peersupport.core import patience


class Connection(psycopg.Connection[Any]):
    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> Any:
        """Raises OperationalError, within a request also once patience was lost in it."""
        waiting = patience.current()
        if waiting is None:
            return super().connect(conninfo, **options)
        if not waiting.left:
            raise psycopg.OperationalError("The database did not answer a moment ago.")
        try:
            return super().connect(conninfo, **options | {"connect_timeout": int(waiting.left)})
        except psycopg.errors.ConnectionTimeout:
            waiting.left = 0.0
            raise

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        waiting = patience.current()
        if waiting is None:
            return super().wait(gen, *args, **options)
        try:
            return super().wait(gen, *args, **options | {"timeout": waiting.left})
        except psycopg.errors._WaitTimeout:
            waiting.left = 0.0
            self.pgconn.finish()  # half an answer may still come: nothing else is to read it
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(**vars(psycopg) | {"connect": Connection.connect})

"""Who is acting. Database functions take the reader from here, never as an argument a caller could invent."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Principal:
    user_id: uuid.UUID | None
    request_id: uuid.UUID


_current: ContextVar[Principal | None] = ContextVar("principal", default=None)


class NoPrincipal(RuntimeError):
    """Narrative or a scoped list was asked for while nobody is acting."""


@contextmanager
def acting_as(user_id: uuid.UUID | None, request_id: uuid.UUID | None = None) -> Iterator[Principal]:
    """Everything read inside the block is read as this user. Middleware, tasks and commands enter it."""
    principal = Principal(user_id, request_id or uuid.uuid4())
    token = _current.set(principal)
    try:
        yield principal
    finally:
        _current.reset(token)


def current() -> Principal:
    """The acting principal. Raises NoPrincipal outside acting_as()."""
    principal = _current.get()
    if principal is None:
        raise NoPrincipal("Nobody is acting here: wrap the call in acting_as().")
    return principal


def rows_for_principal(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Rows of one statement that calls our definer functions, read as the acting principal.

    set_config(..., true) and the statement travel in one simple-protocol message: outside a transaction
    they form one implicit transaction, so the setting is gone before the next statement on the connection.
    """
    user_id = current().user_id
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.uid', %s, true); " + sql, [str(user_id or uuid.UUID(int=0)), *params]
        )
        cursor.nextset()
        return list(cursor.fetchall())

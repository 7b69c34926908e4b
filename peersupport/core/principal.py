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


SET_READER = "SELECT set_config('app.uid', %s, true); "


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
    with connection.cursor() as cursor:
        cursor.execute(SET_READER + sql, [_reader(current().user_id), *params])
        cursor.nextset()
        return list(cursor.fetchall())


def rows_for_each(
    user_ids: Sequence[uuid.UUID], sql: str, params: Sequence[Any] = ()
) -> list[list[tuple[Any, ...]]]:
    """Rows of one statement as each of these users would read them, in one message; then it is our turn again."""
    if not user_ids:
        return []
    ours = _current.get()
    each = [value for user_id in user_ids for value in (_reader(user_id), *params)]
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            f"{SET_READER}{sql}; " * len(user_ids) + SET_READER, [*each, _reader(ours and ours.user_id)]
        )
        for _user in user_ids:
            cursor.nextset()
            found.append(list(cursor.fetchall()))
            cursor.nextset()
    return found


def _reader(user_id: uuid.UUID | None) -> str:
    return str(user_id or uuid.UUID(int=0))

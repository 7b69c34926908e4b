"""Model instances from a statement written by hand: for the few that most requests wait for, where composing a query
costs more than answering it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def instances(
    models: Mapping[str, type[Model]], rest: str, params: Sequence[Any], *, also: Sequence[str] = ()
) -> list[list[Any]]:
    """Rows of `SELECT … {rest}`: for each alias of a table an instance of its model, then the values of `also`."""
    columns = [f'{alias}."{field.column}"' for alias, model in models.items() for field in _fields(model)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*columns, *also])} {rest}", params)
        found = cursor.fetchall()
    return [_read(list(models.values()), row) for row in found]


def _read(models: list[type[Model]], row: tuple[Any, ...]) -> list[Any]:
    read: list[Any] = []
    at = 0
    for model in models:
        names = [field.attname for field in _fields(model)]
        read.append(model.from_db(connection.alias, names, row[at : at + len(names)]))
        at += len(names)
    return [*read, *row[at:]]


def _fields(model: type[Model]) -> Any:
    return model._meta.concrete_fields

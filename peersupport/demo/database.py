"""What a database is to the demo: empty, half filled, filled, or somebody else's. Works before Django is there."""

from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg import sql

SQL = Path(__file__).parent / "sql"
MARK = "peersupport demo"  # production refuses to start on a database with this comment


class State(StrEnum):
    EMPTY = "empty"
    FILLING = "filling"
    FILLED = "filled"
    FOREIGN = "foreign"


def state(url: str) -> State:
    with psycopg.connect(url) as connection:
        comment, has_tables = connection.execute(read("state.sql")).fetchone() or ("", False)
    if not has_tables:
        return State.EMPTY
    if comment == f"{MARK}: filled":
        return State.FILLED
    if comment == f"{MARK}: filling":
        return State.FILLING
    return State.FOREIGN


def mark(url: str, found: State) -> None:
    """As the owner: only the owner of a database may comment on it."""
    with psycopg.connect(url) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(f"{MARK}: {found}"))
        )


def forget_everything(owner_url: str) -> None:
    """Empty a database that the demo filled. A foreign one is refused with ValueError."""
    if state(owner_url) is State.FOREIGN:
        raise ValueError("This database was not filled by the demo.")
    with psycopg.connect(owner_url) as connection:
        connection.execute(read("forget_everything.sql"))


def read(name: str) -> sql.SQL:
    return sql.SQL((SQL / name).read_text())  # type: ignore[arg-type]

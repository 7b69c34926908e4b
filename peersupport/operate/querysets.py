from dataclasses import dataclass
from pathlib import Path

from django.db import connection

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class RoleFacts:
    is_above_the_rules: bool
    owns_tables: bool
    database_comment: str
    commits_wait: bool


def role_facts() -> RoleFacts:
    """About the role of the current connection."""
    with connection.cursor() as cursor:
        cursor.execute((SQL / "role_facts.sql").read_text())
        is_above, owns, comment = cursor.fetchone()
        cursor.execute("SHOW synchronous_commit")
        return RoleFacts(is_above, owns, comment, commits_wait=cursor.fetchone()[0] != "off")


def wait_for_setup_turn() -> None:
    """Two setups at once must not both be the first: the second waits here for the end of the first's transaction."""
    with connection.cursor() as cursor:
        cursor.execute((SQL / "one_setup_at_a_time.sql").read_text())

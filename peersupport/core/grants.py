"""What the application's own database role may do; the owner says so after every migration."""

from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

SQL = Path(__file__).parent / "sql"


def grant_all(connection: BaseDatabaseWrapper, *, web: str) -> None:
    """Everything the role needs and no more: append-only tables get SELECT and INSERT, TRUNCATE goes to nobody.

    Runs as the owner, in one transaction, so that a running application never meets a half-granted table.
    """
    quoted = connection.ops.quote_name(web)
    with connection.cursor() as cursor:
        cursor.execute((SQL / "grants.sql").read_text().replace("{web}", quoted))
        cursor.execute((SQL / "append_only_tables.sql").read_text())
        append_only = dict(cursor.fetchall())
        for table, may_delete in sorted(append_only.items()):
            refused = "UPDATE" if may_delete else "UPDATE, DELETE"
            cursor.execute(f"REVOKE {refused} ON {connection.ops.quote_name(table)} FROM {quoted}")

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The access rule again: on a peer's word alone, contact and what others did and wrote wait for the office."""

    dependencies = [("consent", "0005_history")]

    operations = [migrations.RunSQL(sql_file(SQL / "access.sql"), migrations.RunSQL.noop)]

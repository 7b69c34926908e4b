from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The access rule again: a pairing that is offered again keeps what its former peer wrote."""

    dependencies = [("consent", "0003_rules"), ("people", "0003_coming_back")]

    operations = [migrations.RunSQL(sql_file(SQL / "access.sql"), migrations.RunSQL.noop)]

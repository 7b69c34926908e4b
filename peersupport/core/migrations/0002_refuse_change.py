from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(sql_file(SQL / "refuse_change.sql"), "DROP FUNCTION refuse_change()"),
    ]

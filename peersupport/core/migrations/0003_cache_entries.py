from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("core", "0002_refuse_change")]

    operations = [
        migrations.RunSQL(sql_file(SQL / "cache_entries.sql"), reverse_sql="DROP TABLE cache_entries"),
    ]

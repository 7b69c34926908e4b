from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("sessions_app", "0003_reminders"),
    ]

    operations = [
        migrations.RunSQL(sql_file(SQL / "reminders_end.sql"), migrations.RunSQL.noop),
    ]

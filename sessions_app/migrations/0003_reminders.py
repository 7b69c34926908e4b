from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_reminders"),
        ("sessions_app", "0002_what_it_says"),
    ]

    operations = [
        migrations.RunSQL(
            sql_file(SQL / "reminders.sql"),
            "DROP TRIGGER drop_reminders_of_meeting ON sessions_app_supportsession; "
            "DROP FUNCTION drop_reminders_of_meeting();",
        ),
    ]

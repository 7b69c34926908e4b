from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The statements behind the first pages. They read tables and functions of the apps below and own none."""

    initial = True

    replaces = [
        ("home", "0001_first_pages"),
        ("home", "0002_reminders"),
    ]

    dependencies = [
        ("consent", "0001_squashed"),
        ("sessions_app", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(sql_file(SQL / "first_pages.sql")),
    ]

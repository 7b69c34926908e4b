from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What was planned with somebody who is deleted is called off."""

    dependencies = [("sessions_app", "0013_review_rules"), ("people", "0014_erasing")]

    operations = [
        migrations.RunSQL(
            sql_file(SQL / "erased.sql"),
            "DROP TRIGGER people_supportedperson_deletion_calls_off ON people_supportedperson",
        )
    ]

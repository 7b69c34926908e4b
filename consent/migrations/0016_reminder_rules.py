from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"
BACK = """
DROP FUNCTION reminders_out_of_step(uuid, timestamptz);
DROP FUNCTION reminders_refresh(uuid[], timestamptz);
DROP FUNCTION reminders_due(uuid[], timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0015_reminders")]

    operations = [
        AgencyKeys(
            {
                "consent_consentreminder": {
                    "person_id": "people_supportedperson",
                    "consent_id": "consent_consentrecord",
                }
            }
        ),
        migrations.RunSQL(sql_file(SQL / "reminders.sql"), BACK),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        AgencyKeys(
            {
                "accounts_membership": {
                    "user_id": "accounts_user",
                    "program_id": "accounts_program",
                    "made_by_id": "accounts_user",
                },
            }
        ),
        migrations.RunSQL(
            sql_file(SQL / "principal.sql"),
            "DROP FUNCTION my_roles(); DROP FUNCTION holds(date, date, timestamptz, text); "
            "DROP FUNCTION local_day(text); DROP FUNCTION app_uid();",
        ),
    ]

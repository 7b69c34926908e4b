from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, Tables, sql_file
from peersupport.notifications.migrations._tables import MODELS

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON = "accounts_user", "people_supportedperson"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("core", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS),
        AgencyKeys(
            {
                "notifications_route": {"user_id": USER, "person_id": PERSON},
                "notifications_preference": {"route_id": "notifications_route"},
                "notifications_message": {"route_id": "notifications_route"},
            }
        ),
        migrations.RunSQL(
            sql_file(SQL / "outbox.sql"),
            "DROP TRIGGER tell_of_message ON notifications_message; DROP FUNCTION tell_of_message();",
        ),
    ]

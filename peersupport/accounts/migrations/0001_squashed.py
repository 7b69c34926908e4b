from pathlib import Path

from django.db import migrations

from peersupport.accounts.migrations._tables import MODELS, TRIGGERS
from peersupport.core.operations import AgencyKeys, AppendOnly, Tables, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PROGRAM = "accounts_user", "accounts_program"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_rules"),
        ("accounts", "0003_staff_invitations_and_history"),
        ("accounts", "0004_baseline"),
        ("accounts", "0005_part2"),
    ]

    dependencies = [
        ("audit", "0001_squashed"),
        ("core", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                "accounts_membership": {"user_id": USER, "program_id": PROGRAM, "made_by_id": USER},
                "accounts_staffinvitation": {
                    "program_id": PROGRAM,
                    "accepted_by_id": USER,
                    "made_by_id": USER,
                },
            }
        ),
        AppendOnly(
            "accounts_agencyevent",
            "accounts_programevent",
            "accounts_membershipevent",
            "accounts_staffinvitationevent",
        ),
        migrations.RunSQL(sql_file(SQL / "principal.sql")),
    ]

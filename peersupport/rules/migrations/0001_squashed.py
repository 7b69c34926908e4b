from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, Tables, sql_file
from peersupport.rules.migrations._tables import MODELS, TRIGGERS

SQL = Path(__file__).parents[1] / "sql"
USER, PROGRAM = "accounts_user", "accounts_program"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("rules", "0001_language_entries"),
        ("rules", "0002_house_promise"),
        ("rules", "0003_role_agreement"),
        ("rules", "0004_supervision_rules"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("core", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                "rules_housepromise": {"signals_accepted_by_id": USER},
                "rules_roleversion": {"written_by_id": USER, "published_by_id": USER},
                "rules_roletext": {"version_id": "rules_roleversion"},
                "rules_supervisionpack": {"made_by_id": USER},
                "rules_supervisionrule": {"pack_id": "rules_supervisionpack"},
                "rules_programrules": {"program_id": PROGRAM, "pack_id": "rules_supervisionpack"},
            }
        ),
        AppendOnly(
            "rules_languageentryevent",
            "rules_housepromiseevent",
            "rules_supervisionpack",
            "rules_supervisionrule",
            "rules_programrulesevent",
        ),
        migrations.RunSQL(sql_file(SQL / "role_agreement.sql")),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.audit.migrations._tables import MODELS
from peersupport.core.operations import AppendOnly, Tables, sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_append_only"),
        ("audit", "0003_history_moment"),
        ("audit", "0004_ledger"),
        ("audit", "0005_ledger_rules"),
    ]

    dependencies = [
        ("core", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS),
        AppendOnly(
            "audit_auditevent",
            "audit_accessevent",
            "audit_ledgerentry",
        ),
        migrations.RunSQL(sql_file(SQL / "history.sql")),
        migrations.RunSQL(sql_file(SQL / "ledger.sql")),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AppendOnly, sql_file

SQL = Path(__file__).parents[1] / "sql"
BACK = """
DROP TRIGGER audit_ledgerentry_is_linked ON audit_ledgerentry;
DROP FUNCTION verify_ledger(uuid);
DROP FUNCTION ledger_link();
DROP FUNCTION ledger_hash(audit_ledgerentry);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_ledger"), ("core", "0002_refuse_change")]

    operations = [
        migrations.RunSQL(sql_file(SQL / "ledger.sql"), BACK),
        AppendOnly("audit_ledgerentry"),
    ]

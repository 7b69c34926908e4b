from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What an agreement allows: without the choices that were taken back."""

    dependencies = [("consent", "0009_taken_back")]

    operations = [
        AgencyKeys(
            {"consent_choicetakenback": {"consent_id": "consent_consentrecord", "by_id": "accounts_user"}}
        ),
        AppendOnly("consent_choicetakenback"),
        migrations.RunSQL(sql_file(SQL / "computed.sql"), migrations.RunSQL.noop),
    ]

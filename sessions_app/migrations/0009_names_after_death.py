from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The name of somebody who died leaves every list."""

    dependencies = [("sessions_app", "0008_signed_and_told")]

    operations = [migrations.RunSQL(sql_file(SQL / "pages.sql"), migrations.RunSQL.noop)]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The statements behind the first pages. They read tables and functions of the apps below and own none."""

    dependencies = [("sessions_app", "0009_names_after_death"), ("consent", "0007_baseline")]

    operations = [migrations.RunSQL(sql_file(SQL / "first_pages.sql"), migrations.RunSQL.noop)]

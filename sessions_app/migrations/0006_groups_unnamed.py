from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The lists again: they say whether a group is seen as a group, and namesakes keep one order."""

    dependencies = [("sessions_app", "0005_first_page_indexes"), ("consent", "0006_contact_waits")]

    operations = [migrations.RunSQL(sql_file(SQL / "pages.sql"), migrations.RunSQL.noop)]

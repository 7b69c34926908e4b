from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What a peer's page says of an agreement follows the one rule of consent."""

    dependencies = [("home", "0001_first_pages"), ("consent", "0016_reminder_rules")]

    operations = [
        migrations.RunSQL("DROP FUNCTION IF EXISTS my_pairs();", migrations.RunSQL.noop),
        migrations.RunSQL(sql_file(SQL / "first_pages.sql"), migrations.RunSQL.noop),
    ]

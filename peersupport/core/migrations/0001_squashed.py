from pathlib import Path

from django.db import migrations

from peersupport.core.migrations._tables import MODELS
from peersupport.core.operations import Tables, sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_refuse_change"),
        ("core", "0003_cache_entries"),
        ("core", "0004_wrapped_by"),
        ("core", "0005_owner_of_a_room"),
    ]

    dependencies = []

    operations = [
        Tables(MODELS),
        migrations.RunSQL(sql_file(SQL / "refuse_change.sql")),
        migrations.RunSQL(sql_file(SQL / "cache_entries.sql")),
    ]

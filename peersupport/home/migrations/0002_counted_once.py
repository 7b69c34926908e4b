from pathlib import Path

from django.db import migrations

from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("home", "0001_squashed")]

    operations = [migrations.RunSQL(sql_file(SQL / "first_pages.sql"))]

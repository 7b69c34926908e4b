from pathlib import Path

from django.db import migrations, models

import peersupport.core.clock
from peersupport.core.operations import sql_file

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stopped",
            fields=[
                ("address_index", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            ],
        ),
        migrations.RunSQL(
            "INSERT INTO notifications_stopped (address_index, at) SELECT DISTINCT address_index, now() "
            "FROM notifications_route WHERE state = 'stopped' AND address_index <> ''",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            sql_file(SQL / "old_ways.sql"),
            "DROP TRIGGER forget_old_ways ON people_contactdetails; DROP FUNCTION forget_old_ways();",
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ["dead", "unknown"])),
                fields=["agency", "lane", "-created_at"],
                name="messages_unsettled",
            ),
        ),
    ]

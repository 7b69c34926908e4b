import uuid

from django.db import migrations, models

import peersupport.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_history_moment"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                ("agency_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField(editable=False)),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
                ("agency_id", models.UUIDField(editable=False)),
                ("seq", models.BigIntegerField(default=0, editable=False)),
                ("actor_id", models.UUIDField(editable=False, null=True)),
                ("action", models.CharField(editable=False, max_length=64)),
                ("target_type", models.CharField(editable=False, max_length=64)),
                ("target_id", models.UUIDField(editable=False)),
                ("person_id", models.UUIDField(editable=False, null=True)),
                ("payload", models.JSONField(default=dict, editable=False)),
                ("prev", models.BinaryField(default=bytes)),
                ("hash", models.BinaryField(default=bytes)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id", "-at"], name="ledger_by_person"),
                    models.Index(fields=["target_id"], name="ledger_by_target"),
                    models.Index(fields=["agency_id", "seq"], name="ledger_by_place"),
                ],
            },
        ),
    ]

"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

from django.db import migrations, models

import peersupport.core.clock

MODELS = [
    migrations.CreateModel(
        name="DataKey",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("agency_id", models.UUIDField()),
            (
                "owner_kind",
                models.CharField(
                    choices=[
                        ("person", "Person"),
                        ("user", "User"),
                        ("agency", "Agency"),
                        ("clinical", "Clinical"),
                        ("senior", "Senior"),
                        ("index", "Index"),
                    ],
                    max_length=8,
                ),
            ),
            ("owner_id", models.UUIDField()),
            ("wrapped", models.BinaryField(null=True)),
            ("destroyed_at", models.DateTimeField(null=True)),
            (
                "wrapped_by",
                models.CharField(
                    default="", help_text="Id of the wrapping key; see core.wrapping.", max_length=80
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("owner_kind", "owner_id"), name="one_data_key_per_owner"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("destroyed_at", None), ("wrapped__isnull", False)),
                        models.Q(("destroyed_at__isnull", False), ("wrapped", None)),
                        _connector="OR",
                    ),
                    name="data_key_is_wrapped_or_destroyed",
                ),
            ],
        },
    ),
]

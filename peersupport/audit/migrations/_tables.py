"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models

import peersupport.core.clock

MODELS = [
    migrations.CreateModel(
        name="AccessEvent",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("agency_id", models.UUIDField(editable=False)),
            ("reader_id", models.UUIDField(editable=False)),
            ("person_id", models.UUIDField(editable=False)),
            ("purpose", models.CharField(editable=False, max_length=32)),
            ("via", models.CharField(editable=False, max_length=16)),
            (
                "contents",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=16), editable=False, size=None
                ),
            ),
            ("request_id", models.UUIDField(editable=False)),
        ],
        options={
            "indexes": [models.Index(fields=["person_id", "-at"], name="access_by_person")],
            "constraints": [
                models.UniqueConstraint(
                    fields=("request_id", "person_id", "reader_id", "purpose"),
                    name="one_access_event_a_request",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="AuditEvent",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("agency_id", models.UUIDField(editable=False)),
            ("actor_id", models.UUIDField(editable=False, null=True)),
            ("action", models.CharField(editable=False, max_length=64)),
            ("target_type", models.CharField(editable=False, max_length=64)),
            ("target_id", models.UUIDField(editable=False)),
            ("person_id", models.UUIDField(editable=False, null=True)),
            (
                "fields",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=64), default=list, editable=False, size=None
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["agency_id", "-at"], name="audit_by_agency"),
                models.Index(fields=["target_id", "-at"], name="audit_by_target"),
            ],
        },
    ),
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
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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

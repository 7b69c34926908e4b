"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields

MODELS = [
    migrations.CreateModel(
        name="ImportRun",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(choices=[("people", "People"), ("sessions", "Past meetings")], max_length=8),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("uploaded", "its columns wait for a look"),
                        ("checking", "being checked"),
                        ("asking", "a question about its days"),
                        ("checked", "checked"),
                        ("importing", "being brought in"),
                        ("done", "brought in"),
                        ("failed", "nothing was brought in"),
                    ],
                    default="uploaded",
                    max_length=10,
                ),
            ),
            ("file_key", models.CharField(help_text="Keyed hash of the file.", max_length=64)),
            ("header", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "header_key",
                models.CharField(help_text="Keyed hash of the names of the columns.", max_length=64),
            ),
            ("delimiter", models.CharField(max_length=1)),
            ("lines", models.PositiveIntegerField()),
            (
                "columns",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(blank=True, max_length=12), default=list, size=None
                ),
            ),
            ("day_first", models.BooleanField(help_text="1/2/2026 is the first of February.", null=True)),
            ("new_rows", models.PositiveIntegerField(default=0)),
            (
                "same_rows",
                models.PositiveIntegerField(default=0, help_text="Here already, or twice in the file."),
            ),
            (
                "left_out_rows",
                models.PositiveIntegerField(
                    default=0, help_text="Meetings of groups, or that did not take place."
                ),
            ),
            (
                "namesakes",
                models.PositiveIntegerField(default=0, help_text="New people named like somebody here."),
            ),
            ("problem_rows", models.PositiveIntegerField(default=0)),
            (
                "trouble",
                models.CharField(
                    blank=True,
                    choices=[
                        ("died", "The work on this file stopped three times. Nothing was brought in."),
                        (
                            "changed",
                            "Something in the house has changed since the file was checked, and a row no longer fits. Nothing was brought in. Please bring the file again.",
                        ),
                    ],
                    max_length=8,
                ),
            ),
            ("expires_at", models.DateTimeField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.program",
                ),
            ),
            (
                "started_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ["checking", "importing"])),
                    fields=("agency",),
                    name="one_import_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "failed"), models.Q(("trouble", ""), _negated=True)),
                        models.Q(models.Q(("state", "failed"), _negated=True), ("trouble", "")),
                        _connector="OR",
                    ),
                    name="a_failed_import_says_why",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportProgress",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("done", models.PositiveIntegerField(default=0, help_text="Lines of the file.")),
            (
                "attempts",
                models.PositiveSmallIntegerField(default=0, help_text="How often this step was begun."),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "run",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="progress",
                    to="exchange.importrun",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ImportChunk",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("part", models.CharField(choices=[("file", "File"), ("problems", "Problems")], max_length=8)),
            ("number", models.PositiveIntegerField()),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "run",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="chunks",
                    to="exchange.importrun",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("run", "part", "number"), name="one_chunk_of_a_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="RememberedColumns",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(choices=[("people", "People"), ("sessions", "Past meetings")], max_length=8),
            ),
            ("header_key", models.CharField(max_length=64)),
            (
                "columns",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(blank=True, max_length=12), size=None
                ),
            ),
            ("used_at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("agency", "kind", "header_key"), name="columns_are_remembered_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportedRow",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(choices=[("people", "People"), ("sessions", "Past meetings")], max_length=8),
            ),
            ("fingerprint", models.CharField(max_length=64)),
            ("target_id", models.UUIDField(help_text="The person or the meeting it became.")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agency", "kind", "fingerprint"), name="a_row_comes_in_once")
            ],
        },
    ),
]

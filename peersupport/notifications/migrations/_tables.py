"""The tables of this app as 0001_initial makes them, drawn up by Django's makemigrations."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields

MODELS = [
    migrations.CreateModel(
        name="Received",
        fields=[
            ("fingerprint", models.CharField(max_length=64, primary_key=True, serialize=False)),
            ("at", models.DateTimeField(db_index=True, default=peersupport.core.clock.now)),
        ],
    ),
    migrations.CreateModel(
        name="Route",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "channel",
                models.CharField(
                    choices=[
                        ("inbox", "here"),
                        ("email", "by e-mail"),
                        ("sms", "by text message"),
                        ("push", "on this device"),
                    ],
                    max_length=8,
                ),
            ),
            ("address", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("address_index", models.CharField(blank=True, db_index=True, max_length=64)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("on", "in use"),
                        ("off", "not in use"),
                        ("stopped", "they answered STOP"),
                        ("bounced", "nothing arrives there"),
                    ],
                    default="on",
                    max_length=8,
                ),
            ),
            (
                "language",
                models.CharField(choices=[("en", "English"), ("es", "Español")], default="en", max_length=8),
            ),
            ("time_zone", models.CharField(max_length=64)),
            ("quiet_from", models.TimeField(blank=True, null=True)),
            ("quiet_until", models.TimeField(blank=True, null=True)),
            ("sender", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("own_text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="routes",
                    to="people.supportedperson",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="routes",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("person__isnull", False), ("user", None)),
                        models.Q(("person", None), ("user__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_route_leads_to_one_human",
                ),
                models.UniqueConstraint(
                    fields=("user", "person", "channel", "address_index"),
                    name="one_route_of_a_kind",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("quiet_from", None), ("quiet_until", None)),
                        models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                        _connector="OR",
                    ),
                    name="quiet_hours_begin_and_end",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Preference",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("concern", "Somebody's safety: you are on call"),
                        ("concern_course", "What became of it"),
                        ("way_lost", "A way to reach somebody that does not work any more"),
                        ("not_sent", "A message that could not be sent"),
                    ],
                    max_length=20,
                ),
            ),
            ("wanted", models.BooleanField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "route",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="preferences",
                    to="notifications.route",
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("route", "kind"), name="one_preference_a_kind")]
        },
    ),
    migrations.CreateModel(
        name="Message",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("key", models.CharField(max_length=160)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("concern", "Somebody's safety: you are on call"),
                        ("concern_course", "What became of it"),
                        ("way_lost", "A way to reach somebody that does not work any more"),
                        ("not_sent", "A message that could not be sent"),
                    ],
                    max_length=20,
                ),
            ),
            ("lane", models.PositiveSmallIntegerField(choices=[(0, "Concern"), (1, "Reminder")])),
            (
                "about_id",
                models.UUIDField(blank=True, help_text="The row it leads to, of whatever table.", null=True),
            ),
            ("subject", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("ready", "waits to be sent"),
                        ("sent", "sent"),
                        ("unknown", "nobody knows whether it arrived"),
                        ("dead", "could not be sent"),
                        ("dropped", "too late to be useful"),
                        ("skipped", "not sent: this way is not in use any more"),
                        ("dismissed", "put aside"),
                    ],
                    default="ready",
                    max_length=10,
                ),
            ),
            ("next_at", models.DateTimeField()),
            ("drop_at", models.DateTimeField(blank=True, null=True)),
            ("tries", models.PositiveSmallIntegerField(default=0)),
            (
                "set_aside",
                models.PositiveSmallIntegerField(
                    default=0,
                    help_text="Tries up to this one no longer count: somebody asked for another go.",
                ),
            ),
            ("sent_at", models.DateTimeField(blank=True, null=True)),
            ("provider_id", models.CharField(blank=True, max_length=120)),
            (
                "delivered_at",
                models.DateTimeField(
                    blank=True, help_text="When the provider said that it arrived.", null=True
                ),
            ),
            ("read_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "route",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="messages",
                    to="notifications.route",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("key",), name="one_message_an_occasion"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("sent_at__isnull", False), ("state", "sent")),
                        models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                        _connector="OR",
                    ),
                    name="message_sent_at_iff_sent",
                ),
            ],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "ready")), fields=["lane", "next_at"], name="messages_ready"
                ),
                models.Index(fields=["route", "-created_at"], name="messages_by_route"),
                models.Index(fields=["agency", "-created_at"], name="messages_by_agency"),
                models.Index(fields=["about_id"], name="messages_about"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Attempt",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveSmallIntegerField()),
            ("process", models.CharField(max_length=80)),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("sent", "taken over"),
                        ("later", "not taken over, to be tried again"),
                        ("refused", "not taken, and never will be"),
                        ("unclear", "no answer: it may have been taken over"),
                    ],
                    max_length=8,
                ),
            ),
            ("code", models.CharField(blank=True, max_length=40)),
            ("provider_id", models.CharField(blank=True, max_length=120)),
            ("finished_at", models.DateTimeField(blank=True, null=True)),
            (
                "message",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="attempts",
                    to="notifications.message",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    condition=models.Q(("provider_id", ""), _negated=True),
                    fields=["provider_id"],
                    name="attempts_by_provider_id",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("message", "number"), name="one_attempt_of_a_number"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("finished_at", None), ("outcome", "")),
                        models.Q(models.Q(("outcome", ""), _negated=True), ("finished_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="attempt_has_an_end_iff_an_outcome",
                ),
            ],
        },
    ),
]

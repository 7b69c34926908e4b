"""The tables of this app as 0001_initial makes them, drawn up by Django's makemigrations."""

import datetime
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields

MODELS = [
    migrations.CreateModel(
        name="Concern",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("concern", "I'm worried about someone's safety"),
                        ("thinking", "Think it over with someone, no name"),
                    ],
                    default="concern",
                    max_length=8,
                ),
            ),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            (
                "fingerprint",
                models.CharField(
                    blank=True, help_text="Keyed: tells the same words sent twice.", max_length=64
                ),
            ),
            (
                "who",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "sentence",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "where",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "reach",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "danger",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "in_danger",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "tried_talk",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "tried_plan",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "tried_others",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "talked_first",
                models.CharField(
                    blank=True,
                    choices=[("yes", "Yes, we talked about it first"), ("no", "Not yet")],
                    default="",
                    max_length=3,
                ),
            ),
            (
                "why_not_talked",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "is_close",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "not_enough",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "limit",
                models.CharField(
                    blank=True,
                    choices=[
                        ("self", "Self"),
                        ("others", "Others"),
                        ("child", "Child"),
                        ("adult", "Adult"),
                        ("court", "Court"),
                        ("medical", "Medical"),
                        ("own", "Own"),
                    ],
                    default="",
                    max_length=10,
                ),
            ),
            (
                "acknowledge_minutes",
                models.PositiveIntegerField(help_text="Of the promise in force when it was raised."),
            ),
            (
                "basis",
                models.CharField(
                    blank=True,
                    choices=[
                        ("emergency", "A medical emergency (§ 2.51)"),
                        ("child", "A first report about a child, as the state's law asks (§ 2.12)"),
                        ("order", "A court order (Subpart E)"),
                        ("consent", "The person's own written yes (§ 2.31)"),
                        ("no_identity", "Nothing goes out that tells they are supported here"),
                        ("none", "There is no ground: nothing goes out"),
                    ],
                    default="",
                    max_length=12,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("recorded", "Written down"),
                        ("sent", "Sent"),
                        ("acknowledged", "Somebody has it"),
                        ("acting", "Somebody is on it"),
                        ("closed", "Closed"),
                    ],
                    default="recorded",
                    max_length=12,
                ),
            ),
            ("stands_since", models.DateTimeField(blank=True, null=True)),
            (
                "moves_at",
                models.DateTimeField(blank=True, help_text="When the next in line is asked.", null=True),
            ),
            (
                "alarm_at",
                models.DateTimeField(
                    blank=True, help_text="Since when nobody is left to ask and nobody has it.", null=True
                ),
            ),
            ("sent_at", models.DateTimeField(blank=True, null=True)),
            ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
            ("acting_at", models.DateTimeField(blank=True, null=True)),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
            (
                "ending",
                models.CharField(
                    blank=True,
                    choices=[
                        ("not_needed", "It turned out not to be needed"),
                        ("together", "We found a way together"),
                        ("help_came", "Others came and helped"),
                        ("emergency", "Emergency services came"),
                        ("other", "Something else"),
                    ],
                    default="",
                    max_length=10,
                ),
            ),
            (
                "readable_until",
                models.DateTimeField(blank=True, help_text="By who raised it and who had it.", null=True),
            ),
            ("steps_count", models.PositiveIntegerField(default=0)),
            (
                "steps_entered",
                models.PositiveIntegerField(
                    default=0, help_text="How many of them the sweep has put into the trails."
                ),
            ),
            (
                "acknowledged_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "basis_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="concerns",
                    to="people.supportedperson",
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="consent.confidentialitypolicy",
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
                "raised_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "stands_with",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["person", "-created_at"], name="concerns_of_person"),
                models.Index(
                    condition=models.Q(("state__in", ["recorded", "sent"])),
                    fields=["moves_at"],
                    name="concerns_waiting",
                ),
                models.Index(
                    condition=models.Q(("state", "closed"), _negated=True),
                    fields=["raised_by"],
                    name="concerns_open_by_raiser",
                ),
                models.Index(
                    condition=models.Q(("steps_entered__lt", models.F("steps_count"))),
                    fields=["agency"],
                    name="concerns_not_entered",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closed_at__isnull", False), ("state", "closed")),
                        models.Q(
                            models.Q(("state", "closed"), _negated=True), ("closed_at", None), ("ending", "")
                        ),
                        _connector="OR",
                    ),
                    name="a_concern_is_closed_iff_it_ended",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["acknowledged", "acting"]), _negated=True),
                        models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="who_has_a_concern_is_named",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("moves_at", None), ("state__in", ["recorded", "sent"]), _connector="OR"
                    ),
                    name="a_concern_waits_or_moves_no_more",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "thinking"), _negated=True),
                        models.Q(("person", None), ("who", None)),
                        _connector="OR",
                    ),
                    name="thinking_it_over_names_nobody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("basis", ""), ("basis_by", None)),
                        models.Q(models.Q(("basis", ""), _negated=True), ("basis_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_lawful_ground_is_said_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("steps_entered__lte", models.F("steps_count"))),
                    name="no_more_steps_entered_than_there_are",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ConcernStep",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveIntegerField()),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("recorded", "written down"),
                        ("asked", "asked"),
                        ("sent", "the message went out"),
                        ("passed_on", "can't take it now"),
                        ("end_of_line", "nobody is left to ask: please call"),
                        ("added", "said more"),
                        ("taken", "has it"),
                        ("acting", "is on it"),
                        ("said", "wrote down"),
                        ("handed_on", "handed it on"),
                        ("answered", "answered a wish"),
                        ("ground", "said on which ground"),
                        ("wait_asked", "asked to tell later"),
                        ("wait_agreed", "agreed to tell later"),
                        ("told", "told the person"),
                        ("reported", "wrote down a report"),
                        ("closed", "closed it"),
                        ("talked", "talked it through"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "words",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "tried",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "asked",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "smallest",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "concern",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="safety.concern"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.supportedperson",
                ),
            ),
            (
                "to",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["number"],
            "indexes": [
                models.Index(
                    condition=models.Q(("kind__in", ["asked", "handed_on"])),
                    fields=["to", "concern"],
                    name="concern_steps_to",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("concern", "number"), name="one_step_of_a_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="ConcernWish",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveSmallIntegerField()),
            (
                "text",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "answer",
                models.CharField(
                    blank=True,
                    choices=[("followed", "followed"), ("not", "not followed, because …")],
                    default="",
                    max_length=8,
                ),
            ),
            (
                "because",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            ("answered_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "answered_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "concern",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="wishes", to="safety.concern"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "ordering": ["number"],
            "constraints": [
                models.UniqueConstraint(fields=("concern", "number"), name="one_wish_of_a_number"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                        models.Q(
                            models.Q(("answer", ""), _negated=True),
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="a_wish_is_answered_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="MandatedReport",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "code",
                models.CharField(
                    choices=[
                        ("self", "Self"),
                        ("others", "Others"),
                        ("child", "Child"),
                        ("adult", "Adult"),
                        ("court", "Court"),
                        ("medical", "Medical"),
                        ("own", "Own"),
                    ],
                    max_length=10,
                ),
            ),
            ("made_at", models.DateTimeField()),
            (
                "prepared",
                models.CharField(
                    choices=[
                        ("person", "by the person themselves"),
                        ("together", "by the two of us together"),
                        ("alone", "without them"),
                    ],
                    max_length=8,
                ),
            ),
            (
                "to_whom",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "reference",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "not_that",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "concern",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="safety.concern"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="OnCallPerson",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "phone",
                models.CharField(
                    blank=True, help_text="How colleagues reach them while they are on call.", max_length=60
                ),
            ),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)), fields=("user",), name="named_for_on_call_once"
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="OnCallPersonEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.agency",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="safety.oncallperson",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="OnCallShift",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("rank", models.PositiveSmallIntegerField(default=1)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            (
                "time_zone",
                models.CharField(
                    default="UTC", help_text="The clock on the wall by which it was planned.", max_length=64
                ),
            ),
            (
                "batch",
                models.UUIDField(
                    blank=True,
                    help_text="Planned in one step: the key of the form, the same for a whole series.",
                    null=True,
                ),
            ),
            (
                "ended_at",
                models.DateTimeField(
                    blank=True, help_text="Handed over or taken back before its end.", null=True
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["agency", "starts_at"], name="shifts_by_start"),
                models.Index(
                    condition=models.Q(("batch__isnull", False)), fields=["batch"], name="shifts_of_a_batch"
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="a_shift_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(("rank__gte", 1), ("rank__lte", 9)), name="a_shift_has_a_rank"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HandOver",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "state",
                models.CharField(
                    choices=[("asked", "Asked"), ("yes", "Yes"), ("no", "No"), ("taken_back", "Taken Back")],
                    default="asked",
                    max_length=10,
                ),
            ),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "asked",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "shift",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="hand_overs",
                    to="safety.oncallshift",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "asked")),
                    fields=("shift",),
                    name="one_colleague_is_asked_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(("asked", models.F("asked_by")), _negated=True),
                    name="nobody_hands_over_to_themselves",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closed_at", None), ("state", "asked")),
                        models.Q(("closed_at__isnull", False), ("state__in", ["yes", "no", "taken_back"])),
                        _connector="OR",
                    ),
                    name="a_hand_over_is_closed_iff_answered",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="OnCallShiftEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("rank", models.PositiveSmallIntegerField(default=1)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            (
                "ended_at",
                models.DateTimeField(
                    blank=True, help_text="Handed over or taken back before its end.", null=True
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.agency",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="safety.oncallshift",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.program",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="PhoneLine",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("place", models.PositiveSmallIntegerField(help_text="In what order they are called.")),
            ("number", models.CharField(max_length=40)),
            ("words", models.JSONField(help_text="Who answers there, per language: {'en': …, 'es': …}")),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("number", ""), _negated=True), name="a_phone_line_has_a_number"
                ),
                models.CheckConstraint(
                    condition=models.Q(("place__gte", 1)), name="a_phone_line_has_a_place"
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="PhoneLineEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("place", models.PositiveSmallIntegerField(help_text="In what order they are called.")),
            ("number", models.CharField(max_length=40)),
            ("words", models.JSONField(help_text="Who answers there, per language: {'en': …, 'es': …}")),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.agency",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="safety.phoneline",
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="PlanDraft",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("payload", peersupport.core.fields.SealedTextField(holder="author_id", owner="user")),
            ("updated_at", models.DateTimeField(default=peersupport.core.clock.now)),
            ("expires_at", models.DateTimeField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "author",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("author", "person"), name="one_draft_of_a_plan")]
        },
    ),
    migrations.CreateModel(
        name="RepairTalk",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("due_on", models.DateField()),
            (
                "wish",
                models.CharField(
                    blank=True,
                    choices=[("peer", "with my peer"), ("other", "with somebody else"), ("no", "not at all")],
                    default="",
                    max_length=5,
                ),
            ),
            ("held_at", models.DateTimeField(blank=True, null=True)),
            (
                "account",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            ("account_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "concern",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="repair", to="safety.concern"
                ),
            ),
            (
                "held_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("held_at", None), ("held_by", None)),
                        models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_repair_talk_is_held_by_somebody",
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="ReportingDuty",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "category",
                models.CharField(
                    choices=[
                        ("child", "harm to a child"),
                        ("elder", "harm to an older person"),
                        ("vulnerable", "harm to a vulnerable or dependent adult"),
                        ("other", "something else the law names"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "must_report",
                models.CharField(
                    choices=[
                        ("yes", "yes, a peer must"),
                        ("no", "no, a peer need not"),
                        ("unchecked", "not checked"),
                    ],
                    max_length=9,
                ),
            ),
            ("to_whom", models.CharField(blank=True, max_length=200)),
            ("phone", models.CharField(blank=True, max_length=60)),
            ("within", models.CharField(blank=True, max_length=120)),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("spoken", "by word of mouth"),
                        ("written", "in writing"),
                        ("both", "by word of mouth, then in writing"),
                        ("", "not checked"),
                    ],
                    default="",
                    max_length=7,
                ),
            ),
            ("jurisdiction", models.CharField(blank=True, max_length=80)),
            ("source", models.CharField(blank=True, max_length=300)),
            ("checked_on", models.DateField(blank=True, null=True)),
            ("checked_by", models.CharField(blank=True, max_length=120)),
            ("starts_on", models.DateField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["agency", "category", "-starts_on"], name="duties_by_day")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("must_report", "unchecked"),
                        models.Q(
                            ("checked_on__isnull", False),
                            models.Q(("source", ""), _negated=True),
                            models.Q(("checked_by", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_duty_is_checked_iff_somebody_did",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ReportingDutyEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            (
                "category",
                models.CharField(
                    choices=[
                        ("child", "harm to a child"),
                        ("elder", "harm to an older person"),
                        ("vulnerable", "harm to a vulnerable or dependent adult"),
                        ("other", "something else the law names"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "must_report",
                models.CharField(
                    choices=[
                        ("yes", "yes, a peer must"),
                        ("no", "no, a peer need not"),
                        ("unchecked", "not checked"),
                    ],
                    max_length=9,
                ),
            ),
            ("starts_on", models.DateField()),
            ("checked_on", models.DateField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.agency",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="safety.reportingduty",
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="SafetyPlan",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveSmallIntegerField()),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "typed",
                models.CharField(
                    choices=[
                        ("own", "typed by themselves"),
                        ("handed", "typed by themselves on their peer's phone"),
                        ("beside", "typed by their peer, with them beside"),
                        ("paper", "read from their paper"),
                    ],
                    max_length=6,
                ),
            ),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=2)),
            ("taken_from", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("show_not_wanted", models.BooleanField(null=True)),
            ("carried", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("signs", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("alone", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("elsewhere", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("ask", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("lines", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("safer", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("helps", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("worse", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("not_wanted", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("not_to_call", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("looks_after", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("afterwards", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="hard_times_plans",
                    to="people.supportedperson",
                ),
            ),
            (
                "typed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "number"), name="one_plan_of_a_number"),
                models.CheckConstraint(
                    condition=models.Q(("number__gte", 1)), name="plans_are_numbered_from_one"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("taken_from", None), ("taken_from__lt", models.F("number")), _connector="OR"
                    ),
                    name="a_plan_is_taken_from_an_earlier_one",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Telling",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("up_to", models.PositiveIntegerField()),
            (
                "how",
                models.CharField(
                    choices=[
                        ("face", "face to face"),
                        ("phone", "on the phone"),
                        ("read", "they read it themselves"),
                    ],
                    max_length=5,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "concern",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="safety.concern"
                ),
            ),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="TellingDelay",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("hours", models.PositiveSmallIntegerField()),
            (
                "reason",
                peersupport.core.fields.SealedTextField(holder="person_id", or_agency=True, owner="person"),
            ),
            ("agreed_at", models.DateTimeField(blank=True, null=True)),
            ("until", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "agreed_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "concern",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="delays", to="safety.concern"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("hours__gte", 1),
                        ("hours__lte", 72),
                        models.Q(
                            ("until", None),
                            (
                                "until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("agreed_at"), "+", models.Value(datetime.timedelta(days=3))
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    name="telling_waits_72_hours_at_most",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("agreed_at", None), ("agreed_by", None), ("until", None)),
                        models.Q(
                            ("agreed_at__isnull", False),
                            ("agreed_by__isnull", False),
                            ("until__isnull", False),
                            models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="two_people_delay_telling",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("agreed_by", None)),
                    fields=("concern",),
                    name="one_open_question_to_wait",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="WiderHelp",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            ("place", models.PositiveSmallIntegerField()),
            ("names", models.JSONField(help_text="What it is, per language.")),
            ("hours", models.JSONField(help_text="When it can be reached, per language.")),
            ("who_comes", models.JSONField(help_text="Who comes, per language.")),
            (
                "sends_police",
                models.CharField(
                    choices=[("yes", "yes"), ("no", "no"), ("ask", "ask them first")], max_length=3
                ),
            ),
            (
                "may_force",
                models.CharField(
                    choices=[("yes", "yes"), ("no", "no"), ("ask", "ask them first")], max_length=3
                ),
            ),
            ("number", models.CharField(blank=True, max_length=40)),
            (
                "languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=40),
                    default=list,
                    help_text="Spoken there.",
                    size=None,
                ),
            ),
            ("is_emergency", models.BooleanField(default=False)),
            (
                "checked_on",
                models.DateField(
                    blank=True, help_text="When somebody of the house called and asked.", null=True
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="wider_help_ends_after_it_starts",
                ),
                models.CheckConstraint(condition=models.Q(("place__gte", 1)), name="wider_help_has_a_place"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("may_force__in", ["yes", "no", "ask"]), ("sends_police__in", ["yes", "no", "ask"])
                    ),
                    name="wider_help_says_whether_it_sends_police",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="WiderHelpEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("place", models.PositiveSmallIntegerField()),
            ("names", models.JSONField(help_text="What it is, per language.")),
            ("hours", models.JSONField(help_text="When it can be reached, per language.")),
            ("who_comes", models.JSONField(help_text="Who comes, per language.")),
            (
                "sends_police",
                models.CharField(
                    choices=[("yes", "yes"), ("no", "no"), ("ask", "ask them first")], max_length=3
                ),
            ),
            (
                "may_force",
                models.CharField(
                    choices=[("yes", "yes"), ("no", "no"), ("ask", "ask them first")], max_length=3
                ),
            ),
            ("number", models.CharField(blank=True, max_length=40)),
            (
                "languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=40),
                    default=list,
                    help_text="Spoken there.",
                    size=None,
                ),
            ),
            ("is_emergency", models.BooleanField(default=False)),
            (
                "checked_on",
                models.DateField(
                    blank=True, help_text="When somebody of the house called and asked.", null=True
                ),
            ),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.agency",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="safety.widerhelp",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.program",
                ),
            ),
        ],
        options={"abstract": False},
    ),
]
TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="oncallperson",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "safety_oncallpersonevent" ("agency_id", "ended_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."agency_id", NEW."ended_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                hash="f3dd5e374bda3cd7059044d396fef7d1725047f9",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_27149",
                table="safety_oncallperson",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="oncallperson",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                func='INSERT INTO "safety_oncallpersonevent" ("agency_id", "ended_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."agency_id", NEW."ended_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                hash="e41c8795ffa7c178983ae14928c9ef070c7dce2c",
                operation="UPDATE",
                pgid="pgtrigger_update_update_20e1b",
                table="safety_oncallperson",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="oncallshift",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "safety_oncallshiftevent" ("agency_id", "ended_at", "ends_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "rank", "starts_at", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."program_id", NEW."rank", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                hash="e86678cd1edea5a1b9692ed7db257b3d6ec56066",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_22be5",
                table="safety_oncallshift",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="oncallshift",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                func='INSERT INTO "safety_oncallshiftevent" ("agency_id", "ended_at", "ends_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "rank", "starts_at", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."program_id", NEW."rank", NEW."starts_at", NEW."user_id"); RETURN NULL;',
                hash="9ef2b6c01dfee0c84b150ca71b45716e0eb06123",
                operation="UPDATE",
                pgid="pgtrigger_update_update_d269b",
                table="safety_oncallshift",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="phoneline",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "safety_phonelineevent" ("agency_id", "ended_at", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "words") VALUES (NEW."agency_id", NEW."ended_at", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."place", NEW."words"); RETURN NULL;',
                hash="86a6d49920821d08be182c4919e6923d72ba3587",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_1fdea",
                table="safety_phoneline",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="phoneline",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                func='INSERT INTO "safety_phonelineevent" ("agency_id", "ended_at", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "words") VALUES (NEW."agency_id", NEW."ended_at", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."place", NEW."words"); RETURN NULL;',
                hash="481d401065893be8cfcc19f9e60b51ed40cf77ed",
                operation="UPDATE",
                pgid="pgtrigger_update_update_ba44b",
                table="safety_phoneline",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reportingduty",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "safety_reportingdutyevent" ("agency_id", "category", "checked_on", "must_report", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."agency_id", NEW."category", NEW."checked_on", NEW."must_report", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                hash="b5736a0e5dad333d3c543ca61e13c50c2c2ce21f",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_fe2cf",
                table="safety_reportingduty",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="reportingduty",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."must_report" IS DISTINCT FROM (NEW."must_report") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))',
                func='INSERT INTO "safety_reportingdutyevent" ("agency_id", "category", "checked_on", "must_report", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."agency_id", NEW."category", NEW."checked_on", NEW."must_report", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                hash="95232926814a36a4dbf12170a93a0ac772b76d44",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c587f",
                table="safety_reportingduty",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="widerhelp",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "safety_widerhelpevent" ("agency_id", "checked_on", "ended_at", "ends_on", "hours", "is_emergency", "languages", "may_force", "names", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "sends_police", "starts_on", "who_comes") VALUES (NEW."agency_id", NEW."checked_on", NEW."ended_at", NEW."ends_on", NEW."hours", NEW."is_emergency", NEW."languages", NEW."may_force", NEW."names", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."place", NEW."program_id", NEW."sends_police", NEW."starts_on", NEW."who_comes"); RETURN NULL;',
                hash="a0d651461f81ac3b83e476e6c47d579916c4bebc",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_7ad77",
                table="safety_widerhelp",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="widerhelp",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."is_emergency" IS DISTINCT FROM (NEW."is_emergency") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."may_force" IS DISTINCT FROM (NEW."may_force") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id") OR OLD."sends_police" IS DISTINCT FROM (NEW."sends_police") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."who_comes" IS DISTINCT FROM (NEW."who_comes"))',
                func='INSERT INTO "safety_widerhelpevent" ("agency_id", "checked_on", "ended_at", "ends_on", "hours", "is_emergency", "languages", "may_force", "names", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "sends_police", "starts_on", "who_comes") VALUES (NEW."agency_id", NEW."checked_on", NEW."ended_at", NEW."ends_on", NEW."hours", NEW."is_emergency", NEW."languages", NEW."may_force", NEW."names", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."place", NEW."program_id", NEW."sends_police", NEW."starts_on", NEW."who_comes"); RETURN NULL;',
                hash="bae2f41544c251beed6b01e42061bd436f4f0024",
                operation="UPDATE",
                pgid="pgtrigger_update_update_7dbdb",
                table="safety_widerhelp",
                when="AFTER",
            ),
        ),
    ),
]

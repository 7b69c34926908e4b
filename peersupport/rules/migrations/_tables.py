"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock

MODELS = [
    migrations.CreateModel(
        name="LanguageEntry",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            ("term", models.CharField(max_length=60)),
            (
                "term_key",
                models.CharField(help_text="The term in small letters, without marks.", max_length=60),
            ),
            (
                "change",
                models.CharField(
                    choices=[
                        ("add", "point at it"),
                        ("soften", "point at it more softly"),
                        ("off", "say nothing about it"),
                        ("name", "it is a name here: a place, a group, a program"),
                    ],
                    max_length=8,
                ),
            ),
            ("suggestion", models.CharField(blank=True, default="", max_length=120)),
            ("why", models.CharField(blank=True, default="", max_length=200)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "ordering": ["term_key", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)),
                    fields=("agency", "language", "term_key"),
                    name="one_language_entry_a_term",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("change", "add"), _negated=True),
                        models.Q(("why", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="what_a_house_points_at_has_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LanguageEntryEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            ("term", models.CharField(max_length=60)),
            (
                "change",
                models.CharField(
                    choices=[
                        ("add", "point at it"),
                        ("soften", "point at it more softly"),
                        ("off", "say nothing about it"),
                        ("name", "it is a name here: a place, a group, a program"),
                    ],
                    max_length=8,
                ),
            ),
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
                    to="rules.languageentry",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="HousePromise",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "answer_days",
                models.PositiveSmallIntegerField(
                    default=10,
                    help_text="Days in which the office answers what peers were asked to do outside their role.",
                ),
            ),
            (
                "room_text_months",
                models.PositiveSmallIntegerField(
                    default=6,
                    help_text="Months after which words of the senior peer supervisor's room delete themselves.",
                ),
            ),
            (
                "signals_accepted_at",
                models.DateTimeField(
                    blank=True,
                    help_text="When the house put in writing that no signal is a ground for discipline.",
                    null=True,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "signals_accepted_by",
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
            "constraints": [
                models.UniqueConstraint(fields=("agency",), name="one_house_promise"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("answer_days__gte", 1),
                        ("answer_days__lte", 60),
                        ("room_text_months__gte", 1),
                        ("room_text_months__lte", 24),
                    ),
                    name="a_house_promises_days_it_can_keep",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("signals_accepted_at", None), ("signals_accepted_by", None)),
                        models.Q(
                            ("signals_accepted_at__isnull", False), ("signals_accepted_by__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="signals_are_accepted_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HousePromiseEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            (
                "answer_days",
                models.PositiveSmallIntegerField(
                    default=10,
                    help_text="Days in which the office answers what peers were asked to do outside their role.",
                ),
            ),
            (
                "room_text_months",
                models.PositiveSmallIntegerField(
                    default=6,
                    help_text="Months after which words of the senior peer supervisor's room delete themselves.",
                ),
            ),
            (
                "signals_accepted_at",
                models.DateTimeField(
                    blank=True,
                    help_text="When the house put in writing that no signal is a ground for discipline.",
                    null=True,
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
                    to="rules.housepromise",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="RoleVersion",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveSmallIntegerField()),
            ("published_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "published_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "written_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agency", "number"), name="one_role_agreement_of_a_number"),
                models.UniqueConstraint(
                    condition=models.Q(("published_at", None)),
                    fields=("agency",),
                    name="one_draft_role_agreement",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("published_at", None), ("published_by", None)),
                        models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_role_agreement_is_published_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RoleText",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            (
                "does",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=200), default=list, size=None
                ),
            ),
            (
                "does_not",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=200), default=list, size=None
                ),
            ),
            (
                "gives",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=200), default=list, size=None
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="rules.roleversion"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("version", "language"), name="one_role_text_a_language")
            ],
        },
    ),
    migrations.CreateModel(
        name="SupervisionPack",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "jurisdiction",
                models.CharField(help_text="The key of a pack that comes with the product.", max_length=40),
            ),
            ("version", models.PositiveSmallIntegerField()),
            ("names", models.JSONField(help_text="Name per language: {'en': …, 'es': …}")),
            (
                "source",
                models.CharField(
                    blank=True, help_text="Where it stands; empty for own numbers.", max_length=300
                ),
            ),
            (
                "checked_on",
                models.DateField(
                    blank=True,
                    help_text="When the house compared it with its source; empty: not checked.",
                    null=True,
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
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("agency", "jurisdiction", "version"), name="one_version_of_a_pack"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProgramRules",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "pack",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="followed_by",
                    to="rules.supervisionpack",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)), fields=("program",), name="one_pack_for_a_program"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProgramRulesEvent",
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
                    to="rules.programrules",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="accounts.program",
                ),
            ),
            (
                "pack",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="rules.supervisionpack",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SupervisionRule",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "stage",
                models.CharField(
                    blank=True,
                    choices=[
                        ("training", "in training"),
                        ("initial", "certified for the first time"),
                        ("certified", "certified"),
                    ],
                    help_text="Empty: for everybody.",
                    max_length=10,
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("clinical", "clinical supervisor"),
                        ("senior", "senior peer supervisor"),
                        ("either", "either of the two"),
                    ],
                    default="either",
                    max_length=8,
                ),
            ),
            ("interval_days", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("minimum_minutes", models.PositiveSmallIntegerField(default=0)),
            (
                "modes",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("individual", "the two of us"),
                            ("group", "several peers"),
                            ("observed", "came along to a meeting"),
                        ],
                        max_length=10,
                    ),
                    size=None,
                ),
            ),
            (
                "most_peers",
                models.PositiveSmallIntegerField(
                    blank=True, help_text="How many peers one supervisor looks after at most.", null=True
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "pack",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="rules",
                    to="rules.supervisionpack",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("pack", "stage", "kind"), name="one_rule_for_a_stage_and_kind"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("interval_days", None),
                            models.Q(("interval_days__gte", 1), ("interval_days__lte", 366)),
                            _connector="OR",
                        ),
                        ("minimum_minutes__lte", 480),
                        models.Q(
                            ("most_peers", None),
                            models.Q(("most_peers__gte", 1), ("most_peers__lte", 99)),
                            _connector="OR",
                        ),
                    ),
                    name="a_supervision_rule_has_numbers_people_can_keep",
                ),
                models.CheckConstraint(
                    condition=models.Q(("modes__len__gte", 1)),
                    name="a_supervision_rule_counts_some_way_of_meeting",
                ),
            ],
        },
    ),
]

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="languageentry",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "rules_languageentryevent" ("agency_id", "change", "ended_at", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."agency_id", NEW."change", NEW."ended_at", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."term"); RETURN NULL;',
                hash="bcd10d3956395a259ca523fddfad98521a7a70bf",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c0654",
                table="rules_languageentry",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="languageentry",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."change" IS DISTINCT FROM (NEW."change") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."term" IS DISTINCT FROM (NEW."term"))',
                func='INSERT INTO "rules_languageentryevent" ("agency_id", "change", "ended_at", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "term") VALUES (NEW."agency_id", NEW."change", NEW."ended_at", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."term"); RETURN NULL;',
                hash="217f3914652c322baaf077d3fa473e5e6372b028",
                operation="UPDATE",
                pgid="pgtrigger_update_update_70aa7",
                table="rules_languageentry",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="housepromise",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "rules_housepromiseevent" ("agency_id", "answer_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_text_months", "signals_accepted_at") VALUES (NEW."agency_id", NEW."answer_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."room_text_months", NEW."signals_accepted_at"); RETURN NULL;',
                hash="84fcc8b7561f0f3d299ba451be6cd0b85cbbe94b",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_f3bb7",
                table="rules_housepromise",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="housepromise",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."answer_days" IS DISTINCT FROM (NEW."answer_days") OR OLD."room_text_months" IS DISTINCT FROM (NEW."room_text_months") OR OLD."signals_accepted_at" IS DISTINCT FROM (NEW."signals_accepted_at"))',
                func='INSERT INTO "rules_housepromiseevent" ("agency_id", "answer_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_text_months", "signals_accepted_at") VALUES (NEW."agency_id", NEW."answer_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."room_text_months", NEW."signals_accepted_at"); RETURN NULL;',
                hash="910496bfffadddc427545625377ab2acf5b52237",
                operation="UPDATE",
                pgid="pgtrigger_update_update_9b426",
                table="rules_housepromise",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programrules",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "rules_programrulesevent" ("agency_id", "ended_at", "pack_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."pack_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."program_id"); RETURN NULL;',
                hash="a1e86201d7682875ac3edafa5fd910f5ae90a9a9",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_51fa3",
                table="rules_programrules",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programrules",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."pack_id" IS DISTINCT FROM (NEW."pack_id") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id"))',
                func='INSERT INTO "rules_programrulesevent" ("agency_id", "ended_at", "pack_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."pack_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."program_id"); RETURN NULL;',
                hash="2cfe9e87af328fe0cf24c737dc13c9c1624bbaa6",
                operation="UPDATE",
                pgid="pgtrigger_update_update_a40fe",
                table="rules_programrules",
                when="AFTER",
            ),
        ),
    ),
]

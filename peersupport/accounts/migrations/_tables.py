"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock

MODELS = [
    migrations.CreateModel(
        name="Agency",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("name", models.CharField(max_length=120)),
            ("neutral_name", models.CharField(max_length=60)),
            ("time_zone", models.CharField(max_length=64)),
            (
                "languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=8), default=list, size=None
                ),
            ),
            ("quick_exit_url", models.URLField(default="https://www.weather.gov/")),
            ("on_call_phone", models.CharField(blank=True, max_length=120)),
            ("brings_bills", models.BooleanField(default=False)),
            ("keeps_names", models.BooleanField(default=True)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="User",
        fields=[
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("email", models.EmailField(max_length=254, unique=True)),
            ("name", models.CharField(max_length=120)),
            (
                "kind",
                models.CharField(
                    choices=[("staff", "Staff"), ("person", "Person")], default="staff", max_length=8
                ),
            ),
            (
                "language",
                models.CharField(choices=[("en", "English"), ("es", "Español")], default="en", max_length=8),
            ),
            (
                "theme",
                models.CharField(
                    choices=[("system", "as this device is set"), ("light", "light"), ("dark", "dark")],
                    default="system",
                    max_length=8,
                ),
            ),
            ("show_quick_exit", models.BooleanField(default=True)),
            ("is_active", models.BooleanField(default=True)),
            (
                "is_demo",
                models.BooleanField(default=False, help_text="Made by the demo; production refuses it."),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                    name="user_email_is_lower_case",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Program",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("names", models.JSONField(help_text="Name per language: {'en': …, 'es': …}")),
            (
                "level",
                models.CharField(
                    choices=[
                        ("none", "Nothing is written about you here"),
                        ("attendance", "Only that we met"),
                        ("brief", "A short note that you can read"),
                        ("together", "A note we write together"),
                        ("billable", "A note that is also used for payment"),
                    ],
                    max_length=12,
                ),
            ),
            ("time_zone", models.CharField(max_length=64)),
            (
                "supervision_model",
                models.CharField(
                    choices=[
                        ("hybrid", "two supervisors with different tasks"),
                        ("peer_led", "peer-led, with a person outside on call for safety"),
                        ("circle", "a circle of peers"),
                    ],
                    max_length=8,
                ),
            ),
            ("closed_on", models.DateField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "part2",
                models.BooleanField(
                    default=False,
                    help_text="42 CFR Part 2 holds for this program. Said by the agency, never assumed.",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("level__in", ["none", "attendance", "brief", "together", "billable"])
                    ),
                    name="program_level_is_known",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Membership",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "role",
                models.CharField(
                    choices=[
                        ("peer", "peer specialist"),
                        ("clinical_supervisor", "clinical supervisor"),
                        ("senior_peer_supervisor", "senior peer supervisor"),
                        ("agency_admin", "office"),
                        ("person", "person"),
                    ],
                    max_length=24,
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
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="memberships",
                    to=settings.AUTH_USER_MODEL,
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
                    name="membership_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(("role", "person"), _negated=True),
                    name="membership_is_not_for_a_person_role",
                ),
                models.CheckConstraint(
                    condition=models.Q(("made_by", models.F("user")), _negated=True),
                    name="nobody_gives_themselves_a_role",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AgencyEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("name", models.CharField(max_length=120)),
            ("neutral_name", models.CharField(max_length=60)),
            ("time_zone", models.CharField(max_length=64)),
            (
                "languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=8), default=list, size=None
                ),
            ),
            ("quick_exit_url", models.URLField(default="https://www.weather.gov/")),
            ("on_call_phone", models.CharField(blank=True, max_length=120)),
            ("brings_bills", models.BooleanField(default=False)),
            ("keeps_names", models.BooleanField(default=True)),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="accounts.agency",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="MembershipEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            (
                "role",
                models.CharField(
                    choices=[
                        ("peer", "peer specialist"),
                        ("clinical_supervisor", "clinical supervisor"),
                        ("senior_peer_supervisor", "senior peer supervisor"),
                        ("agency_admin", "office"),
                        ("person", "person"),
                    ],
                    max_length=24,
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
                    to="accounts.membership",
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
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ProgramEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("names", models.JSONField(help_text="Name per language: {'en': …, 'es': …}")),
            (
                "level",
                models.CharField(
                    choices=[
                        ("none", "Nothing is written about you here"),
                        ("attendance", "Only that we met"),
                        ("brief", "A short note that you can read"),
                        ("together", "A note we write together"),
                        ("billable", "A note that is also used for payment"),
                    ],
                    max_length=12,
                ),
            ),
            ("time_zone", models.CharField(max_length=64)),
            (
                "supervision_model",
                models.CharField(
                    choices=[
                        ("hybrid", "two supervisors with different tasks"),
                        ("peer_led", "peer-led, with a person outside on call for safety"),
                        ("circle", "a circle of peers"),
                    ],
                    max_length=8,
                ),
            ),
            ("closed_on", models.DateField(blank=True, null=True)),
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
                    to="accounts.program",
                ),
            ),
            (
                "part2",
                models.BooleanField(
                    default=False,
                    help_text="42 CFR Part 2 holds for this program. Said by the agency, never assumed.",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="StaffInvitation",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("name", models.CharField(max_length=120)),
            ("email", models.EmailField(blank=True, max_length=254)),
            (
                "language",
                models.CharField(choices=[("en", "English"), ("es", "Español")], default="en", max_length=8),
            ),
            (
                "roles",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("peer", "peer specialist"),
                            ("clinical_supervisor", "clinical supervisor"),
                            ("senior_peer_supervisor", "senior peer supervisor"),
                            ("agency_admin", "office"),
                            ("person", "person"),
                        ],
                        max_length=24,
                    ),
                    size=None,
                ),
            ),
            (
                "issue",
                models.PositiveSmallIntegerField(
                    default=1, help_text="Sent again, the link before stops working."
                ),
            ),
            ("token_hash", models.CharField(max_length=64, unique=True)),
            (
                "site",
                models.CharField(
                    blank=True,
                    help_text="Where this house stood on the web when it was sent.",
                    max_length=200,
                ),
            ),
            ("expires_at", models.DateTimeField()),
            ("mailed_at", models.DateTimeField(blank=True, null=True)),
            ("accepted_at", models.DateTimeField(blank=True, null=True)),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            (
                "accepted_by",
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
                        models.Q(("accepted_at", None), ("accepted_by", None)),
                        models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="invitation_accepted_at_iff_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                    name="invitation_is_accepted_or_withdrawn",
                ),
                models.CheckConstraint(
                    condition=models.Q(("roles__len__gt", 0)), name="invitation_names_a_role"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StaffInvitationEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            ("name", models.CharField(max_length=120)),
            (
                "roles",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("peer", "peer specialist"),
                            ("clinical_supervisor", "clinical supervisor"),
                            ("senior_peer_supervisor", "senior peer supervisor"),
                            ("agency_admin", "office"),
                            ("person", "person"),
                        ],
                        max_length=24,
                    ),
                    size=None,
                ),
            ),
            (
                "issue",
                models.PositiveSmallIntegerField(
                    default=1, help_text="Sent again, the link before stops working."
                ),
            ),
            ("accepted_at", models.DateTimeField(blank=True, null=True)),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                    to="accounts.staffinvitation",
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
        options={
            "abstract": False,
        },
    ),
]

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="agency",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "accounts_agencyevent" ("brings_bills", "keeps_names", "languages", "name", "neutral_name", "on_call_phone", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "quick_exit_url", "time_zone") VALUES (NEW."brings_bills", NEW."keeps_names", NEW."languages", NEW."name", NEW."neutral_name", NEW."on_call_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."quick_exit_url", NEW."time_zone"); RETURN NULL;',
                hash="f477abcb64cfaf4a9840b5fbb6773f07cc9d4c86",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_67acf",
                table="accounts_agency",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="agency",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."brings_bills" IS DISTINCT FROM (NEW."brings_bills") OR OLD."keeps_names" IS DISTINCT FROM (NEW."keeps_names") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."neutral_name" IS DISTINCT FROM (NEW."neutral_name") OR OLD."on_call_phone" IS DISTINCT FROM (NEW."on_call_phone") OR OLD."quick_exit_url" IS DISTINCT FROM (NEW."quick_exit_url") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))',
                func='INSERT INTO "accounts_agencyevent" ("brings_bills", "keeps_names", "languages", "name", "neutral_name", "on_call_phone", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "quick_exit_url", "time_zone") VALUES (NEW."brings_bills", NEW."keeps_names", NEW."languages", NEW."name", NEW."neutral_name", NEW."on_call_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."quick_exit_url", NEW."time_zone"); RETURN NULL;',
                hash="a41c86fc309f07558e6fa5f7267f7a8209a27694",
                operation="UPDATE",
                pgid="pgtrigger_update_update_f30d7",
                table="accounts_agency",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="program",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "accounts_programevent" ("agency_id", "closed_on", "level", "names", "part2", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervision_model", "time_zone") VALUES (NEW."agency_id", NEW."closed_on", NEW."level", NEW."names", NEW."part2", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."supervision_model", NEW."time_zone"); RETURN NULL;',
                hash="c7d54fca860225d44b9e21118bb3a72eaedd55c5",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_566eb",
                table="accounts_program",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="program",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."part2" IS DISTINCT FROM (NEW."part2") OR OLD."supervision_model" IS DISTINCT FROM (NEW."supervision_model") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))',
                func='INSERT INTO "accounts_programevent" ("agency_id", "closed_on", "level", "names", "part2", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervision_model", "time_zone") VALUES (NEW."agency_id", NEW."closed_on", NEW."level", NEW."names", NEW."part2", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."supervision_model", NEW."time_zone"); RETURN NULL;',
                hash="b100ae300e1290a67e5ae8fe34d89c39a4dab248",
                operation="UPDATE",
                pgid="pgtrigger_update_update_1773d",
                table="accounts_program",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="membership",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "accounts_membershipevent" ("agency_id", "ended_at", "ends_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "role", "starts_on", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."program_id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                hash="7ecaa48e5aa4ab991d588e8a64e6e5677909ce7b",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_fc05a",
                table="accounts_membership",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="membership",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                func='INSERT INTO "accounts_membershipevent" ("agency_id", "ended_at", "ends_on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "role", "starts_on", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."program_id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                hash="ace11788473589aa9cc442a44c35b8cbfa9f71bf",
                operation="UPDATE",
                pgid="pgtrigger_update_update_20ab5",
                table="accounts_membership",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="staffinvitation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "accounts_staffinvitationevent" ("accepted_at", "agency_id", "issue", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "roles", "withdrawn_at") VALUES (NEW."accepted_at", NEW."agency_id", NEW."issue", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."program_id", NEW."roles", NEW."withdrawn_at"); RETURN NULL;',
                hash="4d2bdeb7c10b3f82cdb20b91c97fe7601c8908cd",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_3f82e",
                table="accounts_staffinvitation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="staffinvitation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."issue" IS DISTINCT FROM (NEW."issue") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id") OR OLD."roles" IS DISTINCT FROM (NEW."roles") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                func='INSERT INTO "accounts_staffinvitationevent" ("accepted_at", "agency_id", "issue", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "roles", "withdrawn_at") VALUES (NEW."accepted_at", NEW."agency_id", NEW."issue", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."program_id", NEW."roles", NEW."withdrawn_at"); RETURN NULL;',
                hash="692d7c11239af036be3d04ade07a06fc603d7df0",
                operation="UPDATE",
                pgid="pgtrigger_update_update_b84fb",
                table="accounts_staffinvitation",
                when="AFTER",
            ),
        ),
    ),
]

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
from peersupport.core.operations import AgencyKeys, AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_staff_invitations_and_history"),
        ("people", "0003_coming_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProposedLink",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("clinical", "clinical supervisor"), ("senior", "senior peer supervisor")],
                        max_length=8,
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SupervisionLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("clinical", "clinical supervisor"), ("senior", "senior peer supervisor")],
                        max_length=8,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_supervisionlinkevent" ("agency_id", "covers_for_id", "ended_at", "ends_on", "kind", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_id") VALUES (NEW."agency_id", NEW."covers_for_id", NEW."ended_at", NEW."ends_on", NEW."kind", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."starts_on", NEW."supervisor_id"); RETURN NULL;',
                    hash="5486a6480399372065ca6ec33f10f6e6775afc89",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_210d0",
                    table="people_supervisionlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supervisionlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."covers_for_id" IS DISTINCT FROM (NEW."covers_for_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."peer_id" IS DISTINCT FROM (NEW."peer_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."supervisor_id" IS DISTINCT FROM (NEW."supervisor_id"))',
                    func='INSERT INTO "people_supervisionlinkevent" ("agency_id", "covers_for_id", "ended_at", "ends_on", "kind", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_id") VALUES (NEW."agency_id", NEW."covers_for_id", NEW."ended_at", NEW."ends_on", NEW."kind", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."starts_on", NEW."supervisor_id"); RETURN NULL;',
                    hash="f48452c8f2669ab269b67162d0838a8c05e05b12",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d987d",
                    table="people_supervisionlink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="covers_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="link",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.supervisionlink",
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="peer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
            ),
        ),
        migrations.AddField(
            model_name="proposedlink",
            name="supervisor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supervisionlinkevent",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.agency",
            ),
        ),
        migrations.AddField(
            model_name="supervisionlinkevent",
            name="covers_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="supervisionlinkevent",
            name="peer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.peerspecialist",
            ),
        ),
        migrations.AddField(
            model_name="supervisionlinkevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.supervisionlink",
            ),
        ),
        migrations.AddField(
            model_name="supervisionlinkevent",
            name="supervisor",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)),
                fields=("peer", "supervisor", "kind"),
                name="one_open_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("supervisor")), _negated=True),
                name="nobody_proposes_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("answered_by", None), ("link", None)),
                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_proposal_is_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link", None),
                    models.Q(
                        models.Q(("asked_by", models.F("answered_by")), _negated=True),
                        models.Q(("supervisor", models.F("answered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_second_colleague_confirms_a_link",
            ),
        ),
        AgencyKeys(
            {
                "people_proposedlink": {
                    "peer_id": "people_peerspecialist",
                    "supervisor_id": "accounts_user",
                    "covers_for_id": "accounts_user",
                    "asked_by_id": "accounts_user",
                    "answered_by_id": "accounts_user",
                    "link_id": "people_supervisionlink",
                },
            }
        ),
        AppendOnly("people_supervisionlinkevent"),
    ]

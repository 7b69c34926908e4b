import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from peersupport.core.operations import AppendOnly


class Migration(migrations.Migration):
    """Who was let in, and who stands in for whom, keep a history, too. It names no person."""

    dependencies = [
        ("accounts", "0003_staff_invitations_and_history"),
        ("people", "0006_rest_and_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PairingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "offered"),
                            ("active", "walking together"),
                            ("paused", "taking a break"),
                            ("ended", "said goodbye for now"),
                            ("not_now", "not now"),
                        ],
                        default="offered",
                        max_length=8,
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonGrantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("ends_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pairing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."covers_for_id" IS NOT NULL)',
                    func='INSERT INTO "people_pairingevent" ("agency_id", "covers_for_id", "ends_on", "offered_by_id", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."agency_id", NEW."covers_for_id", NEW."ends_on", NEW."offered_by_id", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="50e1f2acc7a60445bcf8dee9fe8506a344511587",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50c3b",
                    table="people_pairing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pairing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN ((OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."peer_id" IS DISTINCT FROM (NEW."peer_id") OR OLD."covers_for_id" IS DISTINCT FROM (NEW."covers_for_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."offered_by_id" IS DISTINCT FROM (NEW."offered_by_id")) AND NEW."covers_for_id" IS NOT NULL)',
                    func='INSERT INTO "people_pairingevent" ("agency_id", "covers_for_id", "ends_on", "offered_by_id", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."agency_id", NEW."covers_for_id", NEW."ends_on", NEW."offered_by_id", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                    hash="c92919c2fb7b313645454926d5d6ae2fa856a608",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_886ba",
                    table="people_pairing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persongrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "people_persongrantevent" ("agency_id", "ends_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."agency_id", NEW."ends_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                    hash="c1a290f62294a3c540311b4d2754e2b88c4baab3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b97c1",
                    table="people_persongrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persongrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "people_persongrantevent" ("agency_id", "ends_at", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."agency_id", NEW."ends_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                    hash="a01967be203148681e69f6a860fcaf40260e851a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_11567",
                    table="people_persongrant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="pairingevent",
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
            model_name="pairingevent",
            name="covers_for",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.peerspecialist",
            ),
        ),
        migrations.AddField(
            model_name="pairingevent",
            name="offered_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pairingevent",
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
            model_name="pairingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.pairing",
            ),
        ),
        migrations.AddField(
            model_name="persongrantevent",
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
            model_name="persongrantevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="people.persongrant",
            ),
        ),
        migrations.AddField(
            model_name="persongrantevent",
            name="user",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        AppendOnly("people_pairingevent", "people_persongrantevent"),
    ]

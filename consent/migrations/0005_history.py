import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from peersupport.core.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_staff_invitations_and_history"),
        ("consent", "0004_coming_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfidentialityPolicyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("retired", "no longer in force"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("valid_from", models.DateTimeField(blank=True, null=True)),
                ("consent_valid_days", models.PositiveIntegerField(default=365)),
                ("own_text_days", models.PositiveIntegerField(default=90)),
                ("reader_wait_days", models.PositiveIntegerField(default=3)),
                ("acknowledge_minutes", models.PositiveIntegerField(default=15)),
                ("answer_days", models.PositiveIntegerField(default=7)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PolicyAudienceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("paired", "my peer"),
                            ("clinical", "clinical supervisor"),
                            ("senior", "senior peer supervisor"),
                            ("cover", "a peer who stands in"),
                            ("responder", "person on call"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("narrative", "what is written"),
                            ("check_ins", "check-ins"),
                            ("plan", "plan for hard times"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rule",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "never"), (1, "the person chooses"), (2, "always")]
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialitypolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "consent_valid_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader_wait_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."consent_valid_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."reader_wait_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="64d99f7b72e16467fd9ad546a88c4096b6f3011d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aa862",
                    table="consent_confidentialitypolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialitypolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acknowledge_minutes" IS DISTINCT FROM (NEW."acknowledge_minutes") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."answer_days" IS DISTINCT FROM (NEW."answer_days") OR OLD."consent_valid_days" IS DISTINCT FROM (NEW."consent_valid_days") OR OLD."own_text_days" IS DISTINCT FROM (NEW."own_text_days") OR OLD."reader_wait_days" IS DISTINCT FROM (NEW."reader_wait_days") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "consent_valid_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reader_wait_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."consent_valid_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."reader_wait_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="5388d62e0b1e9c382df0be0b01d7d1215fe2871c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0cdf",
                    table="consent_confidentialitypolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policyaudience",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_policyaudienceevent" ("agency_id", "audience", "content", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "rule") VALUES (NEW."agency_id", NEW."audience", NEW."content", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."policy_id", NEW."rule"); RETURN NULL;',
                    hash="a163f7dfff765f5e86df2c5e67dc2ec4a1a04825",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a7890",
                    table="consent_policyaudience",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policyaudience",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."policy_id" IS DISTINCT FROM (NEW."policy_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))',
                    func='INSERT INTO "consent_policyaudienceevent" ("agency_id", "audience", "content", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "rule") VALUES (NEW."agency_id", NEW."audience", NEW."content", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."policy_id", NEW."rule"); RETURN NULL;',
                    hash="12b3f8397f988908c1300df0c88652adc699d4c3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86cb1",
                    table="consent_policyaudience",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicyevent",
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
            model_name="confidentialitypolicyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="consent.confidentialitypolicy",
            ),
        ),
        migrations.AddField(
            model_name="policyaudienceevent",
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
            model_name="policyaudienceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="consent.policyaudience",
            ),
        ),
        migrations.AddField(
            model_name="policyaudienceevent",
            name="policy",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="consent.confidentialitypolicy",
            ),
        ),
        AppendOnly("consent_confidentialitypolicyevent", "consent_policyaudienceevent"),
    ]

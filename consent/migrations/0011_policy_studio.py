import uuid
from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields
from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, POLICY, PERSON = "accounts_user", "consent_confidentialitypolicy", "people_supportedperson"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_staff_invitations_and_history"),
        ("consent", "0010_taken_back_rules"),
        ("people", "0009_news_of_the_promise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PolicyComment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("person", "a person who is supported here"),
                            ("peer", "a peer"),
                            ("staff", "somebody else who works here"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "on_paper",
                    models.BooleanField(
                        default=False, help_text="Came on paper or by voice; the office wrote it down."
                    ),
                ),
                ("said_at", models.DateTimeField(default=peersupport.core.clock.now)),
                ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
                ("answer", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["said_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PolicyTerms",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                ("order", models.PositiveSmallIntegerField()),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "your name"),
                                ("where", "where you are"),
                                ("reach", "how to reach you"),
                                ("danger", "what the danger is"),
                                ("in_danger", "who is in danger"),
                                ("wishes", "what you want"),
                                ("plan", "your plan for hard times"),
                                ("peer", "how to reach your peer"),
                                ("pages", "the pages a judge names"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("talk_first", models.BooleanField(default=True)),
                (
                    "within",
                    models.PositiveIntegerField(
                        choices=[
                            (0, "at once"),
                            (60, "within an hour"),
                            (1440, "within a day"),
                            (4320, "within three days"),
                            (10080, "within a week, after a lawyer read it"),
                        ],
                        default=0,
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="confidentialitypolicy",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="confidentialitypolicy",
            name="update_update",
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="by_a_peer",
            field=models.BooleanField(
                help_text="Whether one of the two who made this version holds a peer's task.", null=True
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "the first promise"),
                    ("wording", "other words, the same rules"),
                    ("narrower", "less is shared"),
                    ("wider", "more may be shared"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="comment_days",
            field=models.PositiveIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="comments_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="proposed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="published_alone",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "nobody had agreed to anything yet"),
                    ("nobody_else", "nobody else in the house could"),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="repair_talk_days",
            field=models.PositiveIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="confidentialitypolicy",
            name="words_allow_more",
            field=models.BooleanField(
                help_text="What the proposer said of the changed words: do they let anybody know more?",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="confidentialitypolicyevent",
            name="comment_days",
            field=models.PositiveIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="confidentialitypolicyevent",
            name="proposed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="confidentialitypolicyevent",
            name="repair_talk_days",
            field=models.PositiveIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="policylimit",
            name="not_when",
            field=models.TextField(
                blank=True,
                default="",
                help_text="When we can't talk about it first, and why. Empty: we always do.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confidentialitypolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "comment_days", "consent_valid_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reader_wait_days", "repair_talk_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."comment_days", NEW."consent_valid_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."proposed_at", NEW."reader_wait_days", NEW."repair_talk_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="9a9060ea33df2c5530c795dc933528df09ea70e2",
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
                    condition='WHEN (OLD."acknowledge_minutes" IS DISTINCT FROM (NEW."acknowledge_minutes") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."answer_days" IS DISTINCT FROM (NEW."answer_days") OR OLD."comment_days" IS DISTINCT FROM (NEW."comment_days") OR OLD."consent_valid_days" IS DISTINCT FROM (NEW."consent_valid_days") OR OLD."own_text_days" IS DISTINCT FROM (NEW."own_text_days") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."reader_wait_days" IS DISTINCT FROM (NEW."reader_wait_days") OR OLD."repair_talk_days" IS DISTINCT FROM (NEW."repair_talk_days") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "comment_days", "consent_valid_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reader_wait_days", "repair_talk_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."comment_days", NEW."consent_valid_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."proposed_at", NEW."reader_wait_days", NEW."repair_talk_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                    hash="cf9118ae21bb91fcae9201d58725aa79f91ce772",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0cdf",
                    table="consent_confidentialitypolicy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="confidentialitypolicy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("agency",), name="one_draft_policy_an_agency"
            ),
        ),
        migrations.AddConstraint(
            model_name="confidentialitypolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comments_until", None), ("proposed_at", None), ("proposed_by", None)),
                    models.Q(
                        ("comments_until__isnull", False),
                        ("proposed_at__isnull", False),
                        ("proposed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_proposal_has_somebody_and_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="confidentialitypolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by", None),
                    ("proposed_by", None),
                    models.Q(("published_by", models.F("proposed_by")), _negated=True),
                    models.Q(("published_alone", ""), _negated=True),
                    _connector="OR",
                ),
                name="whoever_proposed_publishes_only_alone",
            ),
        ),
        migrations.AddField(
            model_name="policycomment",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="policycomment",
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
            model_name="policycomment",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="policy_comments",
                to="people.supportedperson",
            ),
        ),
        migrations.AddField(
            model_name="policycomment",
            name="policy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="consent.confidentialitypolicy",
            ),
        ),
        migrations.AddField(
            model_name="policycomment",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="policyterms",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="policyterms",
            name="policy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="terms",
                to="consent.confidentialitypolicy",
            ),
        ),
        migrations.AddConstraint(
            model_name="policycomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", None), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        ("answer__isnull", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_comment_is_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="policycomment",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("voice", "person"), _connector="OR"),
                name="a_comment_of_a_person_is_a_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="policyterms",
            constraint=models.UniqueConstraint(fields=("policy", "order"), name="one_limit_of_an_order"),
        ),
        AgencyKeys(
            {
                "consent_confidentialitypolicy": {"proposed_by_id": USER},
                "consent_policyterms": {"policy_id": POLICY},
                "consent_policycomment": {
                    "policy_id": POLICY,
                    "person_id": PERSON,
                    "written_by_id": USER,
                    "answered_by_id": USER,
                },
            }
        ),
        migrations.RunSQL(
            sql_file(SQL / "studio.sql"), "DROP TRIGGER consent_policyterms_is_frozen ON consent_policyterms;"
        ),
    ]

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
import peersupport.core.fields

MODELS = [
    migrations.CreateModel(
        name="ConfidentialityPolicy",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
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
            (
                "by_a_peer",
                models.BooleanField(
                    help_text="Whether one of the two who made this version holds a peer's task.", null=True
                ),
            ),
            (
                "change",
                models.CharField(
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
            ("comment_days", models.PositiveIntegerField(default=14)),
            ("comments_until", models.DateTimeField(blank=True, null=True)),
            ("proposed_at", models.DateTimeField(blank=True, null=True)),
            (
                "proposed_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "published_alone",
                models.CharField(
                    blank=True,
                    choices=[
                        ("first", "nobody had agreed to anything yet"),
                        ("nobody_else", "nobody else in the house could"),
                    ],
                    default="",
                    max_length=12,
                ),
            ),
            ("repair_talk_days", models.PositiveIntegerField(default=14)),
            (
                "words_allow_more",
                models.BooleanField(
                    help_text="What the proposer said of the changed words: do they let anybody know more?",
                    null=True,
                ),
            ),
            (
                "begins_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "begins_on",
                models.DateField(
                    blank=True,
                    help_text="The day from which it was put in force beforehand; a draft until then.",
                    null=True,
                ),
            ),
            (
                "kept_for",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("paired", "my peer"),
                            ("clinical", "clinical supervisor"),
                            ("senior", "senior peer supervisor"),
                            ("cover", "a peer who stands in"),
                            ("responder", "person on call"),
                        ],
                        max_length=10,
                    ),
                    blank=True,
                    default=list,
                    help_text="Who still reads what was set aside in a note that is also used for payment; the page KEPT says why.",
                    size=None,
                ),
            ),
            (
                "note_delay_days",
                models.PositiveIntegerField(
                    default=0, help_text="Days until a note opens for the person it is about."
                ),
            ),
            (
                "ready_days",
                models.PositiveIntegerField(
                    default=2, help_text="Days in which a note can still be changed by the two."
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agency", "version"), name="one_policy_of_a_version"),
                models.UniqueConstraint(
                    condition=models.Q(("state", "published")),
                    fields=("agency",),
                    name="one_published_policy_an_agency",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "draft"), ("valid_from", None)),
                        models.Q(models.Q(("state", "draft"), _negated=True), ("valid_from__isnull", False)),
                        _connector="OR",
                    ),
                    name="policy_valid_from_iff_published",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "draft")),
                    fields=("agency",),
                    name="one_draft_policy_an_agency",
                ),
                models.CheckConstraint(
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
                models.CheckConstraint(
                    condition=models.Q(
                        ("published_by", None),
                        ("proposed_by", None),
                        models.Q(("published_by", models.F("proposed_by")), _negated=True),
                        models.Q(("published_alone", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="whoever_proposed_publishes_only_alone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("begins_by", None), ("begins_on", None)),
                        models.Q(
                            ("begins_by__isnull", False),
                            ("begins_on__isnull", False),
                            ("proposed_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="a_day_to_begin_is_set_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("note_delay_days__lte", 7), ("ready_days__lte", 7)),
                    name="a_note_opens_within_a_week",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ConsentRecord",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("version", models.PositiveIntegerField()),
            (
                "answer",
                models.CharField(
                    choices=[("yes", "Yes"), ("not_today", "Not today"), ("no", "No")], max_length=10
                ),
            ),
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
            ("language", models.CharField(max_length=8)),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("typed", "typed their name"),
                        ("drawn", "drew their signature"),
                        ("paper", "signed on paper"),
                        ("spoken", "said it, with somebody else there"),
                    ],
                    max_length=8,
                ),
            ),
            ("signature", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("witness", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("signed_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField(blank=True, null=True)),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ("superseded_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "held_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="consents",
                    to="people.supportedperson",
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="consent.confidentialitypolicy",
                ),
            ),
            (
                "promise",
                models.CharField(
                    default="",
                    editable=False,
                    help_text="Fingerprint of the promise as it lay on the table.",
                    max_length=64,
                ),
            ),
            (
                "seal",
                models.CharField(
                    default="",
                    editable=False,
                    help_text="Fingerprint of this answer; it stands in the ledger.",
                    max_length=64,
                ),
            ),
            ("drawing", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("guardian", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("interpreter", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("present", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("questions", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("say_back", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "version"), name="one_consent_of_a_version"),
                models.UniqueConstraint(
                    condition=models.Q(("superseded_at", None), ("withdrawn_at", None)),
                    fields=("person",),
                    name="one_answer_in_force",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer", "yes"), _negated=True),
                        models.Q(("way", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="a_yes_says_how_it_was_given",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ConsentChoice",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
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
            ("allowed", models.BooleanField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "consent",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="choices",
                    to="consent.consentrecord",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("consent", "audience", "content"), name="one_choice_a_cell")
            ],
        },
    ),
    migrations.CreateModel(
        name="ConsentNow",
        fields=[
            (
                "person",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    primary_key=True,
                    related_name="gate",
                    serialize=False,
                    to="people.supportedperson",
                ),
            ),
            (
                "allows",
                models.IntegerField(
                    default=0, help_text="Bit 4·audience + content, see rule.bit(); 0 is nothing."
                ),
            ),
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
                    default="attendance",
                    max_length=12,
                ),
            ),
            ("valid_until", models.DateTimeField(null=True)),
            (
                "changes",
                models.BigIntegerField(
                    default=0, help_text="+1 by every narrowing, so that a running save notices."
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "consent",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="consent.consentrecord",
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="PolicyAudience",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
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
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="audiences",
                    to="consent.confidentialitypolicy",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("policy", "audience", "content"), name="one_rule_a_cell"),
                models.CheckConstraint(condition=models.Q(("rule__in", [0, 1, 2])), name="rule_is_known"),
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyLimit",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("language", models.CharField(max_length=8)),
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
            ("title", models.CharField(max_length=200)),
            ("plain_words", models.TextField()),
            (
                "counts",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.TextField(), default=list, size=None
                ),
            ),
            (
                "counts_not",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.TextField(), default=list, size=None
                ),
            ),
            ("who_is_told", models.TextField()),
            ("what_we_do_first", models.TextField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="limits",
                    to="consent.confidentialitypolicy",
                ),
            ),
            (
                "not_when",
                models.TextField(
                    blank=True,
                    default="",
                    help_text="When we can't talk about it first, and why. Empty: we always do.",
                ),
            ),
        ],
        options={
            "ordering": ["order"],
            "constraints": [
                models.UniqueConstraint(fields=("policy", "language", "code", "order"), name="one_limit_text")
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyText",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("language", models.CharField(max_length=8)),
            (
                "page",
                models.CharField(
                    choices=[
                        ("short", "Short"),
                        ("opening", "Opening"),
                        ("who_else", "Who Else"),
                        ("closing", "Closing"),
                        ("kept", "Kept"),
                    ],
                    max_length=10,
                ),
            ),
            ("title", models.CharField(max_length=200)),
            (
                "body",
                models.TextField(help_text="Plain text: blank lines make paragraphs, '- ' items, **bold**."),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="texts",
                    to="consent.confidentialitypolicy",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("policy", "language", "page"), name="one_policy_text_a_page")
            ],
        },
    ),
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
                    to="consent.confidentialitypolicy",
                ),
            ),
            ("comment_days", models.PositiveIntegerField(default=14)),
            ("proposed_at", models.DateTimeField(blank=True, null=True)),
            ("repair_talk_days", models.PositiveIntegerField(default=14)),
            (
                "note_delay_days",
                models.PositiveIntegerField(
                    default=0, help_text="Days until a note opens for the person it is about."
                ),
            ),
            (
                "ready_days",
                models.PositiveIntegerField(
                    default=2, help_text="Days in which a note can still be changed by the two."
                ),
            ),
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
                    to="consent.policyaudience",
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="consent.confidentialitypolicy",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ChoiceTakenBack",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
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
                "consent",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="taken_back",
                    to="consent.consentrecord",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("consent", "audience", "content"), name="a_choice_is_taken_back_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyComment",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                "person",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="policy_comments",
                    to="people.supportedperson",
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="comments",
                    to="consent.confidentialitypolicy",
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
            "ordering": ["said_at", "pk"],
            "constraints": [
                models.CheckConstraint(
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
                models.CheckConstraint(
                    condition=models.Q(("person", None), ("voice", "person"), _connector="OR"),
                    name="a_comment_of_a_person_is_a_persons",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyTerms",
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
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="terms",
                    to="consent.confidentialitypolicy",
                ),
            ),
        ],
        options={
            "ordering": ["order"],
            "constraints": [
                models.UniqueConstraint(fields=("policy", "order"), name="one_limit_of_an_order")
            ],
        },
    ),
    migrations.CreateModel(
        name="Release",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("recipient", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "sent_by",
                models.CharField(
                    choices=[
                        ("hand", "handed over"),
                        ("mail", "by mail"),
                        ("fax", "by fax"),
                        ("phone", "told on the phone"),
                        ("email", "by e-mail"),
                        ("copy", "copied into their record system"),
                    ],
                    max_length=8,
                ),
            ),
            (
                "kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("facts", "Days and lengths of our meetings"),
                            ("note", "A note, with what I said to it"),
                            ("goals", "My goals"),
                            ("words", "A few lines we write for this"),
                        ],
                        max_length=8,
                    ),
                    size=None,
                ),
            ),
            ("what", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("purpose", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "until_on",
                models.DateField(blank=True, help_text="The last day, in the program's zone.", null=True),
            ),
            ("until_event", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "apart",
                models.CharField(
                    blank=True,
                    choices=[
                        ("", "No"),
                        ("notes", "Notes of our talks"),
                        ("proceedings", "For a court or a hearing"),
                    ],
                    max_length=12,
                ),
            ),
            ("part2", models.BooleanField()),
            ("language", models.CharField(max_length=8)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "way",
                models.CharField(
                    choices=[("typed", "typed their name"), ("spoken", "said it, with somebody else there")],
                    max_length=8,
                ),
            ),
            ("signature", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("witness", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("signed_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            (
                "seal",
                models.CharField(
                    editable=False,
                    help_text="Fingerprint of this release; it stands in the ledger.",
                    max_length=64,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "held_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="releases",
                    to="people.supportedperson",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "revoked_by",
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
            "indexes": [models.Index(fields=["person", "-signed_at"], name="release_by_person")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("until_on__isnull", False), ("until_event__isnull", False), _connector="OR"
                    ),
                    name="a_release_has_an_end",
                ),
                models.CheckConstraint(
                    condition=models.Q(("kinds__len__gt", 0)), name="a_release_names_what_goes_out"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("revoked_at", None), ("revoked_by", None)),
                        models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_release_is_ended_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("part2", False),
                        models.Q(("kinds__contains", ["note"]), _negated=True),
                        models.Q(("apart", "notes"), ("kinds", ["note"])),
                        _connector="OR",
                    ),
                    name="notes_under_part_2_stand_apart",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Disclosure",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "basis",
                models.CharField(
                    choices=[
                        ("release", "the person allowed it"),
                        ("own", "the person took it along"),
                        ("limit", "a limit of what we promised"),
                        ("medical", "a medical emergency"),
                        ("court", "an order of a court"),
                        ("audit", "an audit"),
                        ("research", "research"),
                        ("service", "an organisation that works for us under an agreement"),
                        ("crime", "a crime here or against somebody who works here"),
                        ("child", "a first report that a child is harmed"),
                        ("law", "another law requires it"),
                    ],
                    max_length=8,
                ),
            ),
            ("recipient", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("purpose", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "sent_by",
                models.CharField(
                    choices=[
                        ("hand", "handed over"),
                        ("mail", "by mail"),
                        ("fax", "by fax"),
                        ("phone", "told on the phone"),
                        ("email", "by e-mail"),
                        ("copy", "copied into their record system"),
                    ],
                    max_length=8,
                ),
            ),
            ("items", models.JSONField(default=list)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("salt", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("reason", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("part2", models.BooleanField()),
            (
                "notice",
                models.CharField(
                    blank=True, help_text="Version of the notice that went with it.", max_length=16
                ),
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
                    max_length=10,
                ),
            ),
            ("at", models.DateTimeField()),
            ("seal", models.CharField(editable=False, max_length=64)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "confirmed_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "made_by",
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
                "release",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="disclosures",
                    to="consent.release",
                ),
            ),
            ("outside_witness", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
        ],
        options={
            "indexes": [models.Index(fields=["person", "-at"], name="disclosure_by_person")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("basis", "release"), ("limit", ""), ("policy", None), ("release__isnull", False)
                        ),
                        models.Q(
                            ("basis", "limit"),
                            ("policy__isnull", False),
                            ("release", None),
                            models.Q(("limit", ""), _negated=True),
                        ),
                        models.Q(
                            ("limit", ""),
                            ("policy", None),
                            ("release", None),
                            models.Q(("basis__in", ["release", "limit"]), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_disclosure_rests_on_what_it_says",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("basis__in", ["release", "own", "limit"]), ("confirmed_by", None)),
                        models.Q(
                            models.Q(("basis__in", ["release", "own", "limit"]), _negated=True),
                            ("confirmed_by__isnull", False),
                            models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                        ),
                        models.Q(
                            models.Q(("basis__in", ["release", "own", "limit"]), _negated=True),
                            ("confirmed_by", None),
                            ("outside_witness__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="the_laws_grounds_take_two",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AskedDisclosure",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "basis",
                models.CharField(
                    choices=[
                        ("release", "the person allowed it"),
                        ("own", "the person took it along"),
                        ("limit", "a limit of what we promised"),
                        ("medical", "a medical emergency"),
                        ("court", "an order of a court"),
                        ("audit", "an audit"),
                        ("research", "research"),
                        ("service", "an organisation that works for us under an agreement"),
                        ("crime", "a crime here or against somebody who works here"),
                        ("child", "a first report that a child is harmed"),
                        ("law", "another law requires it"),
                    ],
                    max_length=8,
                ),
            ),
            ("recipient", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("purpose", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "sent_by",
                models.CharField(
                    choices=[
                        ("hand", "handed over"),
                        ("mail", "by mail"),
                        ("fax", "by fax"),
                        ("phone", "told on the phone"),
                        ("email", "by e-mail"),
                        ("copy", "copied into their record system"),
                    ],
                    max_length=8,
                ),
            ),
            ("items", models.JSONField(default=list)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("salt", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("reason", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("part2", models.BooleanField()),
            (
                "notice",
                models.CharField(
                    blank=True, help_text="Version of the notice that went with it.", max_length=16
                ),
            ),
            ("asked_at", models.DateTimeField()),
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
                "asked_by",
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
            (
                "disclosure",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="asked",
                    to="consent.disclosure",
                ),
            ),
            (
                "alone",
                models.BooleanField(default=False, help_text="Nobody else in the house could look at it."),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("basis__in", ["release", "own", "limit"]), _negated=True),
                    name="only_the_laws_grounds_are_asked_for",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at", None), ("answered_by", None), ("disclosure", None)),
                        models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="an_asked_disclosure_is_answered_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("disclosure", None),
                        models.Q(("answered_by", models.F("asked_by")), _negated=True),
                        ("alone", True),
                        _connector="OR",
                    ),
                    name="a_second_person_lets_it_go_out",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ConversationDraft",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("payload", peersupport.core.fields.SealedTextField(holder="author_id", owner="user")),
            ("started_at", models.DateTimeField()),
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
            (
                "policy",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="consent.confidentialitypolicy",
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("author", "person"), name="one_talk_of_two")],
        },
    ),
    migrations.CreateModel(
        name="ConsentReminder",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("missing", "no agreement yet"),
                        ("expiring", "runs out soon"),
                        ("ran_out", "ran out"),
                        ("superseded", "a new version to talk over"),
                    ],
                    max_length=10,
                ),
            ),
            ("due_on", models.DateField()),
            (
                "closed_at",
                models.DateTimeField(blank=True, help_text="Answered, or no longer so.", null=True),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "consent",
                models.ForeignKey(
                    help_text="The answer it follows from; none where nothing was answered yet.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="consent.consentrecord",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="consent_reminders",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    condition=models.Q(("closed_at", None)), fields=["agency"], name="open_reminders"
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("person", "kind", "consent"), name="one_reminder_of_a_kind", nulls_distinct=False
                ),
                models.UniqueConstraint(
                    condition=models.Q(("closed_at", None)),
                    fields=("person",),
                    name="one_open_reminder_a_person",
                ),
            ],
        },
    ),
]

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="confidentialitypolicy",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "comment_days", "consent_valid_days", "note_delay_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reader_wait_days", "ready_days", "repair_talk_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."comment_days", NEW."consent_valid_days", NEW."note_delay_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."proposed_at", NEW."reader_wait_days", NEW."ready_days", NEW."repair_talk_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                hash="b15ebf2523395c476be38a311a52a7aa81f7fd8f",
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
                condition='WHEN (OLD."acknowledge_minutes" IS DISTINCT FROM (NEW."acknowledge_minutes") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."answer_days" IS DISTINCT FROM (NEW."answer_days") OR OLD."comment_days" IS DISTINCT FROM (NEW."comment_days") OR OLD."consent_valid_days" IS DISTINCT FROM (NEW."consent_valid_days") OR OLD."note_delay_days" IS DISTINCT FROM (NEW."note_delay_days") OR OLD."own_text_days" IS DISTINCT FROM (NEW."own_text_days") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."reader_wait_days" IS DISTINCT FROM (NEW."reader_wait_days") OR OLD."ready_days" IS DISTINCT FROM (NEW."ready_days") OR OLD."repair_talk_days" IS DISTINCT FROM (NEW."repair_talk_days") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                func='INSERT INTO "consent_confidentialitypolicyevent" ("acknowledge_minutes", "agency_id", "answer_days", "comment_days", "consent_valid_days", "note_delay_days", "own_text_days", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reader_wait_days", "ready_days", "repair_talk_days", "state", "valid_from", "version") VALUES (NEW."acknowledge_minutes", NEW."agency_id", NEW."answer_days", NEW."comment_days", NEW."consent_valid_days", NEW."note_delay_days", NEW."own_text_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."proposed_at", NEW."reader_wait_days", NEW."ready_days", NEW."repair_talk_days", NEW."state", NEW."valid_from", NEW."version"); RETURN NULL;',
                hash="19e8ddb6987cc49b54d401c64d2e2560bc6ca279",
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
]

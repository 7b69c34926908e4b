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
        name="ClinicalMeeting",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "form",
                models.CharField(
                    choices=[
                        ("individual", "the two of us"),
                        ("group", "several peers"),
                        ("observed", "came along to a meeting"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("planned", "planned"), ("held", "we met"), ("cancelled", "called off")],
                    default="planned",
                    max_length=10,
                ),
            ),
            ("planned_for", models.DateTimeField(blank=True, null=True)),
            ("held_on", models.DateField(blank=True, null=True)),
            ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                "supervisor",
                models.ForeignKey(
                    blank=True,
                    help_text="Nobody where peers meet among themselves.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "functions",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("administrative", "paperwork and how things run"),
                            ("developing", "learning something"),
                            ("supporting", "being supported"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            (
                "settled_at",
                models.DateTimeField(
                    blank=True,
                    help_text="When somebody said that it was held or called off; for undo.",
                    null=True,
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["supervisor", "-held_on"], name="clinical_meeting_by_whom")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("held_on__isnull", False), ("minutes__isnull", False), ("state", "held")),
                        models.Q(
                            models.Q(("state", "held"), _negated=True), ("held_on", None), ("minutes", None)
                        ),
                        _connector="OR",
                    ),
                    name="a_clinical_meeting_was_on_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(("supervisor__isnull", False)),
                    name="a_clinical_meeting_is_with_a_supervisor",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ClinicalPlace",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "meeting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="places",
                    to="supervision.clinicalmeeting",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("peer", "meeting"), name="one_clinical_place")],
        },
    ),
    migrations.CreateModel(
        name="OffRoleAnswer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("answered_on", models.DateField(help_text="The day in the house.")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "answered_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("text__isnull", False)), name="an_answer_has_words"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="OffRoleTask",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "task",
                models.CharField(
                    choices=[
                        ("medicine", "hand out or watch medicine"),
                        ("money", "look after somebody's money"),
                        ("assess", "assess, diagnose or plan treatment"),
                        ("samples", "collect samples"),
                        ("driving", "drive people or run errands"),
                        ("housework", "housework or coffee"),
                        ("desk", "front desk, filing or papers"),
                        ("interpret", "interpret"),
                        ("watch", "security, or watch one person"),
                        ("charts", "check other people's records"),
                        ("enforce", "make people come or keep rules"),
                        ("report_back", "find out something for the team"),
                        ("stand_in", "stand in for a case manager or clinician"),
                        ("other", "something else"),
                    ],
                    max_length=12,
                ),
            ),
            ("asked_on", models.DateField()),
            ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="off_role_tasks",
                    to="people.peerspecialist",
                ),
            ),
            (
                "answer_by",
                models.DateField(
                    help_text="The day the house promised an answer by when this was written down; later promises change nothing."
                ),
            ),
            (
                "asked_by",
                models.CharField(
                    blank=True,
                    choices=[
                        ("office", "the office"),
                        ("clinical", "a clinical supervisor"),
                        ("medical", "a nurse or doctor"),
                        ("case_manager", "a case manager"),
                        ("landlord", "a landlord"),
                        ("payer", "whoever pays"),
                        ("other", "somebody else"),
                    ],
                    default="",
                    max_length=12,
                ),
            ),
            (
                "had_choice",
                models.CharField(
                    blank=True,
                    choices=[("real", "yes, a real one"), ("none", "no"), ("said_no", "I said no")],
                    default="",
                    max_length=8,
                ),
            ),
            ("noticed_at", models.DateTimeField(blank=True, null=True)),
            (
                "whose_goal",
                models.CharField(
                    blank=True,
                    choices=[
                        ("person", "the person's"),
                        ("house", "the house's"),
                        ("team", "the team's"),
                        ("other", "somebody else's"),
                    ],
                    default="",
                    max_length=8,
                ),
            ),
            ("words", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "answer",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="tasks",
                    to="supervision.offroleanswer",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["peer", "-asked_on"], name="off_role_by_peer"),
                models.Index(
                    condition=models.Q(("answer", None)),
                    fields=["agency", "answer_by"],
                    name="off_role_waiting",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("minutes", None), ("minutes__lte", 1440), _connector="OR"),
                    name="off_role_takes_at_most_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(("noticed_at", None), ("answer__isnull", False), _connector="OR"),
                    name="only_an_answer_is_taken_notice_of",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SeniorMeeting",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "form",
                models.CharField(
                    choices=[
                        ("individual", "the two of us"),
                        ("group", "several peers"),
                        ("observed", "came along to a meeting"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("planned", "planned"), ("held", "we met"), ("cancelled", "called off")],
                    default="planned",
                    max_length=10,
                ),
            ),
            ("planned_for", models.DateTimeField(blank=True, null=True)),
            ("held_on", models.DateField(blank=True, null=True)),
            ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                "supervisor",
                models.ForeignKey(
                    blank=True,
                    help_text="Nobody where peers meet among themselves.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "functions",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("administrative", "paperwork and how things run"),
                            ("developing", "learning something"),
                            ("supporting", "being supported"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            (
                "question",
                models.PositiveSmallIntegerField(
                    default=0,
                    help_text="Which of the questions in humility.py is offered. No answer stands here.",
                ),
            ),
            (
                "settled_at",
                models.DateTimeField(
                    blank=True,
                    help_text="When somebody said that it was held or called off; for undo.",
                    null=True,
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["supervisor", "-held_on"], name="senior_meeting_by_whom")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("held_on__isnull", False), ("minutes__isnull", False), ("state", "held")),
                        models.Q(
                            models.Q(("state", "held"), _negated=True), ("held_on", None), ("minutes", None)
                        ),
                        _connector="OR",
                    ),
                    name="a_senior_meeting_was_on_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(("question__gte", 0), ("question__lt", 8)),
                    name="a_question_is_one_of_ours",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SeniorPlace",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "meeting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="places",
                    to="supervision.seniormeeting",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("peer", "meeting"), name="one_senior_place")],
        },
    ),
    migrations.CreateModel(
        name="HoursChoice",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "counts_from",
                models.DateField(
                    blank=True,
                    help_text="The first Monday the total counts; empty: it counts none.",
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
                "peer",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="hours_choice",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="EducationHours",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("day", models.DateField()),
            ("title", models.CharField(max_length=120)),
            (
                "topic",
                models.CharField(
                    choices=[("ethics", "law, ethics and boundaries"), ("other", "anything else")],
                    max_length=8,
                ),
            ),
            ("minutes", models.PositiveSmallIntegerField()),
            ("is_paid", models.BooleanField(default=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "-day"], name="education_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("minutes__gte", 1), ("minutes__lte", 10080)),
                    name="education_takes_some_time",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="RoleAcceptance",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "signs_as",
                models.CharField(
                    choices=[
                        ("peer", "peer"),
                        ("clinical", "clinical supervisor"),
                        ("senior", "senior peer supervisor"),
                    ],
                    max_length=8,
                ),
            ),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rules.roleversion"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("version", "peer", "user", "signs_as"), name="one_yes_to_a_role"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkWeek",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("week", models.DateField(help_text="The Monday it begins with.")),
            ("paid_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("preparation", models.PositiveSmallIntegerField(default=0)),
            ("travel", models.PositiveSmallIntegerField(default=0)),
            ("notes", models.PositiveSmallIntegerField(default=0)),
            ("training", models.PositiveSmallIntegerField(default=0)),
            (
                "not_paid",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("direct", "Meetings with people"),
                            ("supervision", "Supervision"),
                            ("preparation", "Getting ready"),
                            ("travel", "Travel"),
                            ("notes", "Notes and paperwork"),
                            ("training", "Training"),
                        ],
                        max_length=12,
                    ),
                    blank=True,
                    default=list,
                    help_text="Kinds of work the house doesn't pay for.",
                    size=None,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("peer", "week"), name="one_row_a_week_of_work"),
                models.CheckConstraint(
                    condition=models.Q(("week__iso_week_day", 1)), name="a_week_of_work_begins_on_monday"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("notes__lte", 10080),
                        ("preparation__lte", 10080),
                        ("training__lte", 10080),
                        ("travel__lte", 10080),
                        models.Q(("paid_minutes", None), ("paid_minutes__lte", 10080), _connector="OR"),
                    ),
                    name="a_week_of_work_has_168_hours",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Difference",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "remit",
                models.CharField(
                    choices=[
                        ("clinical", "safety: the clinical supervisor decides"),
                        ("senior", "the role: the senior peer supervisor decides"),
                    ],
                    max_length=8,
                ),
            ),
            ("question", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
            (
                "raised_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "-created_at"], name="difference_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("remit__in", ["clinical", "senior"])),
                    name="a_question_belongs_to_one_of_two_remits",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="DifferenceVoice",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "voice",
                models.CharField(
                    choices=[
                        ("clinical", "clinical supervisor"),
                        ("senior", "senior peer supervisor"),
                        ("peer", "peer"),
                    ],
                    max_length=8,
                ),
            ),
            ("own_text", peersupport.core.fields.SealedTextField(holder="user_id", owner="user")),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "difference",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="voices",
                    to="supervision.difference",
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
            "indexes": [models.Index(fields=["difference", "created_at"], name="voice_by_difference")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("own_text__isnull", False), ("text", None), ("voice", "peer")),
                        models.Q(
                            ("own_text", None), ("text__isnull", False), ("voice__in", ["clinical", "senior"])
                        ),
                        _connector="OR",
                    ),
                    name="a_voice_is_sealed_as_whose_it_is",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PeoplesAnswer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("quarter", models.DateField(help_text="Its first day.")),
            ("item", models.CharField(max_length=24)),
            (
                "answer",
                models.PositiveSmallIntegerField(
                    choices=[(0, "hardly"), (1, "now and then"), (2, "often"), (3, "nearly always")]
                ),
            ),
            ("on_paper", models.BooleanField(default=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="peoples_answers",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "quarter"], name="people_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("answer__lte", 3), ("quarter__day", 1), ("quarter__month__in", (1, 4, 7, 10))
                    ),
                    name="people_answer_in_four_words_for_a_quarter",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PeoplesNote",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("month", models.DateField(help_text="Its first day.")),
            ("text", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="peoples_notes",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "month"], name="peoples_note_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("month__day", 1)), name="peoples_words_are_of_a_month"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PulseAnswer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "voice",
                models.CharField(
                    choices=[("peer", "the peer"), ("senior", "senior peer supervisor")], max_length=6
                ),
            ),
            ("month", models.DateField(help_text="Its first day.")),
            ("item", models.CharField(max_length=24)),
            (
                "answer",
                models.PositiveSmallIntegerField(
                    choices=[(0, "hardly"), (1, "now and then"), (2, "often"), (3, "nearly always")]
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pulse_answers",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("peer", "month", "voice", "item"), name="one_pulse_answer_a_month"
                ),
                models.CheckConstraint(
                    condition=models.Q(("answer__lte", 3), ("month__day", 1)),
                    name="a_pulse_answers_in_four_words_for_a_month",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PulseNote",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "voice",
                models.CharField(
                    choices=[("peer", "the peer"), ("senior", "senior peer supervisor")], max_length=6
                ),
            ),
            ("month", models.DateField(help_text="Its first day.")),
            ("text", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pulse_notes",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("peer", "month", "voice"), name="one_pulse_note_a_month"),
                models.CheckConstraint(
                    condition=models.Q(("month__day", 1)), name="a_pulse_note_is_of_a_month"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PulseTurn",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("quarter", models.DateField(help_text="Its first day.")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pulse_turns",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "peer", "quarter"), name="one_pulse_turn_a_quarter")
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkplaceAnswer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("round", models.DateField(help_text="The first day of its half-year.")),
            ("item", models.CharField(max_length=24)),
            (
                "answer",
                models.PositiveSmallIntegerField(
                    choices=[(0, "not really"), (1, "a little"), (2, "mostly"), (3, "yes")]
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["agency", "round"], name="workplace_by_round")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("answer__lte", 3), ("round__day", 1), ("round__month__in", (1, 7))),
                    name="peers_answer_in_four_words_for_a_round",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkplaceReply",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("round", models.DateField(help_text="The first day of the half-year it answers.")),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
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
        ],
        options={
            "indexes": [models.Index(fields=["agency", "round"], name="workplace_reply_by_round")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("round__day", 1), ("round__month__in", (1, 7))),
                    name="a_reply_is_to_a_round",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WorkplaceTurn",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("round", models.DateField(help_text="The first day of its half-year.")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("peer", "round"), name="one_workplace_turn_a_round")
            ],
        },
    ),
    migrations.CreateModel(
        name="HoldDecision",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("act", models.UUIDField()),
            (
                "code",
                models.CharField(
                    choices=[
                        ("not_written", "Nobody wrote down yet what became of this meeting."),
                        ("kinds", "It does not say what kind of support it was."),
                        (
                            "text",
                            "There is no line about it, and no word that the rest stays between the two.",
                        ),
                        ("read_together", "It does not say whether the two read it together."),
                        ("next_step", "It does not say what comes next, or whose step it is."),
                        ("setting", "It does not say how or where they met."),
                        ("times", "It has no end: its length is missing."),
                        ("credential", "No certificate of who signed it was in force that day."),
                        ("goal", "It is tied to none of the person's goals."),
                        ("new_here", "It is one of the first five notes of somebody who is new here."),
                    ],
                    max_length=16,
                ),
            ),
            (
                "because",
                models.CharField(
                    choices=[
                        ("in_the_note", "the note says it in another place"),
                        ("their_wish", "the person wanted it so"),
                        ("does_not_fit", "it does not fit this meeting"),
                        ("talked_over", "the peer and I talked it over"),
                    ],
                    max_length=16,
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "attendance",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="sessions_app.attendance",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    help_text="Who wrote it.",
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
            (
                "supervisor",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["attendance"], name="hold_by_attendance"),
                models.Index(fields=["act"], name="hold_by_act"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("act", "attendance", "code"), name="one_decision_a_hold_at_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HoldUndone",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "decision",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="undone",
                    to="supervision.holddecision",
                ),
            ),
            (
                "supervisor",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="BoundaryCase",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "about",
                models.CharField(
                    choices=[
                        ("gift", "a gift"),
                        ("ride", "a ride"),
                        ("social", "social media"),
                        ("event", "a public event"),
                        ("money", "money"),
                        ("two_ties", "we know each other from elsewhere"),
                        ("contact", "how to reach me"),
                        ("visit", "a visit"),
                        ("other", "something else"),
                    ],
                    max_length=8,
                ),
            ),
            ("happened", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "serves",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("serves_words", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "fits",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("fits_words", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "known",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("known_words", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("decided", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            ("told", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("proposed", "waits for a second person"),
                        ("shared", "shared in the house"),
                        ("kept", "not shared"),
                    ],
                    default="proposed",
                    max_length=8,
                ),
            ),
            ("proposed_at", models.DateTimeField(default=peersupport.core.clock.now)),
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
                "proposed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at", None), ("answered_by", None), ("state", "proposed")),
                        models.Q(
                            models.Q(("state", "proposed"), _negated=True),
                            ("answered_at__isnull", False),
                            ("answered_by__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="a_case_waits_or_is_answered",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "shared"), _negated=True),
                        models.Q(("proposed_by", models.F("answered_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="a_second_person_agrees_to_a_case",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="BoundaryDecision",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "about",
                models.CharField(
                    choices=[
                        ("gift", "a gift"),
                        ("ride", "a ride"),
                        ("social", "social media"),
                        ("event", "a public event"),
                        ("money", "money"),
                        ("two_ties", "we know each other from elsewhere"),
                        ("contact", "how to reach me"),
                        ("visit", "a visit"),
                        ("other", "something else"),
                    ],
                    max_length=8,
                ),
            ),
            ("on", models.DateField(help_text="The day it was written down, in the house.")),
            ("happened", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            (
                "serves",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("serves_words", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            (
                "fits",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("fits_words", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            (
                "known",
                models.CharField(
                    blank=True,
                    choices=[("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                    default="",
                    max_length=6,
                ),
            ),
            ("known_words", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            ("decided", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            ("told", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            ("talked_over_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="boundary_decisions",
                    to="people.peerspecialist",
                ),
            ),
            (
                "talked_over_by",
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
            "indexes": [models.Index(fields=["peer", "-on"], name="boundary_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("talked_over_at", None), ("talked_over_by", None)),
                        models.Q(("talked_over_at__isnull", False), ("talked_over_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_boundary_is_talked_over_with_somebody",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HouseLine",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "topic",
                models.CharField(
                    choices=[
                        ("gift", "Gifts"),
                        ("ride", "Rides"),
                        ("contact", "How you can reach each other"),
                        ("visit", "Visits"),
                    ],
                    max_length=8,
                ),
            ),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            ("text", models.CharField(blank=True, default="", max_length=300)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agency", "topic", "language"), name="one_house_line_a_topic")
            ],
        },
    ),
    migrations.CreateModel(
        name="HouseLineEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            (
                "topic",
                models.CharField(
                    choices=[
                        ("gift", "Gifts"),
                        ("ride", "Rides"),
                        ("contact", "How you can reach each other"),
                        ("visit", "Visits"),
                    ],
                    max_length=8,
                ),
            ),
            ("language", models.CharField(choices=[("en", "English"), ("es", "Español")], max_length=8)),
            ("text", models.CharField(blank=True, default="", max_length=300)),
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
                    to="supervision.houseline",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ClinicalLine",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[("agenda", "something to talk about"), ("to_do", "something to do")],
                    max_length=8,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("open", "open"), ("done", "done"), ("later", "comes along next time")],
                    default="open",
                    max_length=8,
                ),
            ),
            ("due_on", models.DateField(blank=True, null=True)),
            ("text", peersupport.core.fields.SealedTextField(holder="peer_id", owner="clinical")),
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
                "meeting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="lines",
                    to="supervision.clinicalmeeting",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
            (
                "whose",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("due_on", None), ("kind", "to_do"), _connector="OR"),
                    name="a_clinical_line_with_a_day_is_a_task",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="KeptAnswer",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("question", models.PositiveSmallIntegerField()),
            ("text", peersupport.core.fields.SealedTextField(holder="user_id", owner="user")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
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
                models.CheckConstraint(
                    condition=models.Q(("question__gte", 0), ("question__lt", 8)),
                    name="a_kept_answer_is_to_one_of_ours",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SeniorLine",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[("agenda", "something to talk about"), ("to_do", "something to do")],
                    max_length=8,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("open", "open"), ("done", "done"), ("later", "comes along next time")],
                    default="open",
                    max_length=8,
                ),
            ),
            ("due_on", models.DateField(blank=True, null=True)),
            ("text", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
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
                "meeting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="lines",
                    to="supervision.seniormeeting",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
            (
                "whose",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("due_on", None), ("kind", "to_do"), _connector="OR"),
                    name="a_senior_line_with_a_day_is_a_task",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SharedLine",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "audience",
                models.CharField(
                    choices=[("clinical", "my clinical supervisor"), ("office", "the office")], max_length=8
                ),
            ),
            (
                "line_id",
                models.UUIDField(
                    help_text="The line it was copied from; no key, so that the rooms stay apart."
                ),
            ),
            ("text", peersupport.core.fields.SealedTextField(holder="peer_id", owner="clinical")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("line_id", "audience"), name="a_line_is_shared_once_with_each"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="TalkWish",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("soon", models.CharField(choices=[("today", "today"), ("week", "this week")], max_length=5)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("peer",), name="one_wish_to_talk")],
        },
    ),
    migrations.CreateModel(
        name="WithoutSharing",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CommonMovement",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "signal",
                models.CharField(
                    choices=[
                        ("off_role_time", "Time outside the role"),
                        ("co_created_agenda", "Who chose what to talk about"),
                        ("purposeful_self_disclosure", "Room for one’s own story"),
                        ("balance_of_kinds", "Being there, and doing things"),
                        ("balance_of_supervision", "Time in the two supervisions"),
                        ("own_next_steps", "Whose next steps they are"),
                    ],
                    max_length=32,
                ),
            ),
            ("week", models.DateField(help_text="The Monday of the week after which it could be said.")),
            ("direction", models.CharField(choices=[("rise", "Rise"), ("fall", "Fall")], max_length=4)),
            ("before", models.FloatField()),
            ("after", models.FloatField()),
            (
                "answer_by",
                models.DateField(
                    help_text="The day the house promised an answer by when this was found; later promises change nothing."
                ),
            ),
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
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("agency", "signal", "week"), name="one_movement_a_week"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("after__gte", 0), ("after__lte", 1), ("before__gte", 0), ("before__lte", 1)
                    ),
                    name="a_movement_speaks_of_shares",
                ),
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
                    name="a_movement_is_answered_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CountedUntil",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField()),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("agency",), name="one_counted_until")],
        },
    ),
    migrations.CreateModel(
        name="DriftSignal",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "signal",
                models.CharField(
                    choices=[
                        ("off_role_time", "Time outside the role"),
                        ("co_created_agenda", "Who chose what to talk about"),
                        ("purposeful_self_disclosure", "Room for one’s own story"),
                        ("balance_of_kinds", "Being there, and doing things"),
                        ("balance_of_supervision", "Time in the two supervisions"),
                        ("own_next_steps", "Whose next steps they are"),
                    ],
                    max_length=32,
                ),
            ),
            ("week", models.DateField(help_text="The Monday of the week after which it could be said.")),
            ("direction", models.CharField(choices=[("rise", "Rise"), ("fall", "Fall")], max_length=4)),
            ("before", models.FloatField()),
            ("after", models.FloatField()),
            (
                "opened_at",
                models.DateTimeField(blank=True, help_text="When the peer first looked at it.", null=True),
            ),
            ("knows_why", models.BooleanField(default=False)),
            ("answer", peersupport.core.fields.SealedTextField(holder="peer_id", owner="senior")),
            ("answered_at", models.DateTimeField(blank=True, null=True)),
            (
                "offered_at",
                models.DateTimeField(blank=True, help_text="When they offered to talk.", null=True),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "offered_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drift_signals",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "-week"], name="signal_by_peer")],
            "constraints": [
                models.UniqueConstraint(fields=("peer", "signal", "week"), name="one_signal_a_week"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("after__gte", 0), ("after__lte", 1), ("before__gte", 0), ("before__lte", 1)
                    ),
                    name="a_signal_speaks_of_shares",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer", None), ("answered_at", None), ("knows_why", False)),
                        models.Q(
                            ("answered_at__isnull", False),
                            models.Q(("answer__isnull", False), ("knows_why", True), _connector="OR"),
                        ),
                        _connector="OR",
                    ),
                    name="a_signal_is_answered_in_words_or_by_a_tap",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("offered_at", None), ("offered_by", None)),
                        models.Q(("offered_at__isnull", False), ("offered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_talk_is_offered_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="WeeklyCount",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("week", models.DateField()),
            (
                "signal",
                models.CharField(
                    choices=[
                        ("off_role_time", "Time outside the role"),
                        ("co_created_agenda", "Who chose what to talk about"),
                        ("purposeful_self_disclosure", "Room for one’s own story"),
                        ("balance_of_kinds", "Being there, and doing things"),
                        ("balance_of_supervision", "Time in the two supervisions"),
                        ("own_next_steps", "Whose next steps they are"),
                    ],
                    max_length=32,
                ),
            ),
            ("numerator", models.PositiveSmallIntegerField()),
            ("denominator", models.PositiveSmallIntegerField()),
            (
                "brought",
                models.BooleanField(
                    default=False,
                    help_text="Counted before the house kept its meetings here; never counted again.",
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="weekly_counts",
                    to="people.peerspecialist",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("peer", "signal", "week"), name="one_count_a_week"),
                models.CheckConstraint(
                    condition=models.Q(("week__iso_week_day", 1)), name="a_counted_week_begins_on_monday"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("denominator__gte", 1),
                        ("numerator__gte", 0),
                        ("numerator__lte", models.F("denominator")),
                    ),
                    name="a_count_is_some_of_something",
                ),
            ],
        },
    ),
]

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="houseline",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "supervision_houselineevent" ("agency_id", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "topic") VALUES (NEW."agency_id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."text", NEW."topic"); RETURN NULL;',
                hash="4781372bad772fec0898b525c63a9f6d2a4dae37",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_0cd94",
                table="supervision_houseline",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="houseline",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."topic" IS DISTINCT FROM (NEW."topic"))',
                func='INSERT INTO "supervision_houselineevent" ("agency_id", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "topic") VALUES (NEW."agency_id", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."text", NEW."topic"); RETURN NULL;',
                hash="2c81ec531b532d8332e8cc66b6f496c36661f85f",
                operation="UPDATE",
                pgid="pgtrigger_update_update_99df0",
                table="supervision_houseline",
                when="AFTER",
            ),
        ),
    ),
]

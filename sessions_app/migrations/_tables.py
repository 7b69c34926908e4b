"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields

MODELS = [
    migrations.CreateModel(
        name="Group",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("name", models.CharField(max_length=80)),
            (
                "shape",
                models.CharField(
                    choices=[("group", "a group"), ("open_house", "open house")],
                    default="group",
                    max_length=12,
                ),
            ),
            (
                "led_by",
                models.CharField(
                    choices=[
                        ("peer", "a peer leads it"),
                        ("members", "members lead it"),
                        ("nobody", "nobody leads it"),
                    ],
                    default="peer",
                    max_length=8,
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
                "lead",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="groups",
                    to="people.peerspecialist",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "started_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["agency", "name"], name="group_by_name")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("lead__isnull", False), ("led_by", "peer")),
                        models.Q(models.Q(("led_by", "peer"), _negated=True), ("lead", None)),
                        _connector="OR",
                    ),
                    name="a_lead_iff_a_peer_leads",
                ),
                models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True), name="a_group_has_a_name"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SessionSeries",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("every", models.PositiveSmallIntegerField(choices=[(1, "every week"), (2, "every two weeks")])),
            (
                "local_start",
                models.CharField(
                    help_text="The first one: YYYY-MM-DDTHH:MM on the wall clock of time_zone", max_length=16
                ),
            ),
            ("time_zone", models.CharField(max_length=64)),
            ("minutes", models.PositiveSmallIntegerField()),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("in_person", "in person"),
                        ("phone", "phone"),
                        ("video", "video"),
                        ("text", "text"),
                        ("out", "out and about"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "place",
                models.CharField(
                    blank=True,
                    choices=[
                        ("home", "at their home"),
                        ("office", "at our place"),
                        ("outdoors", "outdoors"),
                        ("public", "café, library or shop"),
                        ("service", "an office or clinic"),
                        ("hospital", "hospital"),
                        ("jail", "jail or prison"),
                        ("other", "somewhere else"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "ends_on",
                models.DateField(blank=True, help_text="The last day on which one may fall.", null=True),
            ),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "made_through",
                models.DateField(blank=True, help_text="Days up to here have their meetings.", null=True),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "group",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="series",
                    to="sessions_app.group",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="series",
                    to="people.peerspecialist",
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
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "took_over",
                models.JSONField(
                    editable=False,
                    help_text="What this one changed, for as long as that can be undone.",
                    null=True,
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("group", None), ("person__isnull", False)),
                        models.Q(("group__isnull", False), ("person", None)),
                        _connector="OR",
                    ),
                    name="a_series_is_with_a_person_or_a_group",
                ),
                models.CheckConstraint(
                    condition=models.Q(("every__in", [1, 2])), name="a_series_comes_every_one_or_two_weeks"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SupportSession",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
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
            (
                "state",
                models.CharField(
                    choices=[
                        ("planned", "planned"),
                        ("completed", "we met"),
                        ("not_met", "we didn't connect"),
                        ("cancelled", "called off"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "local_start",
                models.CharField(help_text="YYYY-MM-DDTHH:MM on the wall clock of time_zone", max_length=16),
            ),
            ("time_zone", models.CharField(max_length=64)),
            ("starts_at", models.DateTimeField()),
            ("minutes", models.PositiveSmallIntegerField()),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("in_person", "in person"),
                        ("phone", "phone"),
                        ("video", "video"),
                        ("text", "text"),
                        ("out", "out and about"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "place",
                models.CharField(
                    blank=True,
                    choices=[
                        ("home", "at their home"),
                        ("office", "at our place"),
                        ("outdoors", "outdoors"),
                        ("public", "café, library or shop"),
                        ("service", "an office or clinic"),
                        ("hospital", "hospital"),
                        ("jail", "jail or prison"),
                        ("other", "somewhere else"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("companionship", "Spent time together"),
                            ("emotional", "Listened and understood"),
                            ("informational", "Shared know-how"),
                            ("instrumental", "Did something practical"),
                        ],
                        max_length=14,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            (
                "agenda_by",
                models.CharField(
                    blank=True,
                    choices=[("them", "they did"), ("together", "we did"), ("me", "I did")],
                    max_length=8,
                ),
            ),
            ("has_note", models.BooleanField(default=False, editable=False)),
            ("first_contact", models.BooleanField(default=False, editable=False)),
            ("body_hash", models.CharField(blank=True, editable=False, max_length=64)),
            (
                "closed_at",
                models.DateTimeField(
                    blank=True, help_text="When it was completed, missed or called off.", null=True
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
                    related_name="sessions",
                    to="people.peerspecialist",
                ),
            ),
            (
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "imported",
                models.BooleanField(default=False, editable=False, help_text="Facts brought from elsewhere."),
            ),
            (
                "occurrence",
                models.DateField(
                    blank=True,
                    help_text="The day the series meant it for, also after it was moved.",
                    null=True,
                ),
            ),
            (
                "group",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="sessions",
                    to="sessions_app.group",
                ),
            ),
            (
                "series",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="sessions",
                    to="sessions_app.sessionseries",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    models.F("peer"),
                    models.OrderBy(models.F("starts_at"), descending=True),
                    models.OrderBy(models.F("id"), descending=True),
                    include=("agency", "program", "state"),
                    name="session_by_peer",
                ),
                models.Index(
                    fields=["agency", "-starts_at"],
                    include=("id", "peer", "program", "group", "state", "kinds", "agenda_by"),
                    name="session_by_agency",
                ),
                models.Index(
                    condition=models.Q(("state", "planned")),
                    fields=["peer", "starts_at"],
                    name="session_planned",
                ),
                models.Index(
                    condition=models.Q(("first_contact", True)),
                    fields=["peer", "starts_at"],
                    name="session_first_contact",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("closed_at", None), ("state", "planned")),
                        models.Q(models.Q(("state", "planned"), _negated=True), ("closed_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="session_closed_at_iff_not_planned",
                ),
                models.CheckConstraint(
                    condition=models.Q(("minutes__gte", 0), ("minutes__lte", 1440)),
                    name="session_lasts_at_most_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(("has_note", False), ("state", "completed"), _connector="OR"),
                    name="only_a_completed_session_has_a_note",
                ),
                models.UniqueConstraint(fields=("series", "occurrence"), name="one_session_an_occurrence"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("occurrence", None), ("series", None)),
                        models.Q(("occurrence__isnull", False), ("series__isnull", False)),
                        _connector="OR",
                    ),
                    name="an_occurrence_belongs_to_a_series",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Attendance",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_at", models.DateTimeField()),
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
                    related_name="attendances",
                    to="people.supportedperson",
                ),
            ),
            (
                "session",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="attendances",
                    to="sessions_app.supportsession",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    models.F("person"),
                    models.OrderBy(models.F("starts_at"), descending=True),
                    models.OrderBy(models.F("session"), descending=True),
                    include=("peer", "agency"),
                    name="attendance_by_person",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("session", "person"), name="one_attendance_a_session")
            ],
        },
    ),
    migrations.CreateModel(
        name="SessionNote",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField()),
            ("completed_at", models.DateTimeField()),
            ("language", models.CharField(max_length=8)),
            (
                "how_written",
                models.CharField(
                    blank=True,
                    choices=[
                        ("together", "written together"),
                        ("beside", "by me with them beside me"),
                        ("later", "by me later"),
                    ],
                    max_length=8,
                ),
            ),
            (
                "read_together",
                models.BooleanField(help_text="Level together: yes, or not today because …", null=True),
            ),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("rest_stays_between_us", models.BooleanField(default=False)),
            ("agenda", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("own_words", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "own_words_by",
                models.CharField(
                    blank=True,
                    choices=[("them", "written by them"), ("typed_for_them", "said and typed by me")],
                    max_length=16,
                ),
            ),
            ("next_step", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "next_step_whose",
                models.CharField(
                    blank=True, choices=[("them", "theirs"), ("us", "ours"), ("me", "mine")], max_length=8
                ),
            ),
            ("why_shared", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("taken_along", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("not_read_because", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "signed_as",
                models.CharField(
                    blank=True, help_text="Level billable: peer and credential.", max_length=160
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
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="note",
                    to="sessions_app.attendance",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notes",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notes",
                    to="people.supportedperson",
                ),
            ),
            (
                "session",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notes",
                    to="sessions_app.supportsession",
                ),
            ),
            (
                "tags",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("wellness_plan", "the plan made together"),
                            ("speaking_up", "speaking up for oneself"),
                            ("rights", "rights"),
                            ("going_along", "going along"),
                            ("group", "a group"),
                            ("everyday", "everyday life"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            (
                "kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("companionship", "Spent time together"),
                            ("emotional", "Listened and understood"),
                            ("informational", "Shared know-how"),
                            ("instrumental", "Did something practical"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                ),
            ),
            (
                "place",
                models.CharField(
                    blank=True,
                    choices=[
                        ("home", "at their home"),
                        ("office", "at our place"),
                        ("outdoors", "outdoors"),
                        ("public", "café, library or shop"),
                        ("service", "an office or clinic"),
                        ("hospital", "hospital"),
                        ("jail", "jail or prison"),
                        ("other", "somewhere else"),
                    ],
                    max_length=16,
                ),
            ),
            ("their_signature", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "their_signature_by",
                models.CharField(
                    blank=True,
                    choices=[("them", "written by them"), ("typed_for_them", "said and typed by me")],
                    max_length=16,
                ),
            ),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("in_person", "in person"),
                        ("phone", "phone"),
                        ("video", "video"),
                        ("text", "text"),
                        ("out", "out and about"),
                    ],
                    max_length=16,
                ),
            ),
            (
                "final_at",
                models.DateTimeField(
                    default=peersupport.core.clock.now,
                    help_text="Until then the two can change it, then nobody.",
                ),
            ),
            (
                "opens_at",
                models.DateTimeField(
                    default=peersupport.core.clock.now,
                    help_text="From when the person it is about can read it.",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(
                    models.F("peer"),
                    models.OrderBy(models.F("at"), descending=True),
                    models.OrderBy(models.F("id"), descending=True),
                    include=("person", "agency"),
                    name="note_by_peer",
                ),
                models.Index(
                    models.F("person"),
                    models.OrderBy(models.F("at"), descending=True),
                    models.OrderBy(models.F("id"), descending=True),
                    include=("peer", "agency"),
                    name="note_by_person",
                ),
                models.Index(
                    models.F("peer"),
                    models.F("person"),
                    models.OrderBy(models.F("at"), descending=True),
                    models.OrderBy(models.F("id"), descending=True),
                    name="note_by_two",
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("final_at__gte", models.F("opens_at"))),
                    name="a_note_is_read_before_it_is_final",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Addendum",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
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
                "note",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="addenda",
                    to="sessions_app.sessionnote",
                ),
            ),
        ],
        options={
            "ordering": ["at", "id"],
        },
    ),
    migrations.CreateModel(
        name="SessionDraft",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("session_key", models.UUIDField()),
            ("form_version", models.PositiveSmallIntegerField()),
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
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("author", "session_key"), name="one_draft_a_session")
            ],
        },
    ),
    migrations.CreateModel(
        name="Goal",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "idea_of",
                models.CharField(
                    choices=[
                        ("them", "their own idea"),
                        ("us", "we found it together"),
                        ("peer", "their peer’s idea"),
                        ("someone", "somebody else’s idea"),
                    ],
                    max_length=8,
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("suggested", "suggested"),
                        ("mine", "this is mine"),
                        ("reached", "I did this"),
                        ("let_go", "not any more"),
                        ("reworded", "said differently now"),
                    ],
                    default="suggested",
                    max_length=10,
                ),
            ),
            (
                "mine_at",
                models.DateTimeField(blank=True, help_text="When the person said it is theirs.", null=True),
            ),
            ("wanted_by", models.DateField(blank=True, help_text="Only if the person set a day.", null=True)),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "mine_recorded_by",
                models.ForeignKey(
                    blank=True,
                    help_text="Whoever wrote that yes down.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="goals",
                    to="people.supportedperson",
                ),
            ),
            (
                "said_before",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="said_now",
                    to="sessions_app.goal",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["person", "state"], name="goal_by_person")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["mine", "reached"]), _negated=True),
                        ("mine_at__isnull", False),
                        _connector="OR",
                    ),
                    name="a_goal_is_theirs_when_they_said_so",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Step",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "whose",
                models.CharField(
                    choices=[("them", "theirs"), ("us", "ours"), ("me", "mine")], default="them", max_length=8
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[("open", "to come"), ("done", "done"), ("let_go", "not any more")],
                    default="open",
                    max_length=8,
                ),
            ),
            ("done_on", models.DateField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "goal",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="steps",
                    to="sessions_app.goal",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="steps",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["person", "state"], name="step_by_person")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("done_on__isnull", False), ("state", "done")),
                        models.Q(models.Q(("state", "done"), _negated=True), ("done_on", None)),
                        _connector="OR",
                    ),
                    name="a_step_is_done_on_a_day",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Tally",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("day", models.DateField()),
            ("people", models.PositiveSmallIntegerField()),
            ("minutes", models.PositiveSmallIntegerField(help_text="Of all of them together.")),
            (
                "way",
                models.CharField(
                    blank=True,
                    choices=[
                        ("in_person", "in person"),
                        ("phone", "phone"),
                        ("video", "video"),
                        ("text", "text"),
                        ("out", "out and about"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("companionship", "Spent time together"),
                            ("emotional", "Listened and understood"),
                            ("informational", "Shared know-how"),
                            ("instrumental", "Did something practical"),
                        ],
                        max_length=14,
                    ),
                    blank=True,
                    default=list,
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
            (
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "-day"], name="tally_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("people__gte", 1), ("people__lte", 500)),
                    name="a_tally_counts_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("minutes__lte", 1440)), name="a_tally_lasts_at_most_a_day"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CheckIn",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("week", models.DateField(help_text="The Monday of its week.")),
            (
                "question",
                models.CharField(
                    choices=[
                        ("belonging", "There are people I belong with"),
                        ("hope_on", "I want to go on with something"),
                        ("hope_way", "I can see a way"),
                        ("i_can", "I can do this"),
                        ("i_decide", "I decide about my life"),
                        ("part_of_it", "I am part of it here"),
                        ("understood", "I felt understood"),
                        ("see_more", "I see more that I can do"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "answer",
                models.PositiveSmallIntegerField(
                    choices=[(0, "not yet"), (1, "a little"), (2, "some"), (3, "a lot")]
                ),
            ),
            ("shown", models.BooleanField(default=False, help_text="The person showed it to their peer.")),
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
                    related_name="check_ins",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "week"), name="one_check_in_a_week"),
                models.CheckConstraint(
                    condition=models.Q(("answer__lte", 3)), name="a_check_in_is_in_four_words"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CheckInWish",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("is_on", models.BooleanField(default=False)),
            (
                "questions",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("belonging", "There are people I belong with"),
                            ("hope_on", "I want to go on with something"),
                            ("hope_way", "I can see a way"),
                            ("i_can", "I can do this"),
                            ("i_decide", "I decide about my life"),
                            ("part_of_it", "I am part of it here"),
                            ("understood", "I felt understood"),
                            ("see_more", "I see more that I can do"),
                        ],
                        max_length=12,
                    ),
                    blank=True,
                    default=list,
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
                "person",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="check_in_wish",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Connection",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("goes_along", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("planned_on", models.DateField(blank=True, null=True)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("talked", "talked about"),
                        ("planned", "planned"),
                        ("went", "went once"),
                        ("part_of_it", "part of it"),
                        ("not_mine", "not for me"),
                    ],
                    max_length=12,
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
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="connections",
                    to="people.supportedperson",
                ),
            ),
            (
                "told_at",
                models.ForeignKey(
                    blank=True,
                    help_text="The meeting whose note it was written down with.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="connections",
                    to="sessions_app.attendance",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["person", "state"], name="connection_by_person")],
        },
    ),
    migrations.CreateModel(
        name="ConnectionStep",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("talked", "talked about"),
                        ("planned", "planned"),
                        ("went", "went once"),
                        ("part_of_it", "part of it"),
                        ("not_mine", "not for me"),
                    ],
                    max_length=12,
                ),
            ),
            ("on", models.DateField()),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "connection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="course",
                    to="sessions_app.connection",
                ),
            ),
            (
                "told_to",
                models.ForeignKey(
                    help_text="Who wrote it down.",
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "told_at",
                models.ForeignKey(
                    blank=True,
                    help_text="The meeting whose note tells this turn.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="sessions_app.attendance",
                ),
            ),
        ],
        options={
            "ordering": ["at", "id"],
        },
    ),
    migrations.CreateModel(
        name="Gathering",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("headcount", models.PositiveSmallIntegerField(help_text="Everybody who came, named or not.")),
            ("agreement_read", models.BooleanField(default=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="agency_id", owner="agency")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "session",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="gathering",
                    to="sessions_app.supportsession",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("headcount__gte", 1), ("headcount__lte", 500)),
                    name="a_gathering_is_of_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("text", None), ("agreement_read", True), _connector="OR"),
                    name="group_text_after_the_agreement",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="GoalTouched",
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
                "attendance",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="goals_touched",
                    to="sessions_app.attendance",
                ),
            ),
            (
                "goal",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="touched",
                    to="sessions_app.goal",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("attendance", "goal"), name="one_touch_a_meeting")
            ],
        },
    ),
    migrations.CreateModel(
        name="GoodbyePage",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            ("stays", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("they_take", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("peer_takes", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("way_back", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "pairing",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.pairing"
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
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
        ],
        options={
            "ordering": ["-at", "id"],
        },
    ),
    migrations.CreateModel(
        name="GroupRegular",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "added_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "group",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="regulars",
                    to="sessions_app.group",
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
            "constraints": [models.UniqueConstraint(fields=("group", "person"), name="one_regular_a_group")],
        },
    ),
    migrations.CreateModel(
        name="HelpsMe",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="helps",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PersonResponse",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("right", "That's right"),
                        ("different", "I see it differently"),
                        ("leave_out", "Please leave something out"),
                        ("words", "Add my words"),
                    ],
                    max_length=10,
                ),
            ),
            ("version", models.PositiveSmallIntegerField(help_text="Of the note, as they read it.")),
            (
                "given",
                models.CharField(
                    choices=[
                        ("own_account", "in their own space"),
                        ("peers_screen", "on the peer's screen"),
                        ("paper", "on paper"),
                        ("aloud", "said aloud"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "to_senior",
                models.BooleanField(default=False, help_text="Its words are for the senior peer supervisor."),
            ),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            ("reply_by", models.DateTimeField(help_text="When somebody should have read it.")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "note",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="responses",
                    to="sessions_app.sessionnote",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    help_text="The author.",
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
                "recorded_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "ordering": ["at", "id"],
        },
    ),
    migrations.CreateModel(
        name="AnswerTakenBack",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
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
                "response",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="taken_back",
                    to="sessions_app.personresponse",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="NoteVersion",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("number", models.PositiveSmallIntegerField()),
            (
                "fields",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=16), size=None
                ),
            ),
            ("before", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "changed_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "note",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="versions",
                    to="sessions_app.sessionnote",
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
            "ordering": ["number"],
            "constraints": [
                models.UniqueConstraint(fields=("note", "number"), name="one_version_of_a_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="PeerReply",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
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
                "response",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reply",
                    to="sessions_app.personresponse",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ResponseWords",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
            (
                "response",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="words",
                    to="sessions_app.personresponse",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SetAside",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("field", models.CharField(max_length=16)),
            ("start", models.PositiveIntegerField()),
            ("end", models.PositiveIntegerField(blank=True, null=True)),
            (
                "kept_for",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=10), blank=True, default=list, size=None
                ),
            ),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "addendum",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="sessions_app.addendum",
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
                "note",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="set_aside",
                    to="sessions_app.sessionnote",
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
            "ordering": ["field", "start"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("end", None), ("end__gt", models.F("start")), _connector="OR"),
                    name="a_passage_has_letters",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("addendum__isnull", False), ("field", "addendum")),
                        models.Q(models.Q(("field", "addendum"), _negated=True), ("addendum", None)),
                        _connector="OR",
                    ),
                    name="a_passage_of_an_addendum_names_it",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SetAsideLifted",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
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
                "passage",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="lifted",
                    to="sessions_app.setaside",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="NoteReview",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "begun"),
                        ("returned", "returned"),
                        ("answered", "answered"),
                        ("closed", "closed"),
                    ],
                    default="open",
                    max_length=8,
                ),
            ),
            ("good", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("returned_at", models.DateTimeField(blank=True, null=True)),
            ("answered_at", models.DateTimeField(blank=True, null=True)),
            ("left_because", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("closed_at", models.DateTimeField(blank=True, null=True)),
            (
                "addendum",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="sessions_app.addendum",
                ),
            ),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "note",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reviews",
                    to="sessions_app.sessionnote",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
            (
                "reviewer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "ordering": ["returned_at", "id"],
            "indexes": [
                models.Index(
                    condition=models.Q(("state", "answered")), fields=["reviewer"], name="review_answered"
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "closed"), _negated=True),
                    fields=("note", "reviewer"),
                    name="one_review_at_a_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("answered_at", None),
                            ("closed_at", None),
                            ("returned_at", None),
                            ("state", "open"),
                        ),
                        models.Q(
                            ("answered_at", None),
                            ("closed_at", None),
                            ("returned_at__isnull", False),
                            ("state", "returned"),
                        ),
                        models.Q(
                            ("answered_at__isnull", False),
                            ("closed_at", None),
                            ("returned_at__isnull", False),
                            ("state", "answered"),
                        ),
                        models.Q(
                            ("answered_at__isnull", False),
                            ("closed_at__isnull", False),
                            ("returned_at__isnull", False),
                            ("state", "closed"),
                        ),
                        _connector="OR",
                    ),
                    name="a_review_goes_step_by_step",
                ),
                models.CheckConstraint(
                    condition=models.Q(("state", "open"), ("good__isnull", False), _connector="OR"),
                    name="a_review_says_what_is_good",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("addendum", None), ("answered_at", None), ("left_because", None)),
                        models.Q(
                            ("addendum__isnull", False),
                            ("answered_at__isnull", False),
                            ("left_because", None),
                        ),
                        models.Q(
                            ("addendum", None),
                            ("answered_at__isnull", False),
                            ("left_because__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="a_review_is_answered_one_way",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ReviewComment",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "field",
                models.CharField(
                    choices=[
                        ("agenda", "What you agreed to talk about"),
                        ("text", "What you did together"),
                        ("own_words", "Their own words"),
                        ("next_step", "What's next"),
                        ("else", "Something else"),
                    ],
                    max_length=16,
                ),
            ),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
            (
                "review",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="comments",
                    to="sessions_app.notereview",
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("review", "field"), name="one_comment_a_field")],
        },
    ),
    migrations.CreateModel(
        name="WithheldPassage",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "reason",
                models.CharField(
                    choices=[("else", "It is about somebody else"), ("safety", "For somebody's safety")],
                    max_length=8,
                ),
            ),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "waits for a second person"),
                        ("agreed", "a second person agreed"),
                        ("refused", "a second person did not agree"),
                    ],
                    default="asked",
                    max_length=8,
                ),
            ),
            ("asked_at", models.DateTimeField()),
            ("decided_at", models.DateTimeField(blank=True, null=True)),
            ("why_asked_at", models.DateTimeField(blank=True, null=True)),
            ("why_answer", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("why_answered_at", models.DateTimeField(blank=True, null=True)),
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
                "decided_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "note",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="withheld",
                    to="sessions_app.sessionnote",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
                ),
            ),
            (
                "why_answered_by",
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
                models.Index(condition=models.Q(("state", "asked")), fields=["note"], name="withheld_waits")
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_at", None), ("decided_by", None), ("state", "asked")),
                        models.Q(
                            models.Q(("state", "asked"), _negated=True),
                            ("decided_at__isnull", False),
                            ("decided_by__isnull", False),
                            models.Q(("decided_by", models.F("author")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_second_person_agrees_to_withhold",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "refused"), ("text", None)),
                        models.Q(models.Q(("state", "refused"), _negated=True), ("text__isnull", False)),
                        _connector="OR",
                    ),
                    name="what_is_refused_is_gone",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("why_answer", None),
                            ("why_answered_at", None),
                            ("why_answered_by", None),
                            ("why_asked_at", None),
                        ),
                        models.Q(
                            ("state", "agreed"),
                            ("why_asked_at__isnull", False),
                            models.Q(
                                models.Q(
                                    ("why_answer", None), ("why_answered_at", None), ("why_answered_by", None)
                                ),
                                models.Q(
                                    ("why_answer__isnull", False),
                                    ("why_answered_at__isnull", False),
                                    ("why_answered_by__isnull", False),
                                ),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    name="why_is_asked_of_what_is_withheld",
                ),
            ],
        },
    ),
]

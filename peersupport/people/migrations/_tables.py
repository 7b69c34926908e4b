"""The tables of this app as 0001_squashed makes them, drawn up by Django's makemigrations."""

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
        name="PeerSpecialist",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("pronouns", models.CharField(blank=True, max_length=40)),
            (
                "languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=8), default=list, size=None
                ),
            ),
            ("has_room", models.BooleanField(default=False)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "user",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="peer",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Credential",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("title", models.CharField(max_length=120)),
            ("valid_until", models.DateField(blank=True, null=True)),
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
                    related_name="credentials",
                    to="people.peerspecialist",
                ),
            ),
            (
                "stage",
                models.CharField(
                    choices=[
                        ("training", "in training"),
                        ("initial", "certified for the first time"),
                        ("certified", "certified"),
                    ],
                    default="certified",
                    max_length=10,
                ),
            ),
            (
                "renew_ethics_hours",
                models.PositiveSmallIntegerField(
                    blank=True, help_text="Of these, hours about law, ethics and boundaries.", null=True
                ),
            ),
            (
                "renew_hours",
                models.PositiveSmallIntegerField(
                    blank=True, help_text="Hours of education that a renewal asks for.", null=True
                ),
            ),
            ("renew_years", models.PositiveSmallIntegerField(blank=True, null=True)),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SharedExperience",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            (
                "topic",
                models.CharField(
                    choices=[
                        ("was_hard", "What was hard"),
                        ("helped", "What helped"),
                        ("still_hard", "What is still hard"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "audience",
                models.CharField(
                    choices=[
                        ("choosing", "people who look for a peer"),
                        ("paired", "people I walk with"),
                        ("nobody", "nobody now"),
                    ],
                    default="nobody",
                    max_length=12,
                ),
            ),
            ("text", peersupport.core.fields.SealedTextField(holder="user_id", owner="user")),
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
                    related_name="experiences",
                    to="people.peerspecialist",
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
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SupportedPerson",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("chosen_name", models.CharField(max_length=80)),
            ("name_key", models.CharField(editable=False, max_length=160)),
            ("pronouns", models.CharField(blank=True, max_length=40)),
            ("language", models.CharField(default="en", max_length=8)),
            (
                "other_languages",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=8), blank=True, default=list, size=None
                ),
            ),
            (
                "confirm_by",
                models.DateField(
                    blank=True, help_text="A peer added them; the office confirms by then.", null=True
                ),
            ),
            ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ("died_on", models.DateField(blank=True, null=True)),
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
                "also_staff",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
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
                "program",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.program"
                ),
            ),
            (
                "user",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="person",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "erased_at",
                models.DateTimeField(blank=True, help_text="No key opens their words since then.", null=True),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["agency", "name_key", "id"], name="person_by_name")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("confirmed_at", None), ("confirmed_by", None)),
                        models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_person_is_confirmed_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("chosen_name", ""), _negated=True), name="a_person_has_a_name"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PersonGrant",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("audience", models.CharField(max_length=12)),
            (
                "contents",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=12), size=None
                ),
            ),
            ("reason", models.CharField(max_length=200)),
            ("starts_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ("told_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "confirmed_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "granted_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "permission",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="auth.permission"
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "content_object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="grants",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["user", "ends_at"], name="grant_by_user")],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("revoked_at", None)),
                    fields=("user", "content_object", "audience"),
                    name="one_grant_for_two",
                ),
                models.CheckConstraint(
                    condition=models.Q(("granted_by", models.F("user")), _negated=True),
                    name="nobody_grants_themselves",
                ),
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="grant_ends_after_it_starts",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Pairing",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
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
            ("offered_at", models.DateTimeField()),
            ("peer_yes_at", models.DateTimeField(blank=True, null=True)),
            ("person_yes_at", models.DateTimeField(blank=True, null=True)),
            ("paused_at", models.DateTimeField(blank=True, null=True)),
            (
                "end_reason",
                models.CharField(
                    blank=True,
                    choices=[
                        ("goodbye", "said goodbye for now"),
                        ("other_peer", "goes on with another peer"),
                        ("died", "died"),
                        ("erased", "wished to be deleted"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "opens_at",
                models.DateTimeField(
                    blank=True, help_text="Narrative stays closed to a cover before.", null=True
                ),
            ),
            (
                "rhythm",
                models.CharField(
                    blank=True,
                    choices=[
                        ("weekly", "about weekly"),
                        ("fortnightly", "about every two weeks"),
                        ("monthly", "about monthly"),
                        ("when_i_call", "when they call"),
                    ],
                    max_length=12,
                ),
            ),
            ("last_note_at", models.DateTimeField(blank=True, editable=False, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "offered_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "person_yes_recorded_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "covers_for",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pairings",
                    to="people.peerspecialist",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pairings",
                    to="people.supportedperson",
                ),
            ),
            (
                "back_asked_at",
                models.DateTimeField(
                    blank=True, help_text="The person asked to come back after a goodbye.", null=True
                ),
            ),
            (
                "confirm_by",
                models.DateField(
                    blank=True,
                    help_text="The peer wrote that they are back; the office confirms by then.",
                    null=True,
                ),
            ),
            (
                "walked_until",
                models.DateField(
                    blank=True,
                    editable=False,
                    help_text="The last day of the walk before; stays while they choose each other again.",
                    null=True,
                ),
            ),
            (
                "not_now_at",
                models.DateTimeField(
                    blank=True,
                    help_text="The peer's answer to a wish, until the person has read it.",
                    null=True,
                ),
            ),
            (
                "not_now_words",
                models.CharField(
                    blank=True,
                    choices=[
                        ("full", "My days are full at the moment."),
                        ("other_road", "Somebody else here may have walked a road more like yours."),
                        ("later", "Ask me again in a while, if you like."),
                        ("thanks", "Thank you for thinking of me."),
                    ],
                    max_length=10,
                ),
            ),
            (
                "paused_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "rests_until",
                models.DateField(
                    blank=True,
                    help_text='One of the two said "not now": the office asks again from this day on.',
                    null=True,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["peer", "person"], name="pairing_by_peer"),
                models.Index(fields=["person", "peer"], name="pairing_by_person"),
                models.Index(
                    condition=models.Q(("last_note_at__isnull", False)),
                    fields=["peer", "-last_note_at"],
                    include=("person",),
                    name="pairing_newest_note",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("peer", "person"), name="one_pairing_row_for_two"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="pairing_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ["active", "paused", "ended"]), _negated=True),
                        models.Q(("peer_yes_at__isnull", False), ("person_yes_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="pairing_starts_when_both_said_yes",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at__isnull", False), ("state", "ended")),
                        models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at", None)),
                        _connector="OR",
                    ),
                    name="pairing_ended_at_iff_ended",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("paused_at__isnull", False), ("state", "paused")),
                        models.Q(models.Q(("state", "paused"), _negated=True), ("paused_at", None)),
                        _connector="OR",
                    ),
                    name="pairing_paused_at_iff_paused",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LeaveOut",
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
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="leave_out",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ContactDetails",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("phone", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("email", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("address", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("safe_hours", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("other_way", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            ("phone_index", models.CharField(blank=True, db_index=True, max_length=64)),
            ("email_index", models.CharField(blank=True, db_index=True, max_length=64)),
            ("may_text", models.BooleanField(default=False)),
            ("may_call", models.BooleanField(default=False)),
            ("may_email", models.BooleanField(default=False)),
            ("may_write", models.BooleanField(default=False)),
            ("phone_is_shared", models.BooleanField(default=False)),
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
                    related_name="contact",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="BlockedStaff",
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
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="blocks",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["user", "person"], name="block_by_user")],
            "constraints": [models.UniqueConstraint(fields=("person", "user"), name="one_block_for_two")],
        },
    ),
    migrations.CreateModel(
        name="AboutMe",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "audience",
                models.CharField(
                    choices=[("paired", "my peer"), ("nobody", "only me")], default="nobody", max_length=8
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
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="about_me",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SupervisionLink",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "kind",
                models.CharField(
                    choices=[("clinical", "clinical supervisor"), ("senior", "senior peer supervisor")],
                    max_length=8,
                ),
            ),
            ("opens_at", models.DateTimeField()),
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
                "covers_for",
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
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="links",
                    to="people.peerspecialist",
                ),
            ),
            (
                "supervisor",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="links",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["supervisor", "kind", "peer"], name="link_by_supervisor"),
                models.Index(fields=["peer", "kind", "supervisor"], name="link_by_peer"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None), ("ends_on", None)),
                    fields=("peer", "supervisor", "kind"),
                    name="one_link_in_force",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="link_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(("made_by", models.F("supervisor")), _negated=True),
                    name="nobody_links_themselves",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="News",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("at", models.DateTimeField(default=peersupport.core.clock.now)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("started", "Started"),
                        ("back", "Back"),
                        ("ended", "Ended"),
                        ("cover", "Cover"),
                        ("cover_ended", "Cover Ended"),
                        ("linked", "Linked"),
                        ("link_ended", "Link Ended"),
                        ("let_in", "Let In"),
                        ("let_out", "Let Out"),
                        ("kept_away", "Kept Away"),
                        ("comes_back", "Comes Back"),
                        ("agreed", "Agreed"),
                        ("taken_back", "Taken Back"),
                        ("one_back", "One Back"),
                        ("proposed", "Proposed"),
                        ("promise", "Promise"),
                        ("promise_less", "Promise Less"),
                        ("promise_said", "Promise Said"),
                        ("level", "Level"),
                        ("space", "Space"),
                        ("on_list", "On List"),
                        ("off_list", "Off List"),
                        ("allowed_out", "Allowed Out"),
                        ("not_out", "Not Out"),
                        ("went_out", "Went Out"),
                        ("note_asked", "Note Asked"),
                        ("withheld", "Withheld"),
                        ("why_told", "Why Told"),
                    ],
                    max_length=12,
                ),
            ),
            (
                "opens_at",
                models.DateTimeField(
                    blank=True, help_text="What was agreed opens to them from then on, not before.", null=True
                ),
            ),
            ("seen_at", models.DateTimeField(blank=True, null=True)),
            (
                "about",
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
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="news",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["person", "-at", "-id"], name="news_by_person"),
                models.Index(condition=models.Q(("seen_at", None)), fields=["person"], name="news_not_seen"),
            ],
        },
    ),
    migrations.CreateModel(
        name="ProposedLink",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                "covers_for",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "link",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.supervisionlink",
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.peerspecialist"
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
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("answered_at", None)),
                    fields=("peer", "supervisor", "kind"),
                    name="one_open_proposal",
                ),
                models.CheckConstraint(
                    condition=models.Q(("asked_by", models.F("supervisor")), _negated=True),
                    name="nobody_proposes_themselves",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at", None), ("answered_by", None), ("link", None)),
                        models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_proposal_is_answered_by_somebody",
                ),
                models.CheckConstraint(
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
            ],
        },
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
                "covers_for",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="people.supervisionlink",
                ),
            ),
            (
                "supervisor",
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
                "covers_for",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "offered_by",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "peer",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="people.pairing",
                ),
            ),
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
                    to="people.persongrant",
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
        name="AskedGrant",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("audience", models.CharField(max_length=12)),
            (
                "contents",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=12), size=None
                ),
            ),
            ("reason", models.CharField(max_length=200)),
            ("ends_on", models.DateField()),
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
                "grant",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="people.persongrant",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.supportedperson"
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
                    condition=models.Q(("answered_at", None)),
                    fields=("person", "user"),
                    name="one_open_question_to_let_in",
                ),
                models.CheckConstraint(
                    condition=models.Q(("asked_by", models.F("user")), _negated=True),
                    name="nobody_asks_to_be_let_in",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answered_at", None), ("answered_by", None), ("grant", None)),
                        models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="to_let_in_is_answered_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("grant", None),
                        models.Q(
                            models.Q(("asked_by", models.F("answered_by")), _negated=True),
                            models.Q(("user", models.F("answered_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_second_colleague_lets_in",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PersonWord",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("text", peersupport.core.fields.SealedTextField(holder="person_id", owner="person")),
            (
                "use",
                models.CharField(
                    choices=[("mine", "I use it for myself"), ("never", "I never want to read it")],
                    max_length=8,
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
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="words",
                    to="people.supportedperson",
                ),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Erasure",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("asked_at", models.DateTimeField(default=peersupport.core.clock.now)),
            ("answer_by", models.DateField(help_text="Until then the person has an answer.")),
            ("prepared_at", models.DateTimeField(blank=True, null=True)),
            ("erased_at", models.DateTimeField(blank=True, null=True)),
            (
                "witness",
                models.CharField(
                    blank=True, help_text="Somebody from outside, in a house of one.", max_length=120
                ),
            ),
            ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            (
                "agency",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
            (
                "erased_by",
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
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="erasures",
                    to="people.supportedperson",
                ),
            ),
            (
                "prepared_by",
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
                models.UniqueConstraint(
                    condition=models.Q(("erased_at", None), ("taken_back_at", None)),
                    fields=("person",),
                    name="one_open_wish_to_be_deleted",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("prepared_at", None), ("prepared_by", None)),
                        models.Q(("prepared_at__isnull", False), ("prepared_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_deletion_is_prepared_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("erased_at", None), ("erased_by", None)),
                        models.Q(
                            ("erased_at__isnull", False),
                            ("erased_by__isnull", False),
                            ("prepared_at__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="a_deletion_takes_two_steps",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("erased_by", None),
                        models.Q(("prepared_by", models.F("erased_by")), _negated=True),
                        models.Q(("witness", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="a_second_one_deletes_or_a_witness_is_there",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LegalHold",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("reason", models.CharField(max_length=200)),
            ("until", models.DateField()),
            ("set_at", models.DateTimeField(default=peersupport.core.clock.now)),
            ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ("lifted_at", models.DateTimeField(blank=True, null=True)),
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
                "lifted_by",
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
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="holds",
                    to="people.supportedperson",
                ),
            ),
            (
                "set_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("confirmed_at", None), ("confirmed_by", None)),
                        models.Q(
                            ("confirmed_at__isnull", False),
                            ("confirmed_by__isnull", False),
                            models.Q(("confirmed_by", models.F("set_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="a_hold_is_confirmed_by_a_second_one",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("lifted_at", None), ("lifted_by", None)),
                        models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="a_hold_is_lifted_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DecidesOn",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
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
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="deciders",
                    to="people.peerspecialist",
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
            "indexes": [models.Index(fields=["peer", "user"], name="decides_on_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="deciding_ends_after_it_starts",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None), ("ends_on", None)),
                    fields=("peer", "user"),
                    name="one_open_deciding_for_two",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DecidesOnEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                "peer",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="people.decideson",
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
        name="LinkException",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("one_link", "one supervisor is enough"),
                        ("both_rooms", "one colleague is both supervisors"),
                        (
                            "decides",
                            "the senior peer supervisor also decides about pay, contract or discipline",
                        ),
                    ],
                    max_length=10,
                ),
            ),
            ("reason", models.CharField(max_length=200)),
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
                "peer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="link_exceptions",
                    to="people.peerspecialist",
                ),
            ),
            (
                "supervisor",
                models.ForeignKey(
                    blank=True,
                    help_text="Whom it is for. Nobody where one link is enough.",
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "indexes": [models.Index(fields=["peer", "kind"], name="exception_by_peer")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="exception_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on__isnull", False),
                        (
                            "ends_on__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("starts_on"), "+", models.Value(datetime.timedelta(days=180))
                            ),
                        ),
                    ),
                    name="an_exception_ends_within_180_days",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "one_link"), ("supervisor", None)),
                        models.Q(("kind__in", ["both_rooms", "decides"]), ("supervisor__isnull", False)),
                        _connector="OR",
                    ),
                    name="an_exception_is_for_somebody_where_it_names_two_tasks",
                ),
                models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True), name="an_exception_has_a_reason"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("supervisor", None),
                        models.Q(("made_by", models.F("supervisor")), _negated=True),
                        _connector="OR",
                    ),
                    name="nobody_makes_an_exception_for_themselves",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LinkExceptionEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            ("pgh_context", pghistory.utils.JSONField(null=True)),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("one_link", "one supervisor is enough"),
                        ("both_rooms", "one colleague is both supervisors"),
                        (
                            "decides",
                            "the senior peer supervisor also decides about pay, contract or discipline",
                        ),
                    ],
                    max_length=10,
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
                "peer",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="people.peerspecialist",
                ),
            ),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="people.linkexception",
                ),
            ),
            (
                "supervisor",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    help_text="Whom it is for. Nobody where one link is enough.",
                    null=True,
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
        name="SupervisorLeave",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("created_at", models.DateTimeField(default=peersupport.core.clock.now, editable=False)),
            ("starts_on", models.DateField()),
            ("ends_on", models.DateField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
            (
                "kind",
                models.CharField(
                    choices=[("clinical", "clinical supervisor"), ("senior", "senior peer supervisor")],
                    max_length=8,
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
                "stands_in",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                    ),
                    name="leave_ends_after_it_starts",
                ),
                models.CheckConstraint(
                    condition=models.Q(("ends_on__isnull", False)), name="leave_has_a_last_day"
                ),
                models.CheckConstraint(
                    condition=models.Q(("supervisor", models.F("stands_in")), _negated=True),
                    name="nobody_stands_in_for_themselves",
                ),
                models.CheckConstraint(
                    condition=models.Q(("made_by", models.F("stands_in")), _negated=True),
                    name="nobody_makes_themselves_stand_in",
                ),
            ],
        },
    ),
]

TRIGGERS = [
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
    pgtrigger.migrations.AddTrigger(
        model_name="decideson",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "people_decidesonevent" ("agency_id", "ended_at", "ends_on", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                hash="1447d32b063de6e014cd055604b99e23d89ed739",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_d34e4",
                table="people_decideson",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="decideson",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."peer_id" IS DISTINCT FROM (NEW."peer_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                func='INSERT INTO "people_decidesonevent" ("agency_id", "ended_at", "ends_on", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                hash="49bafc21db538afab65dc469030e6e8d860996b7",
                operation="UPDATE",
                pgid="pgtrigger_update_update_1387c",
                table="people_decideson",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="linkexception",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='INSERT INTO "people_linkexceptionevent" ("agency_id", "ended_at", "ends_on", "kind", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", NEW."kind", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."starts_on", NEW."supervisor_id"); RETURN NULL;',
                hash="9edfdac59cb3b161b2762b0ada4c1ba153d19ce3",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c8ac7",
                table="people_linkexception",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="linkexception",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."peer_id" IS DISTINCT FROM (NEW."peer_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."supervisor_id" IS DISTINCT FROM (NEW."supervisor_id"))',
                func='INSERT INTO "people_linkexceptionevent" ("agency_id", "ended_at", "ends_on", "kind", "peer_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_id") VALUES (NEW."agency_id", NEW."ended_at", NEW."ends_on", NEW."kind", NEW."peer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."starts_on", NEW."supervisor_id"); RETURN NULL;',
                hash="6d2e17e63647896b27d15dd3da0fdc6426c74742",
                operation="UPDATE",
                pgid="pgtrigger_update_update_34249",
                table="people_linkexception",
                when="AFTER",
            ),
        ),
    ),
]

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
import peersupport.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_part2"),
        ("consent", "0011_policy_studio"),
        ("people", "0010_news_of_going_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        choices=[
                            ("typed", "typed their name"),
                            ("spoken", "said it, with somebody else there"),
                        ],
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.supportedperson",
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
            ],
        ),
        migrations.CreateModel(
            name="AskedDisclosure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.supportedperson",
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
                            _connector="OR",
                        ),
                        name="a_second_person_lets_it_go_out",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["person", "-signed_at"], name="release_by_person"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", False), ("until_event__isnull", False), _connector="OR"
                ),
                name="a_release_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("kinds__len__gt", 0)), name="a_release_names_what_goes_out"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_release_is_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part2", False),
                    models.Q(("kinds__contains", ["note"]), _negated=True),
                    models.Q(("apart", "notes"), ("kinds", ["note"])),
                    _connector="OR",
                ),
                name="notes_under_part_2_stand_apart",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["person", "-at"], name="disclosure_by_person"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis__in", ["release", "own", "limit"]), ("confirmed_by", None)),
                    models.Q(
                        models.Q(("basis__in", ["release", "own", "limit"]), _negated=True),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="the_laws_grounds_take_two",
            ),
        ),
    ]

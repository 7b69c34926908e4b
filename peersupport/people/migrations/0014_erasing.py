import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
from peersupport.core.operations import AgencyKeys

USER = "accounts_user"


class Migration(migrations.Migration):
    """Somebody can be deleted; a legal hold stands against it for a while."""

    dependencies = [
        ("accounts", "0005_part2"),
        ("people", "0013_news_of_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="supportedperson",
            name="erased_at",
            field=models.DateTimeField(
                blank=True, help_text="No key opens their words since then.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="pairing",
            name="end_reason",
            field=models.CharField(
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
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
        AgencyKeys(
            {
                "people_erasure": {
                    "person_id": "people_supportedperson",
                    "asked_by_id": USER,
                    "prepared_by_id": USER,
                    "erased_by_id": USER,
                },
                "people_legalhold": {
                    "person_id": "people_supportedperson",
                    "set_by_id": USER,
                    "confirmed_by_id": USER,
                    "lifted_by_id": USER,
                },
            }
        ),
    ]

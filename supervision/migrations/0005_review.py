import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock
from peersupport.core.operations import AgencyKeys, AppendOnly

USER = "accounts_user"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_part2"),
        ("people", "0015_stages"),
        ("sessions_app", "0014_erased"),
        ("supervision", "0004_pulses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HoldDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.supportedperson",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoldUndone",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="holddecision",
            index=models.Index(fields=["attendance"], name="hold_by_attendance"),
        ),
        migrations.AddIndex(
            model_name="holddecision",
            index=models.Index(fields=["act"], name="hold_by_act"),
        ),
        migrations.AddConstraint(
            model_name="holddecision",
            constraint=models.UniqueConstraint(
                fields=("act", "attendance", "code"), name="one_decision_a_hold_at_once"
            ),
        ),
        AgencyKeys(
            {
                "supervision_holddecision": {
                    "attendance_id": "sessions_app_attendance",
                    "person_id": "people_supportedperson",
                    "peer_id": "people_peerspecialist",
                    "supervisor_id": USER,
                },
                "supervision_holdundone": {
                    "decision_id": "supervision_holddecision",
                    "supervisor_id": USER,
                },
            }
        ),
        AppendOnly("supervision_holddecision", "supervision_holdundone"),
    ]

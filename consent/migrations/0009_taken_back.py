import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peersupport.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_staff_invitations_and_history"),
        ("consent", "0008_seals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChoiceTakenBack",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
    ]

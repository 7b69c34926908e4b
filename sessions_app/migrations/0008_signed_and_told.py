import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import peersupport.core.fields
from peersupport.core.operations import AgencyKeys


class Migration(migrations.Migration):
    dependencies = [
        ("sessions_app", "0007_series_undo"),
    ]

    operations = [
        migrations.AddField(
            model_name="connectionstep",
            name="told_at",
            field=models.ForeignKey(
                blank=True,
                help_text="The meeting whose note tells this turn.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sessions_app.attendance",
            ),
        ),
        migrations.AddField(
            model_name="sessionnote",
            name="kinds",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="sessionnote",
            name="place",
            field=models.CharField(
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
        migrations.AddField(
            model_name="sessionnote",
            name="their_signature",
            field=peersupport.core.fields.SealedTextField(holder="person_id", owner="person"),
        ),
        migrations.AddField(
            model_name="sessionnote",
            name="their_signature_by",
            field=models.CharField(
                blank=True,
                choices=[("them", "written by them"), ("typed_for_them", "said and typed by me")],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="sessionnote",
            name="way",
            field=models.CharField(
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
        AgencyKeys({"sessions_app_connectionstep": {"told_at_id": "sessions_app_attendance"}}),
    ]

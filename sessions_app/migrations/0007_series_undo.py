from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sessions_app", "0006_groups_unnamed"),
    ]

    operations = [
        migrations.AddField(
            model_name="sessionseries",
            name="took_over",
            field=models.JSONField(
                editable=False,
                help_text="What this one changed, for as long as that can be undone.",
                null=True,
            ),
        ),
    ]

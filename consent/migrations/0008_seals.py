from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0007_baseline"),
    ]

    operations = [
        migrations.AddField(
            model_name="consentrecord",
            name="promise",
            field=models.CharField(
                default="",
                editable=False,
                help_text="Fingerprint of the promise as it lay on the table.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="consentrecord",
            name="seal",
            field=models.CharField(
                default="",
                editable=False,
                help_text="Fingerprint of this answer; it stands in the ledger.",
                max_length=64,
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0003_ways_that_ended"),
    ]

    operations = [
        migrations.AddField(
            model_name="route",
            name="device",
            field=models.CharField(
                blank=True, help_text="Of a device: its browser and its kind.", max_length=60
            ),
        ),
        migrations.AlterField(
            model_name="route",
            name="channel",
            field=models.CharField(
                choices=[
                    ("inbox", "here"),
                    ("email", "by e-mail"),
                    ("sms", "by text message"),
                    ("push", "on a device"),
                ],
                max_length=8,
            ),
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0005_week"),
    ]

    operations = [
        migrations.RemoveField(model_name="route", name="time_zone"),
    ]

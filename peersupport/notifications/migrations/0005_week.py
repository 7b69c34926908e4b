from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_devices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("concern", "Somebody's safety: you are on call"),
                    ("concern_course", "What became of it"),
                    ("way_lost", "A way to reach somebody that does not work any more"),
                    ("not_sent", "A message that could not be sent"),
                    ("meeting", "A meeting that comes up"),
                    ("missing_note", "A meeting of which nobody said yet what became"),
                    ("draft", "Something you began to write"),
                    ("answer", "Something to read"),
                    ("supervision", "A supervision meeting that is due"),
                    ("off_role", "An answer that the office promised"),
                    ("credential", "Certificates, learning, and the five taps of the month"),
                    ("agreement", "An agreement to talk over when you meet next"),
                    ("repair", "Something to talk through together"),
                    ("rhythm", "Somebody you have not met for a while"),
                    ("digest", "Your week in a few lines"),
                    ("gap", "Hours in which nobody is on call"),
                    ("try", "A try"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="preference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("concern", "Somebody's safety: you are on call"),
                    ("concern_course", "What became of it"),
                    ("way_lost", "A way to reach somebody that does not work any more"),
                    ("not_sent", "A message that could not be sent"),
                    ("meeting", "A meeting that comes up"),
                    ("missing_note", "A meeting of which nobody said yet what became"),
                    ("draft", "Something you began to write"),
                    ("answer", "Something to read"),
                    ("supervision", "A supervision meeting that is due"),
                    ("off_role", "An answer that the office promised"),
                    ("credential", "Certificates, learning, and the five taps of the month"),
                    ("agreement", "An agreement to talk over when you meet next"),
                    ("repair", "Something to talk through together"),
                    ("rhythm", "Somebody you have not met for a while"),
                    ("digest", "Your week in a few lines"),
                    ("gap", "Hours in which nobody is on call"),
                    ("try", "A try"),
                ],
                max_length=20,
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_baseline_of_access"),
    ]

    operations = [
        migrations.AlterField(
            model_name="news",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "Started"),
                    ("back", "Back"),
                    ("ended", "Ended"),
                    ("cover", "Cover"),
                    ("cover_ended", "Cover Ended"),
                    ("linked", "Linked"),
                    ("link_ended", "Link Ended"),
                    ("let_in", "Let In"),
                    ("let_out", "Let Out"),
                    ("kept_away", "Kept Away"),
                    ("comes_back", "Comes Back"),
                    ("agreed", "Agreed"),
                    ("taken_back", "Taken Back"),
                    ("one_back", "One Back"),
                    ("proposed", "Proposed"),
                    ("promise", "Promise"),
                    ("promise_less", "Promise Less"),
                    ("promise_said", "Promise Said"),
                    ("level", "Level"),
                    ("space", "Space"),
                    ("on_list", "On List"),
                    ("off_list", "Off List"),
                ],
                max_length=12,
            ),
        ),
    ]

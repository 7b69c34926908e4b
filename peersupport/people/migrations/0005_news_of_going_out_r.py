from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_links_and_history"),
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
                    ("promise", "Promise"),
                    ("level", "Level"),
                    ("space", "Space"),
                    ("allowed_out", "Allowed Out"),
                    ("not_out", "Not Out"),
                    ("went_out", "Went Out"),
                ],
                max_length=12,
            ),
        ),
    ]

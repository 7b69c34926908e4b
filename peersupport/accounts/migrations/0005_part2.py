import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_baseline"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="update_update",
        ),
        migrations.AddField(
            model_name="program",
            name="part2",
            field=models.BooleanField(
                default=False,
                help_text="42 CFR Part 2 holds for this program. Said by the agency, never assumed.",
            ),
        ),
        migrations.AddField(
            model_name="programevent",
            name="part2",
            field=models.BooleanField(
                default=False,
                help_text="42 CFR Part 2 holds for this program. Said by the agency, never assumed.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_programevent" ("agency_id", "closed_on", "level", "names", "part2", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervision_model", "time_zone") VALUES (NEW."agency_id", NEW."closed_on", NEW."level", NEW."names", NEW."part2", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'insert\', NEW."id", NEW."supervision_model", NEW."time_zone"); RETURN NULL;',
                    hash="c7d54fca860225d44b9e21118bb3a72eaedd55c5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_566eb",
                    table="accounts_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."part2" IS DISTINCT FROM (NEW."part2") OR OLD."supervision_model" IS DISTINCT FROM (NEW."supervision_model") OR OLD."time_zone" IS DISTINCT FROM (NEW."time_zone"))',
                    func='INSERT INTO "accounts_programevent" ("agency_id", "closed_on", "level", "names", "part2", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "supervision_model", "time_zone") VALUES (NEW."agency_id", NEW."closed_on", NEW."level", NEW."names", NEW."part2", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, history_moment(), \'update\', NEW."id", NEW."supervision_model", NEW."time_zone"); RETURN NULL;',
                    hash="b100ae300e1290a67e5ae8fe34d89c39a4dab248",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1773d",
                    table="accounts_program",
                    when="AFTER",
                ),
            ),
        ),
    ]

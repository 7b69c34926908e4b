from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON, NOTE = "accounts_user", "people_supportedperson", "sessions_app_sessionnote"
BACK = """
DROP TRIGGER sessions_app_withheldpassage_is_sealed ON sessions_app_withheldpassage;
DROP FUNCTION withheld_passage_is_sealed();
DROP TRIGGER sessions_app_reviewcomment_is_frozen ON sessions_app_reviewcomment;
DROP FUNCTION review_comment_is_frozen();
DROP TRIGGER sessions_app_notereview_is_sealed ON sessions_app_notereview;
DROP FUNCTION review_is_sealed();
"""


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0012_reviews")]

    operations = [
        AgencyKeys(
            {
                "sessions_app_notereview": {
                    "note_id": NOTE,
                    "person_id": PERSON,
                    "reviewer_id": USER,
                    "addendum_id": "sessions_app_addendum",
                },
                "sessions_app_reviewcomment": {
                    "review_id": "sessions_app_notereview",
                    "person_id": PERSON,
                },
                "sessions_app_withheldpassage": {
                    "note_id": NOTE,
                    "person_id": PERSON,
                    "author_id": USER,
                    "decided_by_id": USER,
                    "why_answered_by_id": USER,
                },
            }
        ),
        migrations.RunSQL(sql_file(SQL / "reviews.sql"), BACK),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON = "accounts_user", "people_supportedperson"
NOTE, RESPONSE = "sessions_app_sessionnote", "sessions_app_personresponse"


class Migration(migrations.Migration):
    """A note is first ready to be read, then finished; beside it stands what the person answers."""

    dependencies = [("sessions_app", "0010_two_voices"), ("consent", "0019_ready_and_delay")]

    operations = [
        AgencyKeys(
            {
                "sessions_app_noteversion": {"note_id": NOTE, "person_id": PERSON, "changed_by_id": USER},
                RESPONSE: {
                    "note_id": NOTE,
                    "person_id": PERSON,
                    "peer_id": "people_peerspecialist",
                    "recorded_by_id": USER,
                },
                "sessions_app_responsewords": {"response_id": RESPONSE, "person_id": PERSON},
                "sessions_app_answertakenback": {"response_id": RESPONSE, "by_id": USER},
                "sessions_app_peerreply": {"response_id": RESPONSE, "person_id": PERSON, "author_id": USER},
                "sessions_app_setaside": {
                    "note_id": NOTE,
                    "person_id": PERSON,
                    "addendum_id": "sessions_app_addendum",
                    "by_id": USER,
                },
                "sessions_app_setasidelifted": {"passage_id": "sessions_app_setaside", "by_id": USER},
            }
        ),
        AppendOnly(
            "sessions_app_noteversion",
            RESPONSE,
            "sessions_app_answertakenback",
            "sessions_app_peerreply",
            "sessions_app_setaside",
            "sessions_app_setasidelifted",
        ),
        migrations.RunSQL(sql_file(SQL / "finished_before.sql"), migrations.RunSQL.noop),
        migrations.RunSQL(
            sql_file(SQL / "ready.sql"),
            f"DROP TRIGGER {NOTE}_is_frozen ON {NOTE}; DROP FUNCTION finished_note_stays(); "
            f"CREATE TRIGGER {NOTE}_is_frozen BEFORE UPDATE OR DELETE ON {NOTE} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change();",
        ),
        migrations.RunSQL(
            sql_file(SQL / "answers.sql"),
            "DROP TRIGGER sessions_app_responsewords_stay ON sessions_app_responsewords; "
            "DROP FUNCTION words_of_an_answer_stay(); DROP FUNCTION answers_waiting();",
        ),
        migrations.RunSQL(sql_file(SQL / "pages.sql"), migrations.RunSQL.noop),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"
PEER, PERSON, SESSION = "people_peerspecialist", "people_supportedperson", "sessions_app_supportsession"


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0001_initial"), ("consent", "0003_rules")]

    operations = [
        AgencyKeys(
            {
                SESSION: {"peer_id": PEER, "program_id": "accounts_program"},
                "sessions_app_attendance": {"session_id": SESSION, "person_id": PERSON, "peer_id": PEER},
                "sessions_app_sessiondraft": {"author_id": "accounts_user", "person_id": PERSON},
                "sessions_app_sessionnote": {
                    "attendance_id": "sessions_app_attendance",
                    "session_id": SESSION,
                    "person_id": PERSON,
                    "peer_id": PEER,
                },
                "sessions_app_addendum": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "author_id": "accounts_user",
                },
            }
        ),
        migrations.RunSQL(
            sql_file(SQL / "frozen.sql"),
            "DROP TRIGGER sessions_app_sessionnote_is_frozen ON sessions_app_sessionnote; "
            "DROP TRIGGER sessions_app_addendum_is_frozen ON sessions_app_addendum;",
        ),
        migrations.RunSQL(
            sql_file(SQL / "goodbye.sql"),
            "DROP TRIGGER people_pairing_calls_off_what_was_planned ON people_pairing; "
            "DROP FUNCTION goodbye_calls_off_what_was_planned();",
        ),
        migrations.RunSQL(
            sql_file(SQL / "pages.sql"),
            "DROP FUNCTION session_names(uuid[]); DROP FUNCTION note_page(int, timestamptz, uuid); "
            "DROP FUNCTION session_one(uuid); "
            "DROP FUNCTION note_page_by_key(standing, int, timestamptz, uuid); "
            "DROP FUNCTION session_page(int, timestamptz, uuid, text, uuid, uuid, uuid); "
            "DROP FUNCTION session_opens(standing, uuid); "
            "DROP FUNCTION person_page(standing, uuid, int, timestamptz, uuid, text, uuid, uuid);",
        ),
    ]

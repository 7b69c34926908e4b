from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, Tables, sql_file
from sessions_app.migrations._tables import MODELS

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON, PEER, PROGRAM = (
    "accounts_user",
    "people_supportedperson",
    "people_peerspecialist",
    "accounts_program",
)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("sessions_app", "0001_initial"),
        ("sessions_app", "0002_rules"),
        ("sessions_app", "0003_whole_sessions"),
        ("sessions_app", "0004_whole_rules"),
        ("sessions_app", "0005_first_page_indexes"),
        ("sessions_app", "0006_groups_unnamed"),
        ("sessions_app", "0007_series_undo"),
        ("sessions_app", "0008_signed_and_told"),
        ("sessions_app", "0009_names_after_death"),
        ("sessions_app", "0010_two_voices"),
        ("sessions_app", "0011_two_voices_rules"),
        ("sessions_app", "0012_reviews"),
        ("sessions_app", "0013_review_rules"),
        ("sessions_app", "0014_erased"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("consent", "0001_squashed"),
        ("core", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS),
        AgencyKeys(
            {
                "sessions_app_supportsession": {
                    "peer_id": PEER,
                    "program_id": PROGRAM,
                    "group_id": "sessions_app_group",
                    "series_id": "sessions_app_sessionseries",
                },
                "sessions_app_attendance": {
                    "session_id": "sessions_app_supportsession",
                    "person_id": PERSON,
                    "peer_id": PEER,
                },
                "sessions_app_sessiondraft": {"author_id": USER, "person_id": PERSON},
                "sessions_app_sessionnote": {
                    "attendance_id": "sessions_app_attendance",
                    "session_id": "sessions_app_supportsession",
                    "person_id": PERSON,
                    "peer_id": PEER,
                },
                "sessions_app_addendum": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "author_id": USER,
                },
                "sessions_app_group": {"program_id": PROGRAM, "lead_id": PEER, "started_by_id": USER},
                "sessions_app_groupregular": {
                    "group_id": "sessions_app_group",
                    "person_id": PERSON,
                    "added_by_id": USER,
                },
                "sessions_app_tally": {"program_id": PROGRAM, "peer_id": PEER},
                "sessions_app_sessionseries": {
                    "peer_id": PEER,
                    "person_id": PERSON,
                    "group_id": "sessions_app_group",
                    "program_id": PROGRAM,
                },
                "sessions_app_gathering": {"session_id": "sessions_app_supportsession"},
                "sessions_app_goal": {
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "mine_recorded_by_id": USER,
                    "said_before_id": "sessions_app_goal",
                },
                "sessions_app_step": {"person_id": PERSON, "peer_id": PEER, "goal_id": "sessions_app_goal"},
                "sessions_app_helpsme": {"person_id": PERSON, "peer_id": PEER},
                "sessions_app_goaltouched": {
                    "attendance_id": "sessions_app_attendance",
                    "goal_id": "sessions_app_goal",
                },
                "sessions_app_connection": {
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "told_at_id": "sessions_app_attendance",
                },
                "sessions_app_connectionstep": {
                    "connection_id": "sessions_app_connection",
                    "told_to_id": USER,
                    "told_at_id": "sessions_app_attendance",
                },
                "sessions_app_goodbyepage": {
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "pairing_id": "people_pairing",
                },
                "sessions_app_checkinwish": {"person_id": PERSON},
                "sessions_app_checkin": {"person_id": PERSON},
                "sessions_app_noteversion": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "changed_by_id": USER,
                },
                "sessions_app_personresponse": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "recorded_by_id": USER,
                },
                "sessions_app_responsewords": {
                    "response_id": "sessions_app_personresponse",
                    "person_id": PERSON,
                },
                "sessions_app_answertakenback": {"response_id": "sessions_app_personresponse", "by_id": USER},
                "sessions_app_peerreply": {
                    "response_id": "sessions_app_personresponse",
                    "person_id": PERSON,
                    "author_id": USER,
                },
                "sessions_app_setaside": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "addendum_id": "sessions_app_addendum",
                    "by_id": USER,
                },
                "sessions_app_setasidelifted": {"passage_id": "sessions_app_setaside", "by_id": USER},
                "sessions_app_notereview": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "reviewer_id": USER,
                    "addendum_id": "sessions_app_addendum",
                },
                "sessions_app_reviewcomment": {"review_id": "sessions_app_notereview", "person_id": PERSON},
                "sessions_app_withheldpassage": {
                    "note_id": "sessions_app_sessionnote",
                    "person_id": PERSON,
                    "author_id": USER,
                    "decided_by_id": USER,
                    "why_answered_by_id": USER,
                },
            }
        ),
        AppendOnly(
            "sessions_app_connectionstep",
            "sessions_app_goaltouched",
            "sessions_app_noteversion",
            "sessions_app_personresponse",
            "sessions_app_answertakenback",
            "sessions_app_peerreply",
            "sessions_app_setaside",
            "sessions_app_setasidelifted",
        ),
        migrations.RunSQL(sql_file(SQL / "frozen.sql")),
        migrations.RunSQL(sql_file(SQL / "goodbye.sql")),
        migrations.RunSQL(sql_file(SQL / "pages.sql")),
        migrations.RunSQL(sql_file(SQL / "plan.sql")),
        migrations.RunSQL(sql_file(SQL / "died.sql")),
        migrations.RunSQL(sql_file(SQL / "ready.sql")),
        migrations.RunSQL(sql_file(SQL / "answers.sql")),
        migrations.RunSQL(sql_file(SQL / "reviews.sql")),
        migrations.RunSQL(sql_file(SQL / "erased.sql")),
    ]

from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PROGRAM = "accounts_user", "accounts_program"
PEER, PERSON, SESSION = "people_peerspecialist", "people_supportedperson", "sessions_app_supportsession"
GROUP, SERIES, GOAL = "sessions_app_group", "sessions_app_sessionseries", "sessions_app_goal"
WRITTEN = {"person_id": PERSON, "peer_id": PEER}


class Migration(migrations.Migration):
    dependencies = [("sessions_app", "0003_whole_sessions"), ("consent", "0004_coming_back")]

    operations = [
        AgencyKeys(
            {
                SESSION: {"group_id": GROUP, "series_id": SERIES},
                GROUP: {"program_id": PROGRAM, "lead_id": PEER, "started_by_id": USER},
                "sessions_app_groupregular": {"group_id": GROUP, "person_id": PERSON, "added_by_id": USER},
                "sessions_app_tally": {"program_id": PROGRAM, "peer_id": PEER},
                SERIES: {"peer_id": PEER, "person_id": PERSON, "group_id": GROUP, "program_id": PROGRAM},
                "sessions_app_gathering": {"session_id": SESSION},
                GOAL: {**WRITTEN, "mine_recorded_by_id": USER, "said_before_id": GOAL},
                "sessions_app_step": {**WRITTEN, "goal_id": GOAL},
                "sessions_app_helpsme": WRITTEN,
                "sessions_app_goaltouched": {"attendance_id": "sessions_app_attendance", "goal_id": GOAL},
                "sessions_app_connection": {**WRITTEN, "told_at_id": "sessions_app_attendance"},
                "sessions_app_connectionstep": {
                    "connection_id": "sessions_app_connection",
                    "told_to_id": USER,
                },
                "sessions_app_goodbyepage": {**WRITTEN, "pairing_id": "people_pairing"},
                "sessions_app_checkinwish": {"person_id": PERSON},
                "sessions_app_checkin": {"person_id": PERSON},
            }
        ),
        AppendOnly("sessions_app_connectionstep", "sessions_app_goaltouched"),
        migrations.RunSQL(
            sql_file(SQL / "plan.sql"),
            "DROP TRIGGER sessions_app_connection_words_stay ON sessions_app_connection; "
            "DROP TRIGGER sessions_app_step_words_stay ON sessions_app_step; "
            "DROP TRIGGER sessions_app_goal_words_stay ON sessions_app_goal; "
            "DROP FUNCTION words_of_the_plan_stay();",
        ),
        migrations.RunSQL(sql_file(SQL / "goodbye.sql"), migrations.RunSQL.noop),
        migrations.RunSQL(
            sql_file(SQL / "died.sql"),
            "DROP TRIGGER people_supportedperson_death_calls_off ON people_supportedperson; "
            "DROP FUNCTION death_calls_everything_off();",
        ),
        migrations.RunSQL(sql_file(SQL / "pages.sql"), migrations.RunSQL.noop),
    ]

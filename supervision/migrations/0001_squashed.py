from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, Tables
from supervision.migrations._tables import MODELS, TRIGGERS

USER, PERSON, PEER = "accounts_user", "people_supportedperson", "people_peerspecialist"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("supervision", "0001_initial"),
        ("supervision", "0002_role_and_hours"),
        ("supervision", "0003_differences"),
        ("supervision", "0004_pulses"),
        ("supervision", "0005_review"),
        ("supervision", "0006_off_role"),
        ("supervision", "0007_rooms"),
        ("supervision", "0008_signals"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("core", "0001_squashed"),
        ("people", "0001_squashed"),
        ("rules", "0001_squashed"),
        ("sessions_app", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                "supervision_clinicalmeeting": {"supervisor_id": USER, "made_by_id": USER},
                "supervision_seniormeeting": {"supervisor_id": USER, "made_by_id": USER},
                "supervision_clinicalplace": {"meeting_id": "supervision_clinicalmeeting", "peer_id": PEER},
                "supervision_seniorplace": {"meeting_id": "supervision_seniormeeting", "peer_id": PEER},
                "supervision_offroletask": {"peer_id": PEER, "answer_id": "supervision_offroleanswer"},
                "supervision_roleacceptance": {
                    "version_id": "rules_roleversion",
                    "peer_id": PEER,
                    "user_id": USER,
                },
                "supervision_workweek": {"peer_id": PEER},
                "supervision_hourschoice": {"peer_id": PEER},
                "supervision_educationhours": {"peer_id": PEER},
                "supervision_difference": {"peer_id": PEER, "raised_by_id": USER},
                "supervision_differencevoice": {"difference_id": "supervision_difference", "user_id": USER},
                "supervision_pulseanswer": {"peer_id": PEER},
                "supervision_pulsenote": {"peer_id": PEER},
                "supervision_peoplesanswer": {"peer_id": PEER},
                "supervision_peoplesnote": {"peer_id": PEER},
                "supervision_pulseturn": {"peer_id": PEER, "person_id": PERSON},
                "supervision_workplaceturn": {"peer_id": PEER},
                "supervision_workplacereply": {"by_id": USER},
                "supervision_holddecision": {
                    "attendance_id": "sessions_app_attendance",
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "supervisor_id": USER,
                },
                "supervision_holdundone": {"decision_id": "supervision_holddecision", "supervisor_id": USER},
                "supervision_offroleanswer": {"answered_by_id": USER},
                "supervision_boundarydecision": {"peer_id": PEER, "talked_over_by_id": USER},
                "supervision_boundarycase": {"proposed_by_id": USER, "answered_by_id": USER},
                "supervision_clinicalline": {
                    "meeting_id": "supervision_clinicalmeeting",
                    "peer_id": PEER,
                    "author_id": USER,
                    "whose_id": USER,
                },
                "supervision_seniorline": {
                    "meeting_id": "supervision_seniormeeting",
                    "peer_id": PEER,
                    "author_id": USER,
                    "whose_id": USER,
                },
                "supervision_sharedline": {"peer_id": PEER},
                "supervision_keptanswer": {"user_id": USER},
                "supervision_talkwish": {"peer_id": PEER},
                "supervision_weeklycount": {"peer_id": PEER},
                "supervision_driftsignal": {"peer_id": PEER, "offered_by_id": USER},
                "supervision_commonmovement": {"answered_by_id": USER},
                "supervision_withoutsharing": {"peer_id": PEER},
            }
        ),
        AppendOnly(
            "supervision_roleacceptance",
            "supervision_difference",
            "supervision_differencevoice",
            "supervision_workplacereply",
            "supervision_holddecision",
            "supervision_holdundone",
            "supervision_offroleanswer",
            "supervision_houselineevent",
        ),
    ]

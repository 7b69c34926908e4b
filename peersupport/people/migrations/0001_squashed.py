from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, Tables, sql_file
from peersupport.people.migrations._tables import MODELS, TRIGGERS

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
        ("people", "0001_initial"),
        ("people", "0002_agency_keys"),
        ("people", "0003_coming_back"),
        ("people", "0004_links_and_history"),
        ("people", "0005_baseline"),
        ("people", "0006_rest_and_lists"),
        ("people", "0007_grants_and_covers"),
        ("people", "0008_baseline_of_access"),
        ("people", "0009_news_of_the_promise"),
        ("people", "0010_news_of_going_out"),
        ("people", "0011_letting_in"),
        ("people", "0012_person_words"),
        ("people", "0013_news_of_reviews"),
        ("people", "0014_erasing"),
        ("people", "0015_stages"),
        ("people", "0016_renewal"),
        ("people", "0017_structure"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("core", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                PEER: {"user_id": USER},
                "people_credential": {"peer_id": PEER},
                "people_sharedexperience": {"peer_id": PEER, "user_id": USER},
                PERSON: {
                    "program_id": PROGRAM,
                    "user_id": USER,
                    "also_staff_id": USER,
                    "added_by_id": USER,
                    "confirmed_by_id": USER,
                },
                "people_contactdetails": {"person_id": PERSON},
                "people_aboutme": {"person_id": PERSON},
                "people_leaveout": {"person_id": PERSON},
                "people_pairing": {
                    "person_id": PERSON,
                    "peer_id": PEER,
                    "offered_by_id": USER,
                    "person_yes_recorded_by_id": USER,
                    "covers_for_id": PEER,
                    "paused_by_id": USER,
                },
                "people_supervisionlink": {
                    "peer_id": PEER,
                    "supervisor_id": USER,
                    "covers_for_id": USER,
                    "made_by_id": USER,
                    "confirmed_by_id": USER,
                },
                "people_blockedstaff": {"person_id": PERSON, "user_id": USER},
                "people_persongrant": {
                    "content_object_id": PERSON,
                    "user_id": USER,
                    "granted_by_id": USER,
                    "confirmed_by_id": USER,
                },
                "people_news": {"person_id": PERSON, "about_id": USER},
                "people_proposedlink": {
                    "peer_id": PEER,
                    "supervisor_id": USER,
                    "covers_for_id": USER,
                    "asked_by_id": USER,
                    "answered_by_id": USER,
                    "link_id": "people_supervisionlink",
                },
                "people_askedgrant": {
                    "person_id": PERSON,
                    "user_id": USER,
                    "asked_by_id": USER,
                    "answered_by_id": USER,
                    "grant_id": "people_persongrant",
                },
                "people_personword": {"person_id": PERSON},
                "people_erasure": {
                    "person_id": PERSON,
                    "asked_by_id": USER,
                    "prepared_by_id": USER,
                    "erased_by_id": USER,
                },
                "people_legalhold": {
                    "person_id": PERSON,
                    "set_by_id": USER,
                    "confirmed_by_id": USER,
                    "lifted_by_id": USER,
                },
                "people_linkexception": {"peer_id": PEER, "supervisor_id": USER, "made_by_id": USER},
                "people_decideson": {"peer_id": PEER, "user_id": USER, "made_by_id": USER},
                "people_supervisorleave": {"supervisor_id": USER, "stands_in_id": USER, "made_by_id": USER},
            }
        ),
        AppendOnly(
            "people_supervisionlinkevent",
            "people_pairingevent",
            "people_persongrantevent",
            "people_linkexceptionevent",
            "people_decidesonevent",
        ),
        migrations.RunSQL(sql_file(SQL / "news.sql")),
    ]

from django.db import migrations

from peersupport.core.operations import AgencyKeys

USER, PEER, PERSON = "accounts_user", "people_peerspecialist", "people_supportedperson"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("accounts", "0002_rules")]

    operations = [
        AgencyKeys(
            {
                "people_peerspecialist": {"user_id": USER},
                "people_credential": {"peer_id": PEER},
                "people_sharedexperience": {"peer_id": PEER, "user_id": USER},
                "people_supportedperson": {
                    "program_id": "accounts_program",
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
            }
        ),
    ]

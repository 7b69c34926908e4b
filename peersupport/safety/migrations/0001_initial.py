from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, Tables
from peersupport.safety.migrations._tables import MODELS, TRIGGERS

USER, PERSON = "accounts_user", "people_supportedperson"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("consent", "0001_squashed"),
        ("core", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                "safety_oncallshift": {"program_id": "accounts_program", "user_id": USER, "made_by_id": USER},
                "safety_concern": {
                    "person_id": PERSON,
                    "program_id": "accounts_program",
                    "policy_id": "consent_confidentialitypolicy",
                    "raised_by_id": USER,
                    "basis_by_id": USER,
                    "stands_with_id": USER,
                    "acknowledged_by_id": USER,
                },
                "safety_concernstep": {
                    "concern_id": "safety_concern",
                    "person_id": PERSON,
                    "by_id": USER,
                    "to_id": USER,
                },
                "safety_concernwish": {
                    "concern_id": "safety_concern",
                    "person_id": PERSON,
                    "answered_by_id": USER,
                },
                "safety_telling": {"concern_id": "safety_concern", "by_id": USER},
                "safety_tellingdelay": {
                    "concern_id": "safety_concern",
                    "person_id": PERSON,
                    "asked_by_id": USER,
                    "agreed_by_id": USER,
                },
                "safety_mandatedreport": {"concern_id": "safety_concern", "person_id": PERSON, "by_id": USER},
                "safety_repairtalk": {
                    "concern_id": "safety_concern",
                    "person_id": PERSON,
                    "held_by_id": USER,
                },
                "safety_oncallperson": {"user_id": USER, "made_by_id": USER},
                "safety_handover": {"shift_id": "safety_oncallshift", "asked_id": USER, "asked_by_id": USER},
                "safety_phoneline": {"made_by_id": USER},
                "safety_widerhelp": {"program_id": "accounts_program", "made_by_id": USER},
                "safety_reportingduty": {"made_by_id": USER},
                "safety_safetyplan": {"person_id": PERSON, "typed_by_id": USER},
                "safety_plandraft": {"person_id": PERSON, "author_id": USER},
            }
        ),
        AppendOnly(
            "safety_oncallshiftevent",
            "safety_concernstep",
            "safety_telling",
            "safety_mandatedreport",
            "safety_reportingduty",
            "safety_oncallpersonevent",
            "safety_phonelineevent",
            "safety_widerhelpevent",
            "safety_reportingdutyevent",
            "safety_safetyplan",
        ),
    ]

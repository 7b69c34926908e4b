from pathlib import Path

from django.db import migrations

from consent.migrations._tables import MODELS, TRIGGERS
from peersupport.core.operations import AgencyKeys, AppendOnly, Tables, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON, PROGRAM = "accounts_user", "people_supportedperson", "accounts_program"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("consent", "0001_initial"),
        ("consent", "0002_initial"),
        ("consent", "0003_rules"),
        ("consent", "0004_coming_back"),
        ("consent", "0005_history"),
        ("consent", "0006_contact_waits"),
        ("consent", "0007_baseline"),
        ("consent", "0008_seals"),
        ("consent", "0009_taken_back"),
        ("consent", "0010_taken_back_rules"),
        ("consent", "0011_policy_studio"),
        ("consent", "0012_going_out"),
        ("consent", "0013_going_out_rules"),
        ("consent", "0014_talks"),
        ("consent", "0015_reminders"),
        ("consent", "0016_reminder_rules"),
        ("consent", "0017_day_to_begin"),
        ("consent", "0018_alone_in_the_house"),
        ("consent", "0019_ready_and_delay"),
        ("consent", "0020_copied"),
    ]

    dependencies = [
        ("accounts", "0001_squashed"),
        ("core", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        Tables(MODELS + TRIGGERS),
        AgencyKeys(
            {
                "consent_confidentialitypolicy": {
                    "written_by_id": USER,
                    "published_by_id": USER,
                    "proposed_by_id": USER,
                    "begins_by_id": USER,
                },
                "consent_policytext": {"policy_id": "consent_confidentialitypolicy"},
                "consent_policylimit": {"policy_id": "consent_confidentialitypolicy"},
                "consent_policyaudience": {"policy_id": "consent_confidentialitypolicy"},
                "consent_consentrecord": {
                    "person_id": PERSON,
                    "policy_id": "consent_confidentialitypolicy",
                    "held_by_id": USER,
                },
                "consent_consentchoice": {"consent_id": "consent_consentrecord"},
                "consent_consentnow": {"person_id": PERSON, "consent_id": "consent_consentrecord"},
                "consent_choicetakenback": {"consent_id": "consent_consentrecord", "by_id": USER},
                "consent_policyterms": {"policy_id": "consent_confidentialitypolicy"},
                "consent_policycomment": {
                    "policy_id": "consent_confidentialitypolicy",
                    "person_id": PERSON,
                    "written_by_id": USER,
                    "answered_by_id": USER,
                },
                "consent_release": {
                    "person_id": PERSON,
                    "program_id": PROGRAM,
                    "held_by_id": USER,
                    "revoked_by_id": USER,
                },
                "consent_disclosure": {
                    "person_id": PERSON,
                    "release_id": "consent_release",
                    "policy_id": "consent_confidentialitypolicy",
                    "made_by_id": USER,
                    "confirmed_by_id": USER,
                },
                "consent_askeddisclosure": {
                    "person_id": PERSON,
                    "asked_by_id": USER,
                    "answered_by_id": USER,
                    "disclosure_id": "consent_disclosure",
                },
                "consent_conversationdraft": {
                    "author_id": USER,
                    "person_id": PERSON,
                    "policy_id": "consent_confidentialitypolicy",
                },
                "consent_consentreminder": {"person_id": PERSON, "consent_id": "consent_consentrecord"},
            }
        ),
        AppendOnly(
            "consent_confidentialitypolicyevent",
            "consent_policyaudienceevent",
            "consent_choicetakenback",
            "consent_disclosure",
        ),
        migrations.RunSQL(sql_file(SQL / "sealed.sql")),
        migrations.RunSQL(sql_file(SQL / "gate.sql")),
        migrations.RunSQL(sql_file(SQL / "access.sql")),
        migrations.RunSQL(sql_file(SQL / "computed.sql")),
        migrations.RunSQL(sql_file(SQL / "studio.sql")),
        migrations.RunSQL(sql_file(SQL / "going_out.sql")),
        migrations.RunSQL(sql_file(SQL / "reminders.sql")),
    ]

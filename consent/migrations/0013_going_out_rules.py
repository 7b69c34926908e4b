from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, AppendOnly, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, PERSON = "accounts_user", "people_supportedperson"
BACK = """
DROP TRIGGER accounts_program_part2_touches_gates ON accounts_program;
DROP FUNCTION part2_touches_gates();
DROP TRIGGER consent_release_touches_gate ON consent_release;
DROP TRIGGER consent_askeddisclosure_is_sealed ON consent_askeddisclosure;
DROP FUNCTION asked_disclosure_is_sealed();
DROP TRIGGER consent_release_is_sealed ON consent_release;
DROP FUNCTION release_is_sealed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0012_going_out"),
        ("accounts", "0005_part2"),
    ]

    operations = [
        AgencyKeys(
            {
                "consent_release": {
                    "person_id": PERSON,
                    "program_id": "accounts_program",
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
            }
        ),
        AppendOnly("consent_disclosure"),
        migrations.RunSQL(sql_file(SQL / "going_out.sql"), BACK),
    ]

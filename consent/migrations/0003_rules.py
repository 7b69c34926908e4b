from pathlib import Path

from django.db import migrations

from peersupport.core.operations import AgencyKeys, sql_file

SQL = Path(__file__).parents[1] / "sql"
USER, POLICY, PERSON = "accounts_user", "consent_confidentialitypolicy", "people_supportedperson"


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_initial"),
        ("people", "0002_agency_keys"),
        ("core", "0002_refuse_change"),
    ]

    operations = [
        AgencyKeys(
            {
                "consent_confidentialitypolicy": {"written_by_id": USER, "published_by_id": USER},
                "consent_policytext": {"policy_id": POLICY},
                "consent_policylimit": {"policy_id": POLICY},
                "consent_policyaudience": {"policy_id": POLICY},
                "consent_consentrecord": {"person_id": PERSON, "policy_id": POLICY, "held_by_id": USER},
                "consent_consentchoice": {"consent_id": "consent_consentrecord"},
                "consent_consentnow": {"person_id": PERSON, "consent_id": "consent_consentrecord"},
            }
        ),
        migrations.RunSQL(
            sql_file(SQL / "sealed.sql"),
            "DROP TRIGGER consent_policyaudience_is_frozen ON consent_policyaudience; "
            "DROP TRIGGER consent_policylimit_is_frozen ON consent_policylimit; "
            "DROP TRIGGER consent_policytext_is_frozen ON consent_policytext; "
            "DROP FUNCTION published_policy_is_frozen(); "
            "DROP TRIGGER consent_consentchoice_is_sealed ON consent_consentchoice; "
            "DROP TRIGGER consent_consentrecord_is_sealed ON consent_consentrecord; "
            "DROP FUNCTION consent_record_is_sealed();",
        ),
        migrations.RunSQL(
            sql_file(SQL / "gate.sql"),
            "DROP TRIGGER people_persongrant_touches_gate ON people_persongrant; "
            "DROP TRIGGER people_supervisionlink_touches_gate ON people_supervisionlink; "
            "DROP TRIGGER people_pairing_touches_gate ON people_pairing; "
            "DROP TRIGGER people_blockedstaff_touches_gate ON people_blockedstaff; "
            "DROP FUNCTION narrowing_touches_gate(); DROP FUNCTION touch_gates(uuid[]); "
            "DROP TRIGGER people_supportedperson_has_a_gate ON people_supportedperson; "
            "DROP FUNCTION make_gate_row(); DROP FUNCTION consent_refresh(uuid[]); DROP VIEW consent_computed; "
            "DROP FUNCTION at_most(text, text); DROP FUNCTION cell_bit(text, text);",
        ),
        migrations.RunSQL(
            sql_file(SQL / "access.sql"),
            "DROP FUNCTION may_read(uuid, uuid, text); DROP FUNCTION allowed_now(uuid); "
            "DROP FUNCTION opens(standing, uuid, uuid, text, int); DROP FUNCTION my_standing(); DROP TYPE standing;",
        ),
    ]

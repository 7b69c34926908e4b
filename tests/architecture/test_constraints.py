"""Every constraint of every model, violated once as the application's own role."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from consent.models import (
    ConfidentialityPolicy,
    PolicyAudience,
    PolicyComment,
    PolicyLimit,
    PolicyTerms,
    PolicyText,
)
from peersupport.core import clock
from peersupport.core.models import DataKey
from peersupport.people.models import SupportedPerson
from sessions_app.models import SessionDraft
from tests.parts import gathered

from .test_database import write_scene

# Statements that break the rule of that name.
CHANGED = {
    "program_level_is_known": "UPDATE accounts_program SET level = 'all'",
    "user_email_is_lower_case": "UPDATE accounts_user SET email = 'A@b.test'",
    "membership_ends_after_it_starts": "UPDATE accounts_membership SET ends_on = starts_on - 1",
    "membership_is_not_for_a_person_role": "UPDATE accounts_membership SET role = 'person'",
    "nobody_gives_themselves_a_role": "UPDATE accounts_membership SET made_by_id = user_id",
    "a_person_is_confirmed_by_somebody": "UPDATE people_supportedperson SET confirmed_at = now()",
    "a_person_has_a_name": "UPDATE people_supportedperson SET chosen_name = ''",
    "pairing_ends_after_it_starts": "UPDATE people_pairing SET ends_on = starts_on - 1",
    "pairing_starts_when_both_said_yes": "UPDATE people_pairing SET person_yes_at = NULL WHERE state = 'active'",
    "pairing_ended_at_iff_ended": "UPDATE people_pairing SET ended_at = now() WHERE state = 'active'",
    "pairing_paused_at_iff_paused": "UPDATE people_pairing SET paused_at = now() WHERE state = 'active'",
    "link_ends_after_it_starts": "UPDATE people_supervisionlink SET ends_on = starts_on - 1",
    "nobody_links_themselves": "UPDATE people_supervisionlink SET made_by_id = supervisor_id",
    "nobody_grants_themselves": "UPDATE people_persongrant SET granted_by_id = user_id",
    "grant_ends_after_it_starts": "UPDATE people_persongrant SET ends_at = starts_at",
    "policy_valid_from_iff_published": "UPDATE consent_confidentialitypolicy SET valid_from = now() "
    "WHERE state = 'draft'",
    "one_published_policy_an_agency": "UPDATE consent_confidentialitypolicy SET state = 'published', "
    "valid_from = now()",
    "a_proposal_has_somebody_and_an_end": "UPDATE consent_confidentialitypolicy SET proposed_at = now()",
    "whoever_proposed_publishes_only_alone": "UPDATE consent_confidentialitypolicy SET proposed_by_id = written_by_id, "
    "published_by_id = written_by_id, proposed_at = now(), comments_until = now()",
    "a_comment_is_answered_by_somebody": "UPDATE consent_policycomment SET answered_at = now()",
    "a_comment_of_a_person_is_a_persons": "UPDATE consent_policycomment SET voice = 'peer' WHERE person_id IS NOT NULL",
    "rule_is_known": "UPDATE consent_policyaudience SET rule = 3 WHERE policy_id = '{draft}'",
    "session_closed_at_iff_not_planned": "UPDATE sessions_app_supportsession SET closed_at = NULL",
    "session_lasts_at_most_a_day": "UPDATE sessions_app_supportsession SET minutes = 1441",
    "only_a_completed_session_has_a_note": "UPDATE sessions_app_supportsession SET state = 'cancelled' WHERE has_note",
    "data_key_is_wrapped_or_destroyed": "UPDATE core_datakey SET wrapped = NULL",
}
CHANGED = gathered("CHANGED", CHANGED)
# Rows that are there once and are inserted again: table, condition, and what the copy has of its own.
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "a_yes_says_how_it_was_given": (
        "consent_consentrecord", "answer = 'yes'", {"way": "''", "version": "99", "withdrawn_at": "now()"},
    ),
    "one_consent_of_a_version": ("consent_consentrecord", "true", {"withdrawn_at": "now()"}),
    "one_answer_in_force": (
        "consent_consentrecord", "withdrawn_at IS NULL AND superseded_at IS NULL", {"version": "99"},
    ),
    "one_choice_a_cell": ("consent_consentchoice", "true", {}),
    "one_policy_of_a_version": ("consent_confidentialitypolicy", "state = 'retired' OR state = 'draft'", {}),
    "one_policy_text_a_page": ("consent_policytext", "policy_id = '{draft}'", {}),
    "one_limit_text": ("consent_policylimit", "policy_id = '{draft}'", {}),
    "one_limit_of_an_order": ("consent_policyterms", "policy_id = '{draft}'", {}),
    "one_draft_policy_an_agency": ("consent_confidentialitypolicy", "state = 'draft'", {"version": "51"}),
    "one_rule_a_cell": ("consent_policyaudience", "policy_id = '{draft}'", {}),
    "one_pairing_row_for_two": ("people_pairing", "true", {}),
    "one_link_in_force": ("people_supervisionlink", "ended_at IS NULL AND ends_on IS NULL", {}),
    "one_block_for_two": ("people_blockedstaff", "true", {}),
    "one_grant_for_two": ("people_persongrant", "revoked_at IS NULL", {}),
    "one_attendance_a_session": ("sessions_app_attendance", "true", {}),
    "one_draft_a_session": ("sessions_app_sessiondraft", "true", {}),
    "one_data_key_per_owner": ("core_datakey", "true", {}),
    "one_access_event_a_request": ("audit_accessevent", "true", {}),
}  # fmt: skip
COPIED = gathered("COPIED", COPIED)


def named_constraints() -> set[str]:
    ours = [
        config
        for config in apps.get_app_configs()
        if not config.name.startswith(("django", "allauth", "guardian", "knox", "pghistory", "pgtrigger"))
    ]
    return {
        constraint.name
        for config in ours
        for model in config.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }


def run(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def copy_of(table: str, condition: str, own: dict[str, str]) -> str:
    columns = run(
        f"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{table}' "
        "AND table_schema = 'public' AND is_generated = 'NEVER'"
    )
    names = [name for name, kind in columns if name != "id" or kind == "uuid"]
    values = {"id": "gen_random_uuid()", **own}
    picked = ", ".join(values.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) SELECT {picked} FROM {table} WHERE {condition} LIMIT 1"


@pytest.fixture
def draft(database):
    """The id of a policy that is still being written, in a scene with rows in every table."""
    write_scene()
    published = ConfidentialityPolicy.objects.filter(state="published").first()
    common = {"agency_id": published.agency_id}
    policy = ConfidentialityPolicy.objects.create(version=50, written_by=published.written_by, **common)
    common["policy"] = policy
    PolicyAudience.objects.create(audience="paired", content="narrative", rule=1, **common)
    PolicyText.objects.create(language="en", page="short", title="x", body="x", **common)
    PolicyLimit.objects.create(
        language="en",
        code="self",
        order=1,
        title="x",
        plain_words="x",
        who_is_told="x",
        what_we_do_first="x",
        **common,
    )
    PolicyTerms.objects.create(code="self", order=1, **common)
    writer = published.written_by
    PolicyComment.objects.create(
        voice="person", person=SupportedPerson.objects.filter(agency_id=writer.agency_id).first(),
        written_by=writer, text="x", **common,
    )  # fmt: skip
    SessionDraft.objects.create(
        agency_id=writer.agency_id,
        author=writer,
        session_key=uuid.uuid4(),
        form_version=1,
        expires_at=clock.now(),
    )
    DataKey.objects.for_owner(agency_id=writer.agency_id, kind="user", owner_id=writer.pk)
    return policy.pk


def test_every_constraint_is_violated_here():
    assert named_constraints() == set(CHANGED) | set(COPIED)


def refused_by(statement: str) -> str:
    try:
        with transaction.atomic():
            run(statement)
    except IntegrityError as error:
        return str(error)
    return "nothing"


def test_the_database_refuses_every_one(draft):
    """One scene for all: each statement is rolled back."""
    for name in sorted({*CHANGED, *COPIED}):
        statement = CHANGED[name] if name in CHANGED else copy_of(*COPIED[name])

        assert f'"{name}"' in refused_by(statement.replace("{draft}", str(draft)))


def test_what_is_allowed_is_not_refused(draft):
    assert refused_by("UPDATE accounts_program SET level = 'brief'") == "nothing"

"""Roles and what each may do, as one table. Which rows a role reaches is decided by relation, not here."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PEER = "peer", _("peer specialist")
    CLINICAL_SUPERVISOR = "clinical_supervisor", _("clinical supervisor")
    SENIOR_PEER_SUPERVISOR = "senior_peer_supervisor", _("senior peer supervisor")
    ADMIN = "agency_admin", _("office")
    PERSON = "person", _("person")


class Permission(StrEnum):
    LOG_SESSION = "log_session"
    ADD_PERSON = "add_person"
    HOLD_CONVERSATION = "hold_conversation"
    SEE_LINKED_SESSIONS = "see_linked_sessions"
    SEE_PEOPLE = "see_people"
    SEE_COUNTS = "see_counts"
    ARRANGE_PAIRINGS = "arrange_pairings"
    ARRANGE_SUPERVISION = "arrange_supervision"
    SEE_OWN_RECORD = "see_own_record"
    RUN_HOUSE = "run_house"
    SEE_CHANGES = "see_changes"
    BRING_IN = "bring_in"
    KEEP_GROUPS = "keep_groups"
    PUBLISH_POLICY = "publish_policy"
    SEE_SUPERVISION = "see_supervision"
    SEE_ON_CALL = "see_on_call"


SENTENCES = {
    Role.PEER: _(
        "Writes down meetings with the people paired with them, and holds the conversation about what stays private."
    ),
    Role.CLINICAL_SUPERVISOR: _(
        "Looks after safety and paperwork for the peers linked to them; "
        "sees that a meeting took place, and its text only with the person's yes."
    ),
    Role.SENIOR_PEER_SUPERVISOR: _(
        "Keeps peer support true for the peers linked to them; "
        "sees that a meeting took place, and its text only with the person's yes."
    ),
    Role.ADMIN: _(
        "Runs the house: people, programs, pairings and supervision. Sees numbers and never a note."
    ),
    Role.PERSON: _(
        "Reads what is written about them, decides who else may, and can change their mind at any time."
    ),
}

PERMISSIONS = {
    Role.PEER: {
        Permission.SEE_SUPERVISION,
        Permission.SEE_ON_CALL,
        Permission.LOG_SESSION,
        Permission.SEE_CHANGES,
        Permission.KEEP_GROUPS,
        Permission.ADD_PERSON,
        Permission.HOLD_CONVERSATION,
        Permission.SEE_PEOPLE,
    },
    Role.CLINICAL_SUPERVISOR: {
        Permission.SEE_SUPERVISION,
        Permission.SEE_ON_CALL,
        Permission.SEE_LINKED_SESSIONS,
        Permission.SEE_PEOPLE,
        Permission.SEE_CHANGES,
    },
    Role.SENIOR_PEER_SUPERVISOR: {
        Permission.SEE_SUPERVISION,
        Permission.SEE_ON_CALL,
        Permission.SEE_LINKED_SESSIONS,
        Permission.PUBLISH_POLICY,
        Permission.SEE_PEOPLE,
        Permission.SEE_CHANGES,
    },
    Role.ADMIN: {
        Permission.SEE_SUPERVISION,
        Permission.SEE_ON_CALL,
        Permission.RUN_HOUSE,
        Permission.PUBLISH_POLICY,
        Permission.SEE_CHANGES,
        Permission.SEE_COUNTS,
        Permission.KEEP_GROUPS,
        Permission.SEE_PEOPLE,
        Permission.ARRANGE_PAIRINGS,
        Permission.ARRANGE_SUPERVISION,
        Permission.BRING_IN,
    },
    Role.PERSON: {Permission.SEE_OWN_RECORD},
}

"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .death import record_death
from .meeting import meet_person
from .own_words import add_leave_out, remove_about_me, remove_leave_out, set_about_me
from .pairings import (
    decline_pairing,
    end_finished_cover,
    end_pairing,
    offer_pairing,
    pause_pairing,
    peer_says_yes,
    person_says_yes,
    record_persons_yes,
    resume_pairing,
    set_rhythm,
)
from .peers import (
    add_credential,
    change_experience_audience,
    make_peer,
    share_experience,
    take_back_experience,
    update_peer,
)
from .people import (
    add_person,
    confirm_person,
    connect_account,
    update_contact,
    update_identity,
    update_person,
)
from .standing import block_staff, grant_access, revoke_grant, unblock_staff
from .supervision import end_link, link_supervision

__all__ = [
    "add_credential",
    "add_leave_out",
    "add_person",
    "block_staff",
    "change_experience_audience",
    "confirm_person",
    "connect_account",
    "decline_pairing",
    "end_finished_cover",
    "end_link",
    "end_pairing",
    "grant_access",
    "link_supervision",
    "make_peer",
    "meet_person",
    "offer_pairing",
    "pause_pairing",
    "peer_says_yes",
    "person_says_yes",
    "record_death",
    "record_persons_yes",
    "remove_about_me",
    "remove_leave_out",
    "resume_pairing",
    "revoke_grant",
    "set_about_me",
    "set_rhythm",
    "share_experience",
    "take_back_experience",
    "unblock_staff",
    "update_contact",
    "update_identity",
    "update_peer",
    "update_person",
]

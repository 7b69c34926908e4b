"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .choosing import read_not_now, wish_for_peer
from .coming_back import (
    answer_back_not_now,
    ask_back,
    confirm_return,
    record_return,
    undo_return,
    welcome_back,
)
from .death import record_death
from .erasing import (
    ask_erasure,
    confirm_hold,
    erase_person,
    holds_against,
    lift_hold,
    prepare_erasure,
    set_hold,
    take_back_erasure,
)
from .granting import grant_access, revoke_grant
from .importing import NewPerson, import_people, unsaved_person
from .leave import Arranged, arrange_leave, end_leave
from .leaving import end_relations_of
from .letting_in import ask_to_let_in, confirm_let_in, drop_let_in
from .meeting import meet_person
from .news import read_news
from .own_words import (
    add_leave_out,
    add_word,
    remove_about_me,
    remove_leave_out,
    remove_word,
    set_about_me,
)
from .pairings import (
    decline_pairing,
    offer_pairing,
    peer_says_yes,
    person_says_yes,
    record_persons_yes,
)
from .peers import (
    add_credential,
    change_credential,
    change_experience_audience,
    make_peer,
    remove_credential,
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
from .proposing import confirm_link, drop_proposal, propose_link
from .standing import block_staff, unblock_staff
from .structure import end_decides, end_exception, make_exception, set_decides
from .supervision import end_link, link_supervision
from .walking import end_finished_cover, end_pairing, pause_pairing, resume_pairing, set_rhythm

__all__ = [
    "Arranged",
    "NewPerson",
    "add_credential",
    "add_leave_out",
    "add_person",
    "add_word",
    "answer_back_not_now",
    "arrange_leave",
    "ask_back",
    "ask_erasure",
    "ask_to_let_in",
    "block_staff",
    "change_credential",
    "change_experience_audience",
    "confirm_hold",
    "confirm_let_in",
    "confirm_link",
    "confirm_person",
    "confirm_return",
    "connect_account",
    "decline_pairing",
    "drop_let_in",
    "drop_proposal",
    "end_decides",
    "end_exception",
    "end_finished_cover",
    "end_leave",
    "end_link",
    "end_pairing",
    "end_relations_of",
    "erase_person",
    "grant_access",
    "holds_against",
    "import_people",
    "lift_hold",
    "link_supervision",
    "make_exception",
    "make_peer",
    "meet_person",
    "offer_pairing",
    "pause_pairing",
    "peer_says_yes",
    "person_says_yes",
    "prepare_erasure",
    "propose_link",
    "read_news",
    "read_not_now",
    "record_death",
    "record_persons_yes",
    "record_return",
    "remove_about_me",
    "remove_credential",
    "remove_leave_out",
    "remove_word",
    "resume_pairing",
    "revoke_grant",
    "set_about_me",
    "set_decides",
    "set_hold",
    "set_rhythm",
    "share_experience",
    "take_back_erasure",
    "take_back_experience",
    "unblock_staff",
    "undo_return",
    "unsaved_person",
    "update_contact",
    "update_identity",
    "update_peer",
    "update_person",
    "welcome_back",
    "wish_for_peer",
]

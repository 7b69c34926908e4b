"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .agencies import change_agency, create_agency
from .invitations import (
    accept_invitation,
    invite_staff,
    mail_invitation,
    resend_invitation,
    withdraw_invitation,
    withdraw_invitations_of,
)
from .programs import change_program, close_program, create_program, open_program_again
from .users import (
    change_preferences,
    close_account,
    create_user,
    end_role,
    give_role,
    let_sign_in_again,
    only_admin,
    stop_sign_in,
)

__all__ = [
    "accept_invitation",
    "change_agency",
    "change_preferences",
    "change_program",
    "close_account",
    "close_program",
    "create_agency",
    "create_program",
    "create_user",
    "end_role",
    "give_role",
    "invite_staff",
    "let_sign_in_again",
    "mail_invitation",
    "only_admin",
    "open_program_again",
    "resend_invitation",
    "stop_sign_in",
    "withdraw_invitation",
    "withdraw_invitations_of",
]

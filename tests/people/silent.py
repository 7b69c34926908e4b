"""Services above people and consent that leave no news, each with the reason why nobody can read more or less by it.

A new service stands here, or in TOLD of test_no_surprise, or that test fails.
"""

OFFICE = "a role alone opens no note; who runs the house stands on “What changed” of everybody"
NO_RIGHTS = "no row of it decides who reads what"
WRITES = "written by who was there, read by the rule that held before"
HEARD = "their own yes, spoken or tapped, is no news to them"
OWN = "the writer's own, read by nobody else"

SILENT_ABOVE: dict[str, dict[str, str]] = {
    "peersupport.accounts": {
        "accept_invitation": OFFICE,
        "give_role": OFFICE,
        "end_role": OFFICE,
        "change_agency": "names, zone and phone of the house; put away pages open nothing",
        "change_preferences": OWN,
        "close_account": "their space closes: nobody is left to tell",
        "close_program": "nobody walks with anybody in it any more",
        "open_program_again": "nobody walks with anybody in it yet",
        "create_agency": "nobody is in it yet",
        "create_program": "nobody is in it yet",
        "create_user": "without a role and a relation an account reads nothing",
        "invite_staff": NO_RIGHTS,
        "resend_invitation": NO_RIGHTS,
        "withdraw_invitation": NO_RIGHTS,
        "withdraw_invitations_of": NO_RIGHTS,
        "mail_invitation": NO_RIGHTS,
        "let_sign_in_again": "links, grants and covers have ended, and are made anew with news",
        "stop_sign_in": "desk.let_go calls it, and tells what ends",
        "only_admin": "a question",
    },
    "peersupport.desk": {
        "accept_invitation": OFFICE,
        "give_task": OFFICE,
        "delete_person": "their space closes: nobody is left to tell",
        "take_back": "links, grants and covers have ended, and are made anew with news",
        "close_program": "nobody walks with anybody in it any more",
        "open_pairings_in": "a question",
    },
    "peersupport.exchange": {
        "answer_days": NO_RIGHTS,
        "bring_in": "people brought in walk with nobody yet; facts of before are read by the rule that holds",
        "choose_columns": NO_RIGHTS,
        "discard_import": NO_RIGHTS,
        "forget_expired": NO_RIGHTS,
        "start_import": NO_RIGHTS,
        "take_meetings": "a list of what the reader sees anyway, with its own trace",
        "take_people": "a list of what the reader sees anyway, with its own trace",
        "work_on": NO_RIGHTS,
    },
    "sessions_app": {
        "add_addendum": WRITES,
        "undo_change_of_series": NO_RIGHTS,
        "forget_changes_of_series": NO_RIGHTS,
        "complete_session": WRITES,
        "complete_gathering": WRITES,
        "write_group_note": WRITES,
        "write_goodbye": WRITES,
        "import_sessions": WRITES,
        "unsaved_meeting": NO_RIGHTS,
        "count_people": "a number, no names",
        "take_back_tally": "a number, no names",
        "forget_old_plans": "what nobody came to write down goes, for everybody",
        "add_regular": HEARD,
        "remove_regular": HEARD,
        "start_group": "nobody is known to come yet",
        "change_group": "another lead starts without the list of who comes",
        "close_group": NO_RIGHTS,
        "open_group_again": NO_RIGHTS,
        "save_draft": OWN,
        "discard_draft": OWN,
        "expire_drafts": OWN,
        "forget_drafts_about": "words that nobody else could read",
        "plan_session": NO_RIGHTS,
        "plan_gathering": NO_RIGHTS,
        "move_session": NO_RIGHTS,
        "cancel_session": NO_RIGHTS,
        "reopen_session": NO_RIGHTS,
        "mark_not_met": NO_RIGHTS,
        "call_off_all_of": NO_RIGHTS,
        "start_series": NO_RIGHTS,
        "change_series": NO_RIGHTS,
        "end_series": NO_RIGHTS,
        "resume_series": NO_RIGHTS,
        "top_up_series": NO_RIGHTS,
    },
}

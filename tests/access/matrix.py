"""Who gets what at every address, as data. Read it beside the table of contents and readers in the design.

One line: address, method, then answer and relations. A signed-in reader who is not named gets 404: for them there is no
such page. Somebody not signed in is sent to the sign-in page. A method without a line is 405 for everybody signed in.

  200 ok   go a redirect after success   403 visible, not theirs   409 wrong state   422 a field is missing
  200/404  the first while the person's yes is in force with every choice yes, the second once it is taken back

An address is a route, with `@` and what it is asked about where one route has several targets.
"""

from tests.parts import gathered

# How each reader stands to the person. They all exist at once, in one house, but for the last three.
RELATIONS = {
    "author": "walks with the person and wrote the meeting",
    "paired": "walks with the person, another peer wrote the meeting",
    "former": "walked with the person until ten days ago",
    "offered": "was asked to walk with the person and has not answered",
    "other": "a peer who has nothing to do with the person",
    "cover": "stands in for the author these days",
    "blocked": "walks with the person, who keeps them away",
    "clinical": "clinical supervisor of the author",
    "clinical_far": "clinical supervisor of other peers",
    "senior": "senior peer supervisor of the author",
    "senior_far": "senior peer supervisor of other peers",
    "grant": "a colleague who was let in for a week, to facts and words",
    "admin": "the office",
    "blocked_admin": "a colleague in the office whom the person keeps away",
    "person": "the person",
    "another": "another person supported by the same house",
    "elsewhere": "every role at once, in another agency",
    "left": "walked with the person, but works here no more",
    "anonymous": "not signed in",
}

GROUPS = {
    "everybody": set(RELATIONS) - {"anonymous"},
    "peers": {"author", "paired", "former", "offered", "other", "cover", "blocked", "elsewhere"},
    "supervisors": {"clinical", "clinical_far", "senior", "senior_far", "grant", "elsewhere"},
    "offices": {"admin", "blocked_admin", "elsewhere"},
    "people": {"person", "another"},
    "walking": {"author", "paired", "cover"},
}
GROUPS["staff"] = GROUPS["peers"] | GROUPS["supervisors"] | GROUPS["offices"]

TABLE = """
# --- everybody's own -------------------------------------------------------------------------------------------------
home:index                              GET   200 everybody
home:leave                              GET   go everybody anonymous
home:leave                              POST  200 everybody anonymous
account                                 GET   200 everybody
preferences                             GET   200 everybody
preferences                             POST  422 everybody
set_language_here                       POST  go everybody anonymous
operate:healthz                         GET   200 everybody anonymous
operate:readyz                          GET   200 everybody anonymous
operate:first_run                       GET   404 everybody anonymous
operate:first_run                       POST  404 everybody anonymous

# --- signing in and one's own account, by the library -----------------------------------------------------------------
account_login                           GET   go everybody | 200 anonymous
account_login                           POST  go everybody | 200 anonymous
account_logout                          GET   200 everybody | go anonymous
account_logout                          POST  go everybody anonymous
account_signup                          GET   go everybody | 200 anonymous
account_signup                          POST  go everybody | 200 anonymous
account_inactive                        GET   200 everybody anonymous
account_request_login_code              GET   go everybody | 200 anonymous
account_request_login_code              POST  go everybody | 200 anonymous
account_confirm_login_code              GET   go everybody anonymous
account_confirm_login_code              POST  go everybody anonymous
account_reset_password                  GET   200 everybody anonymous
account_reset_password                  POST  200 everybody anonymous
account_reset_password_done             GET   200 everybody anonymous
account_reset_password_from_key         GET   200 everybody anonymous
account_reset_password_from_key         POST  200 everybody anonymous
account_reset_password_from_key_done    GET   200 everybody anonymous
account_reauthenticate                  GET   go everybody
account_reauthenticate                  POST  go everybody
account_again_code                      GET   200 everybody
account_again_code                      POST  422 everybody
account_email                           GET   200 everybody
account_email                           POST  go everybody
account_email_verification_sent         GET   go everybody
account_email_verification_sent         POST  go everybody
account_change_password                 GET   go everybody
account_change_password                 POST  go everybody
account_set_password                    GET   200 everybody
account_set_password                    POST  200 everybody

# --- the staff page of a person: identity, consent state, and facts as far as the relation goes ----------------------
home:person_page                        GET   200 author paired cover former clinical senior grant admin
home:person_reach                       GET   go author paired cover admin
home:person_reach                       POST  200 author paired cover admin

# --- people ----------------------------------------------------------------------------------------------------------
people:person_list                      GET   200 staff
people:person_search                    POST  200 staff
people:person_add                       GET   200 peers offices
people:person_add                       POST  422 peers offices
people:contact_edit                     GET   200 walking admin | 403 former clinical senior grant
people:contact_edit                     POST  422 walking admin | 403 former clinical senior grant
people:leave_out                        GET   200 walking | 403 former clinical senior grant admin
people:leave_out                        POST  go walking | 403 former clinical senior grant admin
people:leave_out_remove                 POST  go walking | 403 former clinical senior grant admin
people:person_confirm                   POST  409 admin | 403 walking former clinical senior grant
people:person_died                      GET   200 walking admin | 403 former clinical senior grant
people:person_died                      POST  200 walking admin | 403 former clinical senior grant

# --- pairings: the author's own, and the one that was offered ---------------------------------------------------------
people:pairing_offer                    GET   200 admin | 403 walking former clinical senior grant
people:pairing_offer                    POST  422 admin | 403 walking former clinical senior grant
people:pairing_yes@offer                POST  go offered | 403 admin
people:pairing_their_yes@offer          POST  go offered admin
people:pairing_decline@offer            POST  go offered admin
people:pairing_pause                    POST  go author admin | 403 clinical senior
people:pairing_resume                   POST  409 author admin | 403 clinical senior
people:pairing_rhythm                   POST  go author | 403 admin clinical senior
people:pairing_end                      GET   200 author admin | 403 clinical senior
people:pairing_end                      POST  go author admin | 403 clinical senior

# --- the peer's own page ------------------------------------------------------------------------------------------------
people:peer_profile                     GET   200 peers
people:peer_edit                        GET   200 peers
people:peer_edit                        POST  go peers
people:experience_share                 GET   200 peers
people:experience_share                 POST  422 peers
people:experience_audience              POST  go author
people:experience_take_back             POST  go author

# --- the agreement: held by who walks with the person, seen by relation, choices only by who walks -----------------------
consent:conversation                    GET   go walking offered
consent:agreement                       GET   200 walking former clinical senior admin
consent:agreement_take_back             POST  go/409 walking offered

# --- meetings: facts by relation, words with the person's yes; the office has none ---------------------------------------
sessions_app:session_list               GET   200 peers supervisors
sessions_app:session_list@person        GET   200 peers supervisors
sessions_app:session_detail             GET   200 walking clinical senior grant
sessions_app:session_read               GET   200 author | go paired cover clinical senior grant
sessions_app:session_read               POST  200 author | 200/404 paired cover clinical senior grant
sessions_app:addendum_add               POST  go/422 author | 403 paired cover clinical senior grant
sessions_app:session_plan               GET   200 peers
sessions_app:session_plan               POST  200 peers
sessions_app:session_plan@person        GET   200 walking
sessions_app:session_plan@person        POST  422 walking
sessions_app:session_log                GET   200 peers
sessions_app:session_log                POST  200 peers
sessions_app:session_log@person         GET   200 walking
sessions_app:session_log@person         POST  422 walking
sessions_app:draft_save                 POST  200 walking
sessions_app:draft_discard              POST  go author
sessions_app:session_met                GET   200 author | 403 paired cover
sessions_app:session_met                POST  422 author | 403 paired cover
sessions_app:session_not_met            POST  go author | 403 paired cover
sessions_app:session_cancel             POST  go author | 403 paired cover
sessions_app:session_move               GET   200 author | 403 paired cover
sessions_app:session_move               POST  422 author | 403 paired cover
sessions_app:session_reopen             POST  go author | 403 paired cover

# --- the former peer's own meeting: facts stay theirs, own words for some time after goodbye -----------------------------
sessions_app:session_detail@former      GET   200 former walking grant
sessions_app:session_read@former        GET   200 former | go walking grant
sessions_app:session_read@former        POST  200 former | 200/404 walking grant

# --- a meeting that the blocked peer wrote: the facts stay theirs, the words do not --------------------------------------
sessions_app:session_detail@blocked     GET   200 blocked walking grant
sessions_app:session_read@blocked       GET   go walking grant
sessions_app:session_read@blocked       POST  200/404 walking grant

# --- the person's own space ----------------------------------------------------------------------------------------------
my_record:meeting_list                  GET   200 people
my_record:meeting_detail                GET   200 person
my_record:agreement                     GET   200 people
my_record:agreement_change              GET   200 people
my_record:agreement_change              POST  go/409 person | 409 another
my_record:peer                          GET   200 people
my_record:choose                        GET   200 people
my_record:goodbye                       GET   200 person
my_record:goodbye                       POST  go person
my_record:pairing_yes@offer             POST  go person
my_record:pairing_not_now@offer         POST  go person
my_record:pairing_pause                 POST  go person
my_record:pairing_resume                POST  409 person
my_record:contact                       GET   200 people
my_record:contact                       POST  go people
my_record:about                         GET   200 people
my_record:about                         POST  422 people
my_record:about_remove                  POST  go person
my_record:leave_out                     GET   200 people
my_record:leave_out                     POST  422 people
my_record:leave_out_remove              POST  go person
my_record:keep_away                     GET   200 people
my_record:keep_away_add                 POST  go people
my_record:keep_away_remove              POST  go person | 409 another
"""

TABLE = gathered("TABLE", TABLE)

# Whose eyes each planted sentence may meet, anywhere; after the bar who may as well while the person's yes is in force.
CANARIES = {
    "name": "author paired cover former offered clinical senior grant admin person",
    "words": "author person | paired cover clinical senior grant",
    "words_of_former": "former person | author paired cover grant",
    "words_of_blocked": "person | author paired cover grant",
    "contact": "author paired cover admin person",
    "leave_out": "author paired cover person",
    "about_paired": "author paired cover person",
    "about_nobody": "person",
    "experience_paired": "author person",
    "experience_nobody": "author",
    "draft": "author",
    "signature": "author paired cover person",
}
CANARIES = gathered("CANARIES", CANARIES)


def may_see(kind: str, *, agreed: bool) -> set[str]:
    always, _bar, with_a_yes = CANARIES[kind].partition("|")
    return relations_in(always + with_a_yes if agreed else always)


def relations_in(words: str) -> set[str]:
    """Relations named in a line, groups spelled out."""
    return {name for word in words.split() for name in GROUPS.get(word, {word})}


def expected() -> dict[tuple[str, str], dict[str, str]]:
    """(address, method) → {relation: answer}, for every relation."""
    cells = {}
    for line in TABLE.splitlines():
        if not line or line.startswith("#"):
            continue
        address, method, answers = line.split(maxsplit=2)
        cell = dict.fromkeys(GROUPS["everybody"], "404") | {"anonymous": "sign-in"}
        for part in answers.split("|"):
            answer, names = part.split(maxsplit=1)
            cell |= dict.fromkeys(relations_in(names), answer)
        cells[address, method] = cell
    return cells

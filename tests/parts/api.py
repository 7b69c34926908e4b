"""The API stands in the access table like every page; there each reader speaks by a token of theirs."""

from datetime import datetime, time, timedelta
from typing import Any

from peersupport.api.services import make_token, once
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.services import block_staff
from sessions_app.services.plan import add_goal
from tests import factories
from tests.support.midday import ZONE

TABLE = """
# --- tokens for programs, on everybody's own account -----------------------------------------------------------------
tokens:token_list              GET   200 staff people
tokens:token_list              POST  422 staff people
tokens:token_end               POST  go author

# --- what describes the API, for staff in a browser ------------------------------------------------------------------
api:schema                     GET   200 staff
api:docs                       GET   200 staff
api:nowhere                    GET   404 everybody | 401 left anonymous
api:nowhere                    POST  404 everybody | 401 left anonymous

# --- people and pairings by token: as on the pages -------------------------------------------------------------------
api:people                     GET   200 staff people | 401 left anonymous
api:people                     POST  403 supervisors people | 400 peers offices | 401 left anonymous
api:person_search              POST  200 staff | 401 left anonymous
api:person                     GET   200 walking former clinical senior grant admin person | 401 left anonymous
api:pairings                   GET   200 staff people | 401 left anonymous
api:pairings                   POST  403 people | 400 staff | 401 left anonymous
api:pairing                    GET   200 author clinical senior admin person | 401 left anonymous
api:pairing_yes@offer          POST  200 offered person | 403 admin | 401 left anonymous
api:pairing_their_yes@offer    POST  200 offered admin | 403 person | 401 left anonymous
api:pairing_decline@offer      POST  200 offered admin person | 401 left anonymous
api:pairing_pause              POST  200 author admin person | 403 clinical senior | 401 left anonymous
api:pairing_resume             POST  409 author admin person | 403 clinical senior | 401 left anonymous
api:pairing_rhythm             POST  200 author person | 403 admin clinical senior | 401 left anonymous
api:pairing_end                POST  200 author admin person | 403 clinical senior | 401 left anonymous

# --- meetings: facts by relation, words with the person's yes; the office has none -----------------------------------
api:sessions                   GET   200 peers supervisors people | 401 left anonymous
api:session                    GET   200 walking clinical senior grant person | 401 left anonymous
api:attendance                 GET   200 walking clinical senior grant person | 401 left anonymous
api:session_plan               POST  400 peers | 401 left anonymous
api:session_plan@person        POST  201 walking | 401 left anonymous
api:session_log                POST  400 peers | 401 left anonymous
api:session_log@person         POST  201/409 walking | 401 left anonymous
api:session_cancel             POST  200 author | 403 paired cover | 401 left anonymous
api:session_not_met            POST  409 author | 403 paired cover | 401 left anonymous
api:session_move               POST  400 author | 403 paired cover | 401 left anonymous
api:session_reopen             POST  200 author | 403 paired cover | 401 left anonymous
api:notes                      GET   200 peers supervisors people | 401 left anonymous
api:note                       GET   200 author person | 200/404 paired cover clinical senior grant | 401 left anonymous
api:note@unsaid                GET   200 author person | 400/404 paired cover clinical senior grant | 401 left anonymous
api:note@blocked               GET   200 person | 200/404 walking grant | 401 left anonymous
api:addenda                    POST  201/400 author | 403/404 paired cover | 401 left anonymous

# --- goals: read with the person's yes, written by the two of them ---------------------------------------------------
api:goals                      GET   200 walking former clinical senior grant person | 401 left anonymous
api:goals                      POST  201/400 walking | 201 person | 401 left anonymous
api:goal                       GET   200 author person | 200/404 paired cover clinical senior grant | 401 left anonymous
api:goal_mine                  POST  204/400 author | 204/404 paired cover | 204 person | 401 left anonymous
api:goal_reach                 POST  204/400 author | 204/404 paired cover | 204 person | 401 left anonymous
api:goal_let_go                POST  204/400 author | 204/404 paired cover | 204 person | 401 left anonymous
api:goal_reopen                POST  204/400 author | 204/404 paired cover | 204 person | 401 left anonymous
api:goal_reword                POST  201/400 author | 201/404 paired cover | 201 person | 401 left anonymous

# --- who is let in: seen by the person, who walks with them and the office, ended by each of them ---------------------
api:let_in                     GET   200 walking admin person | 401 left anonymous
api:let_in_end                 POST  204 walking admin person | 401 left anonymous

# --- what may go out and what went: given and taken along by the person's own token, taken back by the two ------------
api:releases                   GET   200 walking clinical senior admin person | 401 left anonymous
api:releases                   POST  400 person | 403 walking clinical senior admin | 401 left anonymous
api:release_preview            POST  400 person | 403 walking clinical senior admin | 401 left anonymous
api:release                    GET   200 walking clinical senior admin person | 401 left anonymous
api:release_end                POST  200 walking person | 403 clinical senior admin | 401 left anonymous
api:disclosures                GET   200 walking clinical senior admin person | 401 left anonymous
api:disclosures                POST  400 person | 403 walking clinical senior admin | 401 left anonymous
api:disclosure_preview         POST  400 person | 403 walking clinical senior admin | 401 left anonymous
api:disclosure                 GET   200 walking clinical senior admin person | 401 left anonymous

# --- what is promised: to everybody whom it concerns; versions of before to those who work under them -----------------
api:policy                     GET   200 staff people | 404 elsewhere | 401 left anonymous
api:policy_one                 GET   200 staff people | 404 elsewhere | 401 left anonymous
api:policy_versions            GET   200 staff | 401 left anonymous

# --- the agreement: answered by the two, seen by relation, choices only by who walks ----------------------------------
api:agreement                  GET   200 walking former clinical senior admin person | 401 left anonymous
api:answers                    GET   200 person | 401 left anonymous
api:answers                    POST  201 walking offered person | 403 former clinical senior admin | 401 left anonymous
api:renew                      POST  400 person | 403 walking offered former clinical senior admin | 401 left anonymous
api:answer                     GET   200 walking person | 401 left anonymous
api:take_back            POST  200/409 walking offered person | 403 former clinical senior admin | 401 left anonymous
api:take_back_choice     POST  200/409 walking offered person | 403 former clinical senior admin | 401 left anonymous

# --- whom the person keeps away: to nobody else is it there --------------------------------------------------------
api:kept_away                  GET   200 people | 401 left anonymous
api:kept_away                  POST  400 people | 401 left anonymous
api:people_here                GET   200 people | 401 left anonymous
api:kept_away_one              GET   200 person | 401 left anonymous
api:let_in_again               POST  204 person | 401 left anonymous
"""

PLANTED = {"goal_by_api": ["canary-goal-by-api"]}
CANARIES = {"goal_by_api": "author person | paired cover clinical senior grant"}

OPEN = {
    line.split()[0].partition("@")[0]
    for line in TABLE.splitlines()
    if line.startswith("api:") and "schema" not in line and "docs" not in line
}
PAGES = {role: ["tokens:token_list"] for role in ("peer", "admin", "person", "new peer", "new person")}
ELSEWHERE = {*OPEN, "api:schema", "api:docs", "tokens:token_end"}

PLAN: dict[str, Any] = {"minutes": 45}  # whom with and when: filled in by furnish()
LOG: dict[str, Any] = {"minutes": 45, "kinds": ["emotional"], "text": "We sat.", "read_together": True}
ANSWER: dict[str, Any] = {"answer": "no", "language": "en"}  # to which version: filled in by furnish()
FORMS: dict[str, dict[str, Any]] = {
    "api:person_search": {"q": "Wilhel"},
    "api:pairing_rhythm": {"rhythm": "weekly"},
    "api:session_plan@person": PLAN,
    "api:session_log@person": LOG,
    "api:answers": ANSWER,
    "api:take_back_choice": {"audience": "clinical", "content": "narrative"},
    "api:addenda": {"text": "one more thing"},
    "api:goals": {"text": "see the sea", "idea_of": "them"},
    "api:goal_reword": {"text": "see the sea in spring"},
}

CHANGED = {
    "a_token_has_a_name": "UPDATE api_token SET name = ''",
    "a_token_expires": "UPDATE api_token SET expiry = NULL",
}
COPIED = {"one_request_a_key": ("api_idempotencykey", "true", {})}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """A goal of the person, a token of the author's, and where each line leads."""
    author, person = house.readers["author"], house.person
    with acting_as(author.pk):
        goal = add_goal(person=person, text="canary-goal-by-api", idea_of="them", said_mine=True, by=author)
    token, _text = make_token(name="a calendar", by=author)
    notes = {name: {"pk": house.meetings[name].notes.get().pk} for name in ("author", "blocked")}
    pairing, planned = {"pk": house.pairings["author"].pk}, {"pk": house.meetings["planned"].pk}
    why = {"?": "purpose=documentation"}
    found: dict[str, dict[str, Any]] = {
        "tokens:token_end": {"pk": token.pk},
        "api:person": {"pk": person.pk},
        "api:goals": {"pk": person.pk, **why},
        "api:goal": {"pk": goal.pk, **why},
        "api:pairing": pairing,
        "api:session": {"pk": house.meetings["author"].pk},
        "api:attendance": {"pk": house.meetings["author"].pk},
        "api:note": notes["author"] | why,
        "api:note@unsaid": notes["author"],
        "api:note@blocked": notes["blocked"] | why,
        "api:addenda": notes["author"],
        "api:nowhere": {"rest": "reports/"},
        **_agreement(house),
        "api:session_plan@person": {},
        "api:session_log@person": {},
    }
    found |= {f"api:pairing_{verb}": pairing for verb in ("pause", "resume", "rhythm", "end")}
    found |= {
        f"api:pairing_{verb}@offer": {"pk": house.pairings["offer"].pk}
        for verb in ("yes", "their_yes", "decline")
    }
    found |= {f"api:session_{verb}": planned for verb in ("cancel", "not_met", "move", "reopen")}
    found |= {f"api:goal_{verb}": {"pk": goal.pk} for verb in ("mine", "reach", "let_go", "reopen", "reword")}
    today = datetime.combine(clock.today(ZONE), time(9))
    PLAN.update(person=person.pk, local_start=f"{today + timedelta(days=2):%Y-%m-%dT%H:%M}")
    LOG.update(person=person.pk, local_start=f"{today - timedelta(days=2):%Y-%m-%dT%H:%M}")
    return found


def _agreement(house: Any) -> dict[str, dict[str, Any]]:
    """What the person answered, allowed and sent, the promise they read, and somebody whom they keep away."""
    consent = house.person.consents.get()
    spare = factories.make_peer(agency=house.person.agency, name="Peer kept away").user
    kept = block_staff(person=house.person, user=spare, by=house.readers["person"])
    ANSWER["policy_read"] = consent.policy_id
    return {
        "api:answer": {"pk": consent.pk},
        "api:policy_one": {"pk": consent.policy_id},
        "api:kept_away_one": {"pk": kept.pk},
        "api:let_in_again": {"pk": kept.pk},
    }


def scene(person: Any, peer: Any) -> None:
    """One token, and one request that made something."""
    make_token(name="a calendar", by=peer.user)
    once(key="one", body={}, act=lambda: person, by=peer.user)

"""The policy studio: versions, comments, and the second person."""

from typing import Any

from consent import services
from consent.models import ConfidentialityPolicy, PolicyTerms
from peersupport.core.principal import acting_as
from tests import factories

TABLE = """
# --- writing the promise: for the office alone --------------------------------------------------------------------
desk:policy_list                        GET   200 offices
desk:policy_start                       POST  409 admin blocked_admin | go elsewhere
desk:policy_grade                       POST  200 offices
desk:policy_page                        GET   200 admin blocked_admin
desk:policy_text                        GET   200 admin blocked_admin
desk:policy_text                        POST  422 admin blocked_admin
desk:policy_limit_add                   GET   200 admin blocked_admin
desk:policy_limit_add                   POST  422 admin blocked_admin
desk:policy_limit                       GET   200 admin blocked_admin
desk:policy_limit                       POST  422 admin blocked_admin
desk:policy_limit_remove                POST  409 admin blocked_admin
desk:policy_readers                     GET   200 admin blocked_admin
desk:policy_readers                     POST  422 admin blocked_admin
desk:policy_days                        GET   200 admin blocked_admin
desk:policy_days                        POST  422 admin blocked_admin
desk:policy_propose                     GET   200 admin blocked_admin
desk:policy_propose                     POST  422 admin blocked_admin
desk:policy_back                        POST  go admin blocked_admin
desk:comment_answer                     GET   200 admin blocked_admin
desk:comment_answer                     POST  422 admin blocked_admin

# --- the second person: another one in the office, or a senior peer supervisor ------------------------------------
desk:policy_preview                     GET   200 admin blocked_admin senior senior_far
desk:policy_compare                     GET   200 admin blocked_admin senior senior_far
desk:policy_publish                     GET   200 admin blocked_admin senior senior_far
desk:policy_publish                     POST  409 admin blocked_admin senior senior_far

# --- what lies open: for everybody who works under it, and for the people it concerns -----------------------------
desk:policy_open                        GET   200 staff
desk:policy_open                        POST  422 staff | 200 elsewhere
my_record:promise_draft                 GET   200 people
my_record:promise_draft                 POST  422 people
"""
FORMS: dict[str, dict[str, Any]] = {
    "desk:policy_grade": {"language": "en", "body_en": "We say it in plain words."},
    "desk:policy_text": {"body_en": "canary", "body_es": "canary"},
}
PLANTED = {"comment": ["canary-comment"]}
CANARIES = {"comment": "person admin blocked_admin senior senior_far"}

PAGES = {
    "admin": [
        "desk:policy_list", "desk:policy_page open_draft", "desk:policy_page in_force",
        "desk:policy_preview open_draft", "desk:policy_compare open_draft", "desk:policy_publish open_draft",
        "desk:policy_open", "desk:comment_answer said",
    ],
    "new office": [
        "desk:policy_list", "desk:policy_open", "desk:policy_page own_draft", "desk:policy_text own_page",
        "desk:policy_limit_add own_draft", "desk:policy_limit own_limit", "desk:policy_readers own_draft",
        "desk:policy_days own_draft", "desk:policy_propose own_draft", "desk:policy_publish own_draft",
        "desk:policy_compare own_draft",
    ],
    "senior": ["desk:policy_publish open_draft", "desk:policy_compare open_draft", "desk:policy_open"],
    "peer": ["desk:policy_open"],
    "person": ["my_record:promise_draft"],
    "new person": ["my_record:promise_draft"],
}  # fmt: skip
ELSEWHERE = {"desk:policy_start", "desk:policy_grade", "desk:policy_limit_remove", "desk:policy_back"}

COUNTED = [
    ("office", "GET", "desk:policy_list", 8),
    ("office", "GET", "desk:policy_page", 20),
    ("office", "GET", "desk:policy_publish", 62),  # both versions are laid side by side, three times
    ("peer", "GET", "desk:policy_open", 40),
    ("person", "GET", "my_record:promise_draft", 30),
]

UNCHANGING = {"consent_policyterms"}
CHANGED = {
    "a_day_to_begin_is_set_by_somebody": "UPDATE consent_confidentialitypolicy SET begins_on = current_date"
}


def _open(policy: ConfidentialityPolicy, by: Any) -> ConfidentialityPolicy:
    return services.propose_policy(policy=policy, words_allow_more=False, by=by)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """A second version that lies open, with something that the person said about it."""
    office, person = house.readers["admin"], house.readers["person"]
    with acting_as(office.pk):
        draft = _open(services.start_policy(agency=office.agency, by=office), office)
        said = services.say_about_policy(policy=draft, text="canary-comment", by=person)
    of_draft = {"pk": draft.pk}
    names = ("page", "limit_add", "readers", "days", "propose", "back", "preview", "compare", "publish")
    return {
        **{f"desk:policy_{name}": of_draft for name in names},
        "desk:policy_list": {},
        "desk:policy_start": {},
        "desk:policy_grade": {},
        "desk:policy_open": {},
        "desk:policy_text": of_draft | {"part": "short"},
        "desk:policy_limit": of_draft | {"order": 1},
        "desk:policy_limit_remove": of_draft | {"order": 1},
        "desk:comment_answer": {"pk": said.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    """A version that lies open with changes of every kind, one in force, and a first draft next door."""
    admin, peer, person = (world["users"][name] for name in ("admin", "peer", "person"))
    next_door = world["users"]["new office"]
    in_force = ConfidentialityPolicy.objects.published_for(admin.agency)
    draft = services.start_policy(agency=admin.agency, by=admin)
    bodies = {text.language: f"{text.body}\n\nOne more." for text in draft.texts.filter(page="short")}
    services.write_page(policy=draft, page="short", bodies=bodies, by=admin)
    services.set_readers(
        policy=draft, rules={("clinical", "narrative"): 1, ("cover", "narrative"): 0}, by=admin
    )
    services.remove_limit(policy=draft, order=6, by=admin)
    _open(draft, admin)
    said = services.say_about_policy(policy=draft, text="Shorter, please.", by=person)
    services.say_about_policy(policy=draft, text="Say it in pictures.", by=peer)
    services.say_about_policy(policy=draft, text="My sister asks.", for_a_person=True, by=peer)
    services.answer_comment(comment=said, answer="We cut two lines.", by=admin)
    own = services.start_policy(agency=next_door.agency, by=next_door)
    return {
        "open_draft": draft.pk,
        "in_force": in_force.pk,
        "said": said.pk,
        "own_draft": own.pk,
        "own_page": (own.pk, "short"),
        "own_limit": (own.pk, 1),
    }


def crowd(one: Any) -> None:
    """As many comments as people; each of them said yes to the version in force."""
    agency, office = one.agency, one.office
    services.publish_policy(policy=services.start_policy(agency=agency, by=office), by=office)
    for person in one.people:
        services.record_answer(
            person=person, answer="yes", language="en", way="typed", signature="S", by=one.peer.user
        )
    draft = _open(services.start_policy(agency=agency, by=office), office)
    for person in one.people:
        own = one.me if person.pk == one.people[0].pk else factories.give_account(person)
        services.say_about_policy(policy=draft, text="Shorter.", by=own)
        services.say_about_policy(policy=draft, text="Longer.", by=one.peer.user)
    one.arguments |= {"desk:policy_page": [draft.pk], "desk:policy_publish": [draft.pk]}


def scene(person: Any, peer: Any) -> None:
    """The terms of a limit in a version that nobody writes on any more."""
    policy = ConfidentialityPolicy.objects.create(
        agency_id=person.agency_id, version=40, written_by=peer.user, state="draft"
    )
    PolicyTerms.objects.create(agency_id=person.agency_id, policy=policy, code="self", order=1)
    ConfidentialityPolicy.objects.filter(pk=policy.pk).update(state="retired", valid_from=policy.created_at)

"""The plan for hard times: the person's own, open to whom the agreement opens it, and a list kept on a phone."""

from typing import Any

from peersupport.core.pdf import can_make_pdf
from peersupport.core.principal import acting_as
from peersupport.safety.models import PlanDraft, SafetyPlan
from peersupport.safety.plan_words import NAMES
from peersupport.safety.services import save_plan, save_plan_draft
from tests import factories

from .safety_concern import on_call

PDF = "200 person | 404 another" if can_make_pdf() else "404 people"
TABLE = f"""
# --- the plan for hard times: who walks with the person and may read it writes with them; a supervisor says why -----
safety:plan                             GET   200 walking former clinical senior grant
safety:plan                             POST  200 walking former clinical senior grant
safety:plan_write                       GET   200/403 author paired | 404/403 cover
safety:plan_write                       POST  go/403 author paired | 404/403 cover
safety:plan_draft                       POST  200/403 author paired | 404/403 cover
safety:plan_back                        POST  409/403 author paired | 404/403 cover
safety:plan_back@own                    POST  go/403 author | 403 paired | 404/403 cover
safety:plan_hand_over                   GET   200/403 author paired | 404/403 cover
safety:plan_hand_over                   POST  go/403 author paired | 404/403 cover
my_record:hard_times                    GET   200 people
my_record:hard_times_write              GET   200 people
my_record:hard_times_write              POST  go person | 422 another
my_record:hard_times_draft              POST  200 people
my_record:hard_times_back               POST  go person | 404 another
my_record:hard_times_versions           GET   200 people
my_record:hard_times_version            GET   200 person
my_record:hard_times_card               GET   200 person
my_record:hard_times_pdf                POST  {PDF}
my_record:hard_times_phone              GET   200 person
my_record:hard_times_kept               GET   200 people
# nothing of anybody is in these two: an empty page, and what keeps it on a phone
safety:kept_list                        GET   200 everybody anonymous
safety:kept_worker                      GET   200 everybody anonymous
"""
OPEN = {"safety:kept_list", "safety:kept_worker"}

WORDS = {name: f"canary-plan-{name}" for name in NAMES}
WRITTEN = {
    **dict.fromkeys(NAMES, ""),
    "alone": "feed the birds",
    "base": "2",
    "language": "en",
    "typed": "beside",
}
FORMS: dict[str, dict[str, Any]] = {
    "safety:plan": {"why": "safety"},
    "safety:plan_write": WRITTEN,
    "safety:plan_draft": WRITTEN,
    "safety:plan_hand_over": WRITTEN,
    "my_record:hard_times_write": WRITTEN,
    "my_record:hard_times_draft": WRITTEN,
}
PLANTED = {
    "hard_times": list(WORDS.values()),
    "hard_times_before": ["canary-earlier-plan"],
    "hard_times_draft": ["canary-plan-draft"],
}
CANARIES = {
    "hard_times": "person | author paired",
    "hard_times_before": "person",
    "hard_times_draft": "author",
}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """The person's own first version, one that the author typed beside them, and what the author has not saved."""
    author, me, person = house.readers["author"], house.readers["person"], house.person
    said = {"person": person, "language": "en", "show_not_wanted": None}
    with acting_as(me.pk):
        save_plan(parts={"alone": "canary-earlier-plan"}, base=0, by=me, **said)
    with acting_as(author.pk):
        save_plan(parts=WORDS, base=1, typed="beside", by=author, **said)
        save_plan_draft(person=person, payload={"base": "2", "signs": "canary-plan-draft"}, by=author)
    theirs = {"pk": person.pk}
    return {
        "safety:plan": theirs,
        "safety:plan_write": theirs,
        "safety:plan_draft": theirs,
        "safety:plan_back": theirs | {"number": 0, "base": 1},
        "safety:plan_back@own": theirs | {"number": 1, "base": 2},
        "safety:plan_hand_over": theirs,
        "my_record:hard_times_back": {"number": 1, "base": 2},
        "my_record:hard_times_version": {"number": 2},
    }


PAGES = {
    "peer": ["safety:plan person", "safety:plan_write person", "safety:plan_hand_over person"],
    "clinical": ["safety:plan person"],
    "person": [
        "my_record:hard_times", "my_record:hard_times_write", "my_record:hard_times_versions",
        "my_record:hard_times_version second_plan", "my_record:hard_times_card", "my_record:hard_times_phone",
        "safety:kept_list",
    ],
    "new person": ["my_record:hard_times", "my_record:hard_times_write", "my_record:hard_times_versions"],
}  # fmt: skip
ELSEWHERE = {
    "safety:plan_draft", "safety:plan_back", "safety:kept_worker", "my_record:hard_times_draft",
    "my_record:hard_times_back", "my_record:hard_times_pdf", "my_record:hard_times_kept",
}  # fmt: skip


def show(world: dict[str, Any]) -> dict[str, Any]:
    me, peer = world["users"]["person"], world["users"]["peer"]
    said = {"person": me.person, "language": "en"}
    with acting_as(me.pk):
        save_plan(parts={"alone": "The radio, low"}, base=0, show_not_wanted=None, by=me, **said)
    words = {name: f"What I wrote under {name}.\nCall 555 0142 first." for name in NAMES}
    with acting_as(peer.pk):
        save_plan(parts=words, base=1, typed="beside", show_not_wanted=True, by=peer, **said)
    return {"second_plan": (2,)}


COUNTED = [
    ("person", "GET", "my_record:hard_times", 14),
    ("person", "GET", "my_record:hard_times_versions", 8),
    ("person", "GET", "my_record:hard_times_card", 12),
    ("person", "GET", "my_record:hard_times_kept", 12),
    ("peer", "GET", "safety:plan", 14),
    ("clinical", "GET", "safety:plan", 12),
]


def crowd(crowd: Any) -> None:
    """As many versions of one plan as there are people, and as many colleagues on call."""
    crowd.arguments["safety:plan"] = [crowd.people[0].pk]
    for _person in crowd.people:
        on_call(factories.make_supervisor("clinical", agency=crowd.agency), made_by=crowd.office)
    for number in range(1, len(crowd.people) + 1):
        a_plan(crowd.people[0], number, typed_by=crowd.peer.user)


def a_plan(person: Any, number: int, *, typed_by: Any, **words: Any) -> SafetyPlan:
    return SafetyPlan.objects.create(
        agency_id=person.agency_id, person=person, number=number, typed="beside", typed_by=typed_by,
        language="en", **({"alone": f"line {number}"} | words),
    )  # fmt: skip


UNCHANGING = {"safety_safetyplan"}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_plan_of_a_number": ("safety_safetyplan", "number = 1", {}),
    "plans_are_numbered_from_one": ("safety_safetyplan", "number = 1", {"number": "0"}),
    "a_plan_is_taken_from_an_earlier_one": (
        "safety_safetyplan",
        "number = 1",
        {"number": "7", "taken_from": "7"},
    ),
    "one_draft_of_a_plan": ("safety_plandraft", "true", {}),
}


def scene(person: Any, peer: Any) -> None:
    plan = a_plan(person, 1, typed_by=peer.user)
    PlanDraft.objects.create(
        agency_id=person.agency_id, person=person, author=peer.user, payload="{}", expires_at=plan.at
    )

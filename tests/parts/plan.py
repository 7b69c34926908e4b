"""The plan made together, and check-ins."""

from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.models import (
    Attendance,
    CheckIn,
    Connection,
    ConnectionStep,
    Goal,
    GoalTouched,
    HelpsMe,
    Step,
)
from sessions_app.services import plan as services
from sessions_app.services.check_ins import answer_check_in, show_check_in, week_of, wish_check_ins

TABLE = """
# --- the plan made together: words, with the person's yes; a supervisor says why; what the person wrote is theirs ----
sessions_app:plan                       GET   200 walking former clinical senior grant
sessions_app:plan                       POST  200 walking former clinical senior grant
sessions_app:plan_add                   GET   200 walking
sessions_app:plan_add                   POST  go/422 walking
sessions_app:plan_add@step              GET   200 author | 200/404 paired cover
sessions_app:plan_add@step              POST  go/422 author | go/404 paired cover
sessions_app:plan_item                  GET   200 author | 200/404 paired cover
sessions_app:plan_item                  POST  go/422 author | go/404 paired cover
sessions_app:plan_item@alone            GET   403/404 walking
sessions_app:plan_item@alone            POST  403/404 walking
sessions_app:plan_item@connection       GET   200 author | 200/404 paired cover
sessions_app:plan_item@connection       POST  go/422 author | go/404 paired cover
sessions_app:plan_change                POST  go/409 walking
sessions_app:plan_change@step           POST  go/409 walking
sessions_app:plan_change@help           POST  go/409 author | 403/409 paired cover
my_record:plan                          GET   200 people
my_record:plan_add                      GET   200 people
my_record:plan_add                      POST  go people
my_record:plan_item                     GET   200 person
my_record:plan_item                     POST  go person
my_record:plan_change                   POST  go person

# --- check-ins: the phone handed over by who walks with the person; everything else is the person's ------------------
sessions_app:hand_over                  GET   200/409 walking
sessions_app:hand_over                  POST  go/409 walking
my_record:check_ins                     GET   200 people
my_record:check_ins                     POST  go person | 200 another
my_record:check_in_wish                 GET   200 people
my_record:check_in_wish                 POST  go people
my_record:check_in_change               POST  go person
my_record:check_in_change@take_back     POST  go people
"""
FORMS: dict[str, dict[str, Any]] = {
    "sessions_app:plan": {"why": "documentation"},
    "sessions_app:plan_add": {"text": "walk more", "idea_of": "us"},
    "sessions_app:plan_add@step": {"text": "ask", "whose": "us"},
    "sessions_app:plan_item": {"text": "put differently"},
    "sessions_app:plan_item@connection": {"state": "went"},
    "my_record:plan_add": {"text": "walk more", "idea_of": "us"},
    "my_record:plan_item": {"text": "put differently"},
    "sessions_app:hand_over": {"go": "1"},
    "my_record:check_ins": {"answer": "1"},
    "my_record:check_in_wish": {"questions": ["belonging"]},
}

PLANTED = {
    "plan": ["canary-goal", "canary-step", "canary-help", "canary-place", "canary-along", "canary-before"],
    "plan_alone": ["canary-own-goal", "canary-own-step"],
    "check_in_shown": ["I can see a way” – a little"],
    "check_in_hidden": ["I decide about my life: <strong>a lot"],
}
CANARIES = {
    "plan": "author person | paired cover clinical senior grant",
    "plan_alone": "person | author paired cover grant",
    "check_in_shown": "person | author paired",
    "check_in_hidden": "person",
}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, me, person = house.readers["author"], house.readers["person"], house.person
    with acting_as(author.pk):
        first = services.add_goal(person=person, text="canary-before", idea_of="peer", by=author)
        goal = services.reword_goal(goal=first, text="canary-goal", by=author)
        step = services.add_step(person=person, text="canary-step", whose="us", goal=goal, by=author)
        line = services.add_help(person=person, text="canary-help", by=author)
        place = services.add_connection(
            person=person, text="canary-place", state="planned", goes_along="canary-along", by=author
        )
    with acting_as(me.pk):
        alone = services.add_goal(person=person, text="canary-own-goal", idea_of="them", by=me)
        services.add_step(person=person, text="canary-own-step", whose="them", by=me)
    week = _check_ins(person, me)
    of_person = {"pk": person.pk}
    return {
        "sessions_app:plan": of_person,
        "sessions_app:plan_add": of_person | {"what": "goal"},
        "sessions_app:plan_add@step": of_person | {"what": "step", "?": f"goal={goal.pk}"},
        "sessions_app:plan_item": {"what": "goal", "pk": goal.pk},
        "sessions_app:plan_item@alone": {"what": "goal", "pk": alone.pk},
        "sessions_app:plan_item@connection": {"what": "connection", "pk": place.pk},
        "sessions_app:plan_change": {"what": "goal", "pk": goal.pk, "verb": "mine"},
        "sessions_app:plan_change@step": {"what": "step", "pk": step.pk, "verb": "done"},
        "sessions_app:plan_change@help": {"what": "help", "pk": line.pk, "verb": "remove"},
        "my_record:plan_add": {"what": "goal"},
        "my_record:plan_item": {"what": "goal", "pk": goal.pk},
        "my_record:plan_change": {"what": "goal", "pk": goal.pk, "verb": "mine"},
        "sessions_app:hand_over": of_person,
        "my_record:check_in_change": {"week": week, "verb": "hide"},
        "my_record:check_in_change@take_back": {"week": week, "verb": "take-back"},
    }


def _check_ins(person: Any, me: Any) -> str:
    """A hidden one of last week, and one of this week that was shown."""
    with acting_as(me.pk):
        wish_check_ins(person=person, is_on=True, questions=["hope_way"], by=me)
        with clock.set_to(clock.now() - timedelta(days=7)):
            answer_check_in(person=person, question="i_decide", answer=3, by=me)
        answer_check_in(person=person, question="hope_way", answer=1, by=me)
        week = week_of(person)
        show_check_in(person=person, week=week, shown=True, by=me)
    return week.isoformat()


PAGES = {
    "peer": [
        "sessions_app:plan person", "sessions_app:plan_add new_goal", "sessions_app:plan_add new_step",
        "sessions_app:plan_add new_connection", "sessions_app:plan_item goal", "sessions_app:plan_item connection",
        "sessions_app:hand_over person",
    ],
    "clinical": ["sessions_app:plan person"],
    "person": [
        "my_record:plan", "my_record:plan_add my_goal", "my_record:plan_add my_help", "my_record:plan_item goal",
        "my_record:check_ins", "my_record:check_in_wish",
    ],
    "new person": ["my_record:plan", "my_record:check_ins", "my_record:check_in_wish"],
}  # fmt: skip
ELSEWHERE = {"sessions_app:plan_change", "my_record:plan_change", "my_record:check_in_change"}


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer, me = world["users"]["peer"], world["users"]["person"]
    person = me.person
    with acting_as(peer.pk):
        goal = services.add_goal(person=person, text="Sing in the choir again", idea_of="peer", by=peer)
        theirs = services.add_goal(
            person=person, text="A room with a door that is mine", idea_of="them", said_mine=True, by=peer
        )
        services.add_step(
            person=person, text="Ask the choir when they sing", whose="them", goal=theirs, by=peer
        )
        done = services.add_step(person=person, text="Called the housing office", whose="us", by=peer)
        services.finish_step(step=done, by=peer)
        services.add_step(person=person, text="Look at the bus times", whose="me", by=peer)
        services.add_help(person=person, text="The radio, low, at night", by=peer)
        line = services.add_connection(
            person=person, text="Thursday football in the park", state="planned", goes_along="Gabe", by=peer
        )
        services.move_connection(connection=line, state="went", by=peer)
        gone = services.add_goal(person=person, text="Run every day", idea_of="someone", by=peer)
        services.let_go(goal=gone, by=peer)
        wish_check_ins(person=person, is_on=True, questions=["hope_way", "belonging"], by=me)
        answer_check_in(person=person, question="hope_way", answer=2, by=me)
        show_check_in(person=person, week=week_of(person), shown=True, by=me)
    return {
        "new_goal": (person.pk, "goal"), "new_step": (person.pk, "step"),
        "new_connection": (person.pk, "connection"), "goal": ("goal", goal.pk),
        "connection": ("connection", line.pk), "my_goal": ("goal",), "my_help": ("help",),
    }  # fmt: skip


COUNTED = [
    ("peer", "GET", "sessions_app:plan", 14),
    ("person", "GET", "my_record:plan", 14),
    ("person", "GET", "my_record:check_ins", 8),
]


def crowd(crowd: Any) -> None:
    """As many lines of everything as there are people."""
    person, peer = crowd.people[0], crowd.peer
    for number in range(len(crowd.people)):
        common = {"agency": crowd.agency, "person": person, "peer": peer}
        goal = Goal.objects.create(text=f"Goal {number}", idea_of="us", **common)
        Step.objects.create(text=f"Step {number}", whose="us", goal=goal, **common)
        HelpsMe.objects.create(text=f"Help {number}", **common)
        line = Connection.objects.create(text=f"Place {number}", state="talked", **common)
        day = crowd.agency.today() - timedelta(weeks=number)
        ConnectionStep.objects.create(
            agency=crowd.agency, connection=line, state="talked", on=day, told_to=peer.user
        )
        CheckIn.objects.create(
            agency=crowd.agency, person=person, week=day - timedelta(days=day.weekday()),
            question="i_can", answer=1,
        )  # fmt: skip
    crowd.arguments["sessions_app:plan"] = [person.pk]


UNCHANGING = {"sessions_app_connectionstep", "sessions_app_goaltouched"}
CHANGED = {
    "a_goal_is_theirs_when_they_said_so": "UPDATE sessions_app_goal SET state = 'mine', mine_at = NULL",
    "a_step_is_done_on_a_day": "UPDATE sessions_app_step SET state = 'done', done_on = NULL",
    "a_check_in_is_in_four_words": "UPDATE sessions_app_checkin SET answer = 4",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_touch_a_meeting": ("sessions_app_goaltouched", "true", {}),
    "one_check_in_a_week": ("sessions_app_checkin", "true", {}),
}


def scene(person: Any, peer: Any) -> None:
    common = {"agency_id": person.agency_id, "person": person, "peer": peer}
    goal = Goal.objects.create(text="x", idea_of="us", **common)
    Step.objects.create(text="x", whose="us", goal=goal, **common)
    line = Connection.objects.create(text="x", state="talked", **common)
    today = person.program.today()
    ConnectionStep.objects.create(
        agency_id=person.agency_id, connection=line, state="talked", on=today, told_to=peer.user
    )
    met = Attendance.objects.filter(person=person).first()
    GoalTouched.objects.create(agency_id=person.agency_id, attendance=met, goal=goal)
    CheckIn.objects.create(agency_id=person.agency_id, person=person, week=today, question="i_can", answer=1)

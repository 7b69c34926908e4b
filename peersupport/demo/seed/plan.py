"""Plans made together, and what some people say about how it is for them, written week by week as they would be."""

from datetime import datetime, timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.people.models import SupportedPerson
from sessions_app.plan import Reader
from sessions_app.services import plan
from sessions_app.services.check_ins import answer_check_in, show_check_in, week_of, wish_check_ins

from .cast import Cast, living
from .data import load
from .story import Story


def make_plans(cast: Cast, stories: list[Story]) -> None:
    by_name = {story.person.name: story for story in stories}
    for told in load("plan")["plans"]:
        story = by_name.get(told["person"])
        if story is None or story.row is None:
            continue
        peer = cast.users[story.walks[-1].peer]
        if Reader.of(peer, story.row).may_write():
            _PlanOf(cast, story.row, peer, since=story.walks[-1].since).tell(told)


class _PlanOf:
    """One person's plan, written down by their peer or by themselves."""

    def __init__(self, cast: Cast, person: SupportedPerson, peer: User, *, since: int) -> None:
        self.cast, self.person, self.peer, self.since = cast, person, peer, since

    def _at(self, days: int, hour: int) -> datetime:
        """That many days ago, and never before the two walked together."""
        return self.cast.at(max(0, min(days, self.since - 4)), hour)

    def tell(self, told: dict[str, Any]) -> None:
        for goal in told.get("goals", []):
            self._goal(goal)
        for text, whose, done in told.get("steps", []):
            self._step(text, whose, done, since=(done or 7) + 3)
        for number, text in enumerate(told.get("helps", [])):
            with living(self._at(30 + number, 17), self.peer):
                plan.add_help(person=self.person, text=text, by=self.peer)
        for line in told.get("connections", []):
            self._connection(line)
        if self.person.user_id:
            self._own(told, User.objects.get(pk=self.person.user_id))

    def _goal(self, told: dict[str, Any]) -> None:
        days = told["days"]
        with living(self._at(days, 16), self.peer):
            goal = plan.add_goal(
                person=self.person, text=told["text"], idea_of=told["idea"],
                said_mine=told.get("mine") == days, by=self.peer,
            )  # fmt: skip
        for key, service in (("mine", plan.say_mine), ("reached", plan.reach), ("let_go", plan.let_go)):
            if told.get(key) not in {None, days}:
                with living(self._at(told[key], 17), self.peer):
                    service(goal=goal, by=self.peer)
        for text, whose, done in told.get("steps", []):
            self._step(text, whose, done, since=min(days, (done or 10) + 4), goal=goal)

    def _step(self, text: str, whose: str, done: int | None, *, since: int, goal: Any = None) -> None:
        with living(self._at(since, 16), self.peer):
            if goal is not None:
                goal.refresh_from_db()
            still_open = goal if goal is None or goal.state in {"mine", "suggested"} else None
            step = plan.add_step(person=self.person, text=text, whose=whose, goal=still_open, by=self.peer)
        if done is not None:
            with living(self._at(done, 18), self.peer):
                plan.finish_step(step=step, by=self.peer)

    def _connection(self, told: dict[str, Any]) -> None:
        (first, days), *later = told["course"]
        with living(self._at(days, 16), self.peer):
            line = plan.add_connection(person=self.person, text=told["text"], state=first, by=self.peer)
        for state, on in later:
            with living(self._at(on, 16), self.peer):
                plan.move_connection(connection=line, state=state, by=self.peer)
        if "planned_in" in told:
            with living(self._at(2, 16), self.peer):
                plan.move_connection(
                    connection=line, state="planned", goes_along=told["goes_along"],
                    planned_on=self.cast.today + timedelta(days=told["planned_in"]), by=self.peer,
                )  # fmt: skip

    def _own(self, told: dict[str, Any], own: User) -> None:
        """Written on their own phone."""
        for text, idea in told.get("own_goals", []):
            with living(self._at(8, 21), own):
                plan.add_goal(person=self.person, text=text, idea_of=idea, by=own)
        if "check_ins" in told:
            _answer(self.cast, self.person, own, told["check_ins"])


def _answer(cast: Cast, person: SupportedPerson, own: User, told: dict[str, Any]) -> None:
    """[weeks ago, word]: one a week, and the newest may have been shown."""
    questions = told["questions"]
    for number, (weeks, answer) in enumerate(reversed(told["weeks"])):
        with living(cast.at(7 * weeks, 20), own):
            if number == 0:
                wish_check_ins(person=person, is_on=True, questions=questions, by=own)
            answer_check_in(person=person, question=questions[number % len(questions)], answer=answer, by=own)
    if "shown" in told:
        with living(cast.at(0, 8), own):
            answer_check_in(person=person, question=questions[0], answer=told["shown"], by=own)
            show_check_in(person=person, week=week_of(person), shown=True, by=own)

"""The life of worries in any order, against a few lines of Python: whatever happens, none is ever with nobody.

After every step a sweep runs, and then each open one is with somebody who can read it and still has time, or it is had
by somebody who can read it, or its alarm stands. Two bugs that lose one are planted, and have to be found.
"""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from peersupport.accounts.models import Membership
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.people.models import BlockedStaff
from peersupport.safety.concern_querysets import ConcernQuerySet
from peersupport.safety.models import Concern, ConcernStep, OnCallShift
from peersupport.safety.services import (
    close_concern,
    concern_line,
    enter_steps,
    hand_on,
    move_on_overdue,
    pass_on,
    record_concern,
    start_acting,
    take_concern,
)
from tests.safety.concern_world import World

LINE = 3
who = st.integers(0, LINE - 1)
which = st.integers(0, 3)
FEW = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink], database=None,
)  # fmt: skip


# A planted fault is looked for in the same way in every run, and the first find ends it.
UNTIL_FOUND = settings(FEW, max_examples=400, derandomize=True, phases=[Phase.generate])


class Worries(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.now = clock.now()
        self.world = World(line=LINE)
        self.keys: list[uuid.UUID] = []
        self.closed: set[uuid.UUID] = set()

    def _do(self, act, nth: int, **more) -> None:
        """What is refused changes nothing; the invariants say whether that is true."""
        if not self.keys:
            return
        concern = Concern.objects.get(pk=self.keys[nth % len(self.keys)])
        with clock.set_to(self.now):
            try:
                act(concern=concern, **more)
            except (DomainError, Concern.DoesNotExist):
                return
        if act is close_concern:
            self.closed.add(concern.pk)

    @rule(again=st.booleans(), nth=which)
    def record(self, again: bool, nth: int) -> None:
        known = again and self.keys
        key = self.keys[nth % len(self.keys)] if known else uuid.uuid4()
        with clock.set_to(self.now):
            kept = record_concern(
                key=key, sentence="She does not answer.", person=self.world.person, by=self.world.user
            )
        assert not kept.is_closed
        if kept.pk not in self.keys:
            self.keys.append(kept.pk)

    @rule(minutes=st.sampled_from([1, 14, 16, 40]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(nth=which, by=who)
    def take(self, nth: int, by: int) -> None:
        self._do(take_concern, nth, by=self.world.line[by])

    @rule(nth=which)
    def whoever_was_asked_takes(self, nth: int) -> None:
        for holder in self._of(nth, "stands_with"):
            self._do(take_concern, nth, by=holder)

    @rule(nth=which)
    def whoever_has_it_is_kept_away(self, nth: int) -> None:
        for holder in self._of(nth, "acknowledged_by"):
            BlockedStaff.objects.get_or_create(
                agency=self.world.agency, person=self.world.person, user=holder
            )

    @rule(nth=which)
    def whoever_is_asked_has_no_task_any_more(self, nth: int) -> None:
        for holder in self._of(nth, "stands_with"):
            Membership.objects.filter(user=holder).update(ended_at=self.now)

    def _of(self, nth: int, field: str) -> list[object]:
        found = Concern.objects.filter(pk__in=self.keys[nth % len(self.keys) :][:1]) if self.keys else []
        return [holder for concern in found if (holder := getattr(concern, field)) is not None]

    @rule(nth=which, by=who)
    def cannot_take(self, nth: int, by: int) -> None:
        self._do(pass_on, nth, by=self.world.line[by])

    @rule(nth=which, by=who, to=who)
    def hand(self, nth: int, by: int, to: int) -> None:
        self._do(hand_on, nth, by=self.world.line[by], to=self.world.line[to])

    @rule(nth=which, by=who)
    def act(self, nth: int, by: int) -> None:
        self._do(start_acting, nth, by=self.world.line[by], words="I go there.")

    @rule(nth=which, by=who)
    def close(self, nth: int, by: int) -> None:
        self._do(close_concern, nth, by=self.world.line[by], ending="together")

    @rule(by=who)
    def keep_away(self, by: int) -> None:
        BlockedStaff.objects.get_or_create(
            agency=self.world.agency, person=self.world.person, user=self.world.line[by]
        )

    @rule(by=who)
    def let_in(self, by: int) -> None:
        BlockedStaff.objects.filter(user=self.world.line[by]).delete()

    @rule(by=who)
    def shift_ends(self, by: int) -> None:
        OnCallShift.objects.filter(user=self.world.line[by]).update(ended_at=self.now)

    @rule(by=who)
    def shift_begins(self, by: int) -> None:
        OnCallShift.objects.filter(user=self.world.line[by]).update(ended_at=None)

    @invariant()
    def none_is_lost(self) -> None:
        if not hasattr(self, "keys"):
            return
        with clock.set_to(self.now):
            move_on_overdue()
            rows = {concern.pk: concern for concern in Concern.objects.filter(pk__in=self.keys)}
            assert set(rows) == set(self.keys)
            assert {pk for pk, row in rows.items() if row.is_closed} == self.closed
            for concern in rows.values():
                if not concern.is_closed:
                    self._is_with_somebody(concern)

    def _is_with_somebody(self, concern: Concern) -> None:
        if concern.acknowledged_by_id:
            assert Concern.objects.read_by(concern.acknowledged_by).filter(pk=concern.pk).exists()
        elif concern.alarm_at is None:
            assert concern.stands_with is not None
            assert Concern.objects.read_by(concern.stands_with).filter(pk=concern.pk).exists()
            assert concern.moves_at > self.now
        steps = list(concern.steps.all())
        assert [step.number for step in steps] == list(range(1, concern.steps_count + 1))
        asked = [step.to_id for step in steps if step.kind == ConcernStep.Kind.ASKED]
        assert len(asked) == len(set(asked))
        assert self.world.user.pk not in asked

    def teardown(self) -> None:
        enter_steps()
        assert not Concern.objects.not_entered().filter(pk__in=getattr(self, "keys", [])).exists()


def test_whatever_happens_no_worry_is_with_nobody():
    run_state_machine_as_test(Worries, settings=settings(FEW, max_examples=40))


def forgets_the_alarm(concern, *, now):
    """At the end of the line it simply stops."""
    line = concern_line.line_of(concern, now)
    asked = set(concern.steps.filter(kind="asked").values_list("to", flat=True))
    free = [user for user in line if user.pk not in asked]
    if free:
        concern_line.ask(concern, free[0], kind="asked", by=None)
    else:
        concern.stands_with = concern.moves_at = None
        concern.save(update_fields=["stands_with", "moves_at"])


def test_a_line_that_ends_in_silence_is_found(monkeypatch):
    for place in ("concern", "concern_line", "concern_course"):
        monkeypatch.setattr(f"peersupport.safety.services.{place}.ask_next", forgets_the_alarm)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Worries, settings=UNTIL_FOUND)


def test_one_that_stays_with_somebody_who_cannot_open_it_is_found(monkeypatch):
    """A search would find it, too, after minutes: these are the three steps that matter."""
    monkeypatch.setattr(ConcernQuerySet, "stranded", lambda rows: rows.none())
    worries = Worries()
    worries.begin()
    worries.record(again=False, nth=0)
    worries.whoever_was_asked_takes(nth=0)
    worries.none_is_lost()

    worries.whoever_has_it_is_kept_away(nth=0)

    with pytest.raises(AssertionError):
        worries.none_is_lost()

"""What the demo holds of days: meetings that come back, and plans for hard ones."""

from collections import Counter

from peersupport.accounts.models import User
from peersupport.safety.models import SafetyPlan
from sessions_app.day import day_meetings
from sessions_app.models import SessionSeries, SupportSession


def some_have_a_plan_for_hard_times():
    plans = SafetyPlan.objects.order_by("person__chosen_name", "number")
    assert [(plan.person.chosen_name, plan.typed, plan.language) for plan in plans] == [
        ("Ana R.", "own", "es"), ("Ana R.", "own", "es"), ("Ana R.", "beside", "es"),
        ("Big Lou", "paper", "en"), ("Big Lou", "beside", "en"), ("Ines P.", "beside", "es"),
    ]  # fmt: skip


def meetings_come_back():
    series = SessionSeries.objects.all()
    assert {row.every for row in series} == {1, 2}
    assert (
        {row.ended_at is None for row in series} == {row.group_id is None for row in series} == {True, False}
    )
    states = Counter(SupportSession.objects.exclude(series=None).values_list("state", flat=True))
    assert set(states) == {"planned", "cancelled"}
    assert len(day_meetings(User.objects.get(name="DeShawn Pettway"))) > 1

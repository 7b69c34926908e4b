"""What the demo holds of plans for hard times."""

from peersupport.safety.models import SafetyPlan


def some_have_a_plan_for_hard_times():
    plans = SafetyPlan.objects.order_by("person__chosen_name", "number")
    assert [(plan.person.chosen_name, plan.typed, plan.language) for plan in plans] == [
        ("Ana R.", "own", "es"), ("Ana R.", "own", "es"), ("Ana R.", "beside", "es"),
        ("Big Lou", "paper", "en"), ("Big Lou", "beside", "en"), ("Ines P.", "beside", "es"),
    ]  # fmt: skip

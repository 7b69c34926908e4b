from .on_call import OnCallShift
from .plan import PlanDraft, SafetyPlan

__all__ = ["OnCallShift", "PlanDraft", "SafetyPlan"]

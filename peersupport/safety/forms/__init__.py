from .plan import PlanForm, WhyForm

__all__ = ["PlanForm", "WhyForm"]

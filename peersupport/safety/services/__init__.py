from .plan import (
    PlanChanged,
    drop_plan_draft,
    expire_plan_drafts,
    forget_plan_drafts_about,
    save_plan,
    save_plan_draft,
    take_plan_back,
)

__all__ = [
    "PlanChanged",
    "drop_plan_draft",
    "expire_plan_drafts",
    "forget_plan_drafts_about",
    "save_plan",
    "save_plan_draft",
    "take_plan_back",
]

from .lists import PhoneLine, ReportingDuty, WiderHelp, YesNoAsk
from .on_call import HandOver, OnCallPerson, OnCallShift
from .plan import PlanDraft, SafetyPlan

__all__ = [
    "HandOver",
    "OnCallPerson",
    "OnCallShift",
    "PhoneLine",
    "PlanDraft",
    "ReportingDuty",
    "SafetyPlan",
    "WiderHelp",
    "YesNoAsk",
]

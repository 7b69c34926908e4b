from .concern import Concern, ConcernStep, ConcernWish
from .concern_after import MandatedReport, RepairTalk, Telling, TellingDelay
from .concern_again import ReadingAgain
from .lists import PhoneLine, ReportingDuty, WiderHelp, YesNoAsk
from .on_call import HandOver, OnCallPerson, OnCallShift
from .plan import PlanDraft, SafetyPlan

__all__ = [
    "Concern",
    "ConcernStep",
    "ConcernWish",
    "HandOver",
    "MandatedReport",
    "OnCallPerson",
    "OnCallShift",
    "PhoneLine",
    "PlanDraft",
    "ReadingAgain",
    "RepairTalk",
    "ReportingDuty",
    "SafetyPlan",
    "Telling",
    "TellingDelay",
    "WiderHelp",
    "YesNoAsk",
]

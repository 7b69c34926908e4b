from .lists import PhoneLine, ReportingDuty, WiderHelp, YesNoAsk
from .on_call import HandOver, OnCallPerson, OnCallShift

__all__ = [
    "HandOver",
    "OnCallPerson",
    "OnCallShift",
    "PhoneLine",
    "ReportingDuty",
    "WiderHelp",
    "YesNoAsk",
]

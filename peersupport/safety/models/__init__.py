from .concern import Concern, ConcernStep, ConcernWish
from .concern_after import MandatedReport, RepairTalk, Telling, TellingDelay
from .on_call import OnCallShift

__all__ = [
    "Concern",
    "ConcernStep",
    "ConcernWish",
    "MandatedReport",
    "OnCallShift",
    "RepairTalk",
    "Telling",
    "TellingDelay",
]

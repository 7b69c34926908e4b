"""The agreement and what stands on it: the promise, the answers, the gate, and what may leave the house and did."""

from .answers import ChoiceTakenBack, ConsentChoice, ConsentNow, ConsentRecord
from .comments import PolicyComment
from .disclosures import AskedDisclosure, Basis, Disclosure, Outgoing
from .policy import ConfidentialityPolicy, PolicyAudience, PolicyLimit, PolicyTerms, PolicyText
from .releases import Apart, Kind, Release, Way
from .reminders import ConsentReminder
from .talks import ConversationDraft

__all__ = [
    "Apart",
    "AskedDisclosure",
    "Basis",
    "ChoiceTakenBack",
    "ConfidentialityPolicy",
    "ConsentChoice",
    "ConsentNow",
    "ConsentRecord",
    "ConsentReminder",
    "ConversationDraft",
    "Disclosure",
    "Kind",
    "Outgoing",
    "PolicyAudience",
    "PolicyComment",
    "PolicyLimit",
    "PolicyTerms",
    "PolicyText",
    "Release",
    "Way",
]

"""The agreement and what stands on it: the promise, the answers, the gate, and what may leave the house and did."""

from .agreement import (
    ConfidentialityPolicy,
    ConsentChoice,
    ConsentNow,
    ConsentRecord,
    PolicyAudience,
    PolicyLimit,
    PolicyText,
)
from .disclosures import AskedDisclosure, Basis, Disclosure, Outgoing
from .releases import Apart, Kind, Release, Way

__all__ = [
    "Apart",
    "AskedDisclosure",
    "Basis",
    "ConfidentialityPolicy",
    "ConsentChoice",
    "ConsentNow",
    "ConsentRecord",
    "Disclosure",
    "Kind",
    "Outgoing",
    "PolicyAudience",
    "PolicyLimit",
    "PolicyText",
    "Release",
    "Way",
]

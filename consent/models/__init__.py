"""The agreement about confidentiality: what an agency promises, what one person chose, and what follows for readers."""

from .answers import ChoiceTakenBack, ConsentChoice, ConsentNow, ConsentRecord
from .comments import PolicyComment
from .policy import ConfidentialityPolicy, PolicyAudience, PolicyLimit, PolicyTerms, PolicyText

__all__ = [
    "ChoiceTakenBack",
    "ConfidentialityPolicy",
    "ConsentChoice",
    "ConsentNow",
    "ConsentRecord",
    "PolicyAudience",
    "PolicyComment",
    "PolicyLimit",
    "PolicyTerms",
    "PolicyText",
]

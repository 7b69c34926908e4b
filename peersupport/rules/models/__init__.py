"""What a house sets for itself: its words, its promise to its peers, its rules of supervision."""

from .house import HousePromise, LanguageEntry
from .supervision import ProgramRules, SupervisionPack, SupervisionRule

__all__ = ["HousePromise", "LanguageEntry", "ProgramRules", "SupervisionPack", "SupervisionRule"]

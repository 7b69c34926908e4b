"""What a house sets for itself: its words, its promise to its peers, the role of a peer, its rules of supervision."""

from .house import HousePromise, LanguageEntry
from .role import RoleText, RoleVersion
from .supervision import ProgramRules, SupervisionPack, SupervisionRule

__all__ = [
    "HousePromise",
    "LanguageEntry",
    "ProgramRules",
    "RoleText",
    "RoleVersion",
    "SupervisionPack",
    "SupervisionRule",
]

"""What a house sets for itself: its words, its promise to its peers, the role of a peer, its rules of supervision."""

from .house import HousePromise, LanguageEntry
from .role import RoleText, RoleVersion
from .supervision import NotePrompt, ProgramRules, SupervisionPack, SupervisionRule

__all__ = [
    "HousePromise",
    "LanguageEntry",
    "NotePrompt",
    "ProgramRules",
    "RoleText",
    "RoleVersion",
    "SupervisionPack",
    "SupervisionRule",
]

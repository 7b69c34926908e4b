"""The language mirror: points at clinical, deficit, blaming and role-drift wording and offers plainer words.

It explains and suggests. It never changes a text, and what it finds is kept nowhere.
"""

from .engine.check import Flag
from .mirror import LANGUAGES, check

__all__ = ["LANGUAGES", "Flag", "check"]

"""The only writers of this app. Grouped by noun; callers import the names from here."""

from .differences import raise_difference, say_how_i_see_it
from .hours import add_education, include_hours, remove_education, write_week
from .role import accept_role, signs_as

__all__ = [
    "accept_role",
    "add_education",
    "include_hours",
    "raise_difference",
    "remove_education",
    "say_how_i_see_it",
    "signs_as",
    "write_week",
]

"""The only writers of this app."""

from .differences import raise_difference, say_how_i_see_it

__all__ = ["raise_difference", "say_how_i_see_it"]

"""On the page "For you": it has arrived when its moment has come."""

from . import base
from .base import Letter, Result


def is_offered() -> bool:
    return True


def send(_letter: Letter) -> Result:
    return base.sent()

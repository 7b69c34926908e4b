"""A drawn signature: path data on a field of 600 × 200, moves and lines only. Nothing else gets in or out."""

import re

from django.utils.translation import gettext as _

from peersupport.core.errors import DomainError

WIDTH, HEIGHT = 600, 200
MOST_LETTERS = 20_000
LEAST_POINTS = 5  # less is a dot or a slip of the thumb
PATH = re.compile(r"(?:[ML]\d{1,3} \d{1,3})+")
POINT = re.compile(r"[ML](\d+) (\d+)")


def clean_drawing(path: str) -> str:
    """`path` as it is kept: "M12 90L14 88…". Raises DomainError for anything that is no drawing on the field."""
    path = path.strip()
    if not path:
        raise DomainError(_("Please draw your signature, or type your name instead."), field="drawing")
    points = [(int(x), int(y)) for x, y in POINT.findall(path)]
    whole = len(path) <= MOST_LETTERS and PATH.fullmatch(path) is not None and path.startswith("M")
    if not whole or any(x > WIDTH or y > HEIGHT for x, y in points):
        raise DomainError(
            _("This drawing can't be kept. Please draw it again, or type your name."), field="drawing"
        )
    if len(points) < LEAST_POINTS:
        raise DomainError(_("This is only a dot. Please draw it again, or type your name."), field="drawing")
    return path

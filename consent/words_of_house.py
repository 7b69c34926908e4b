"""What a house says of its own beside its promise: short lines, each about one topic.

The app that keeps them brings them; consent stands below it and knows no more of them than that they can be shown.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

Said = Callable[[UUID, str], Sequence[Any]]
_brought: list[Said] = []


def bring(said: Said) -> None:
    """said(agency_id, language) gives lines with a `topic`, a `text` and the `language` they are in."""
    _brought.append(said)


def lines_of_house(agency_id: UUID, language: str) -> list[Any]:
    return [line for said in _brought for line in said(agency_id, language)]

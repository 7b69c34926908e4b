"""The accounting of what went out about one person, to take along as a table."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.exchange.tables import written
from peersupport.exchange.takes import MARK
from peersupport.people.models import SupportedPerson
from sessions_app.local_time import to_local

from .queries import WentLine


def as_table(person: SupportedPerson, lines: Iterable[WentLine]) -> str:
    """One line for each time something went out."""
    head = [
        _("Day"), _("To"), _("What it was for"), _("What it was"), _("Which way"), _("Why it could go out"),
        _("Who sent it"), _("Who confirmed it"),
    ]  # fmt: skip
    rows = [_cells(person, line) for line in lines]
    return MARK + "".join(written(cells) for cells in [head, *rows])


def _cells(person: SupportedPerson, line: WentLine) -> list[str]:
    said: Any = line.said
    day = date_format(to_local(line.at, person.program.time_zone), "DATE_FORMAT")
    words = [said.recipient, said.purpose] if said else ["", ""]
    return [day, *words, "; ".join(line.kinds), line.way, line.basis, line.sender, line.second]

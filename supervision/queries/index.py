"""The first page of supervision: what waits for this reader, then every door they have, in the order of use."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from supervision.lines import Line, Lines

from .boundaries import boundary_lines
from .drift_signals import signal_lines
from .my_work import my_work
from .off_role import off_role_lines
from .pulse_lines import pulse_lines
from .review import review_lines
from .rooms import room_lines
from .structure import structure_lines

PARTS: list[tuple[Promise, list[Callable[[User], Lines]]]] = [
    (_("Time together"), [room_lines, structure_lines]),
    (
        _("What the role is, and what happens to it"),
        [off_role_lines, boundary_lines, pulse_lines, signal_lines],
    ),
    (_("Papers and hours"), [my_work, review_lines]),
]


@dataclass
class Section:
    title: Promise
    doors: list[Line] = field(default_factory=list)


@dataclass
class IndexPage:
    waiting: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def index_page(user: User) -> IndexPage:
    page = IndexPage()
    for title, parts in PARTS:
        section = Section(title)
        for part in parts:
            added = part(user)
            page.waiting += added.waiting
            section.doors += added.doors
        if section.doors:
            page.sections.append(section)
    return page

"""What stands on the first page of supervision. Each part of the app says what it adds, for each reader."""

from collections.abc import Callable
from dataclasses import dataclass, field

from peersupport.accounts.models import User


@dataclass(frozen=True)
class Line:
    """One line that leads somewhere. `tag`: a short word about its state, `tone`: plain, good, wait or look."""

    title: str
    url: str
    text: str = ""
    tag: str = ""
    tone: str = "plain"


@dataclass
class Lines:
    """What a part adds for one reader: what waits for them now, and doors that are always there."""

    waiting: list[Line] = field(default_factory=list)
    doors: list[Line] = field(default_factory=list)


PARTS: list[Callable[[User], Lines]] = []


def index_page(user: User) -> Lines:
    page = Lines()
    for part in PARTS:
        added = part(user)
        page.waiting += added.waiting
        page.doors += added.doors
    return page

"""Lines of the first page of supervision: what each part of the app adds for one reader."""

from dataclasses import dataclass, field


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

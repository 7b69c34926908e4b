"""One line of a list on the desk, whatever it is about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`url` opens it; `act` is POSTed by a button that says `verb`."""

    title: str
    text: str = ""
    tag: str = ""
    tone: str = "plain"
    url: str = ""
    act: str = ""
    verb: str = ""

"""What each level of documentation keeps: one table, read by the form, the service and the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from peersupport.accounts.models import Program

from .entry import WORDS, SessionEntry
from .models import Connection, SupportSession

Level = Program.Level

FACTS = frozenset({"way", "kinds"})
OPEN_FACTS = FACTS | {"place", "agenda_by"}
BRIEF_LETTERS = 600
FULL_LETTERS = 10_000
MOST_FIRST_CONTACTS = 3


def may_still_get_words(session: SupportSession) -> bool:
    """A first contact was written down as facts; what was drafted about it may follow after the conversation."""
    return session.state == session.State.COMPLETED and session.first_contact and not session.has_note


@dataclass(frozen=True)
class LevelRule:
    """Fields that may be filled, must be, and stand open on the form instead of under "Add more"."""

    allowed: frozenset[str]
    required: frozenset[str] = frozenset()
    unfolded: frozenset[str] = frozenset()
    most_letters: int = 0

    @property
    def keeps_words(self) -> bool:
        return "text" in self.allowed


READ_TOGETHER = frozenset({"read_together", "not_read_because", "their_signature", "their_signature_by"})
THEIR_WORDS = frozenset({"own_words", "own_words_by"})
NEXT_STEP = frozenset({"next_step", "next_step_whose"})
SAYS = frozenset({"says"})  # what a payer wants to know is asked for nowhere else
WITH_WORDS = OPEN_FACTS | WORDS - SAYS
RULES: dict[str, LevelRule] = {
    Level.NONE: LevelRule(allowed=frozenset()),
    Level.ATTENDANCE: LevelRule(allowed=FACTS),
    Level.BRIEF: LevelRule(
        allowed=WITH_WORDS - READ_TOGETHER,
        required=frozenset({"kinds", "text"}),
        most_letters=BRIEF_LETTERS,
    ),
    Level.TOGETHER: LevelRule(
        allowed=WITH_WORDS,
        required=frozenset({"kinds", "text", "read_together"}),
        unfolded=READ_TOGETHER | THEIR_WORDS | NEXT_STEP,
        most_letters=FULL_LETTERS,
    ),
    Level.BILLABLE: LevelRule(
        allowed=WITH_WORDS - READ_TOGETHER | SAYS,
        required=frozenset({"kinds", "text", "way", "place", "ends_local"}) | NEXT_STEP,
        unfolded=frozenset({"way", "place", "goal_ids"}) | SAYS | THEIR_WORDS | NEXT_STEP,
        most_letters=FULL_LETTERS,
    ),
}


@dataclass(frozen=True)
class Problem:
    field: str
    sentence: str = field(compare=False)


def problems(entry: SessionEntry, level: str, *, has_goals: bool = False) -> Iterator[Problem]:
    """Everything that keeps this entry from being complete at this level, field by field.

    has_goals: there are goals the person called theirs; the payer wants to know which one it was about.
    """
    rule = RULES[level]
    for name in sorted(entry.filled() - rule.allowed):
        yield Problem(name, _("At the level you two agreed on, this is not written down."))
    for name in sorted(rule.required):
        if not _is_there(entry, name):
            yield Problem(name, missing(name))
    if level == Level.BILLABLE and has_goals and not entry.goal_ids:
        yield Problem("goal_ids", missing("goal_ids"))
    yield from _halves(entry)
    if rule.keeps_words and len(entry.text) > rule.most_letters:
        yield Problem("text", too_long(len(entry.text), rule.most_letters))


def _halves(entry: SessionEntry) -> Iterator[Problem]:
    """What means something only beside something else."""
    which = entry.connection or entry.connection_id
    if bool(which) != bool(entry.connection_state):
        half = "connection_state" if which else "connection"
        yield Problem(half, missing(half))
    if entry.connection and entry.connection_id:
        yield Problem("connection_id", _("Please choose one of those, or “another one” and write it."))
    if entry.connection_state != Connection.State.PLANNED:
        for name in ("connection_with", "connection_on"):
            if getattr(entry, name):
                yield Problem(name, _("Who goes along and when belong to something that is planned."))
    if bool(entry.their_signature) != bool(entry.their_signature_by):
        half = "their_signature_by" if entry.their_signature else "their_signature"
        yield Problem(half, missing(half))
    elif entry.their_signature and not entry.read_together:
        yield Problem("their_signature", _("A name stands under what you two read together."))


def _is_there(entry: SessionEntry, name: str) -> bool:
    if name == "text":  # an unwritten part is a choice and never a hold
        return bool(entry.text) or entry.rest_stays_between_us
    if name == "read_together":
        return entry.read_together is True or (entry.read_together is False and bool(entry.not_read_because))
    return bool(getattr(entry, name))


def missing(name: str) -> str:
    return {
        "kinds": _("Please choose what it was, one or more."),
        "text": _("Please write a line, or say that the rest stays between you two."),
        "way": _("Please say how you met."),
        "place": _("Please say where you met."),
        "next_step": _("Please say what comes next. “We meet again” is enough."),
        "next_step_whose": _("Please say whose step it is."),
        "read_together": _("Did you read it together? If not today, one word why."),
        "ends_local": _("Please say when it ended."),
        "goal_ids": _("Please choose which of their goals it was about."),
        "connection": _("Please say which group, place or person it was."),
        "connection_state": _("Please say how far it has come."),
        "their_signature": _("Please write the name, or leave this empty."),
        "their_signature_by": _("Please say who wrote the name."),
    }[name]


def too_long(count: int, most: int) -> str:
    return _("There is room for %(most)d letters here. Please take out %(over)d.") % {
        "most": most,
        "over": count - most,
    }

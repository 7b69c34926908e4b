"""What is new for a person, in sentences for their own space."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from peersupport.people.models import News, SupportedPerson

NEWS_AT_MOST = 100

SENTENCES: dict[str, Any] = {
    News.Kind.STARTED: _("%(name)s and you walk together now."),
    News.Kind.BACK: _("%(name)s and you walk together again."),
    News.Kind.ENDED: _("%(name)s and you said goodbye for now."),
    News.Kind.COVER: _("%(name)s stands in for a while."),
    News.Kind.COVER_ENDED: _("%(name)s doesn't stand in any more."),
    News.Kind.LINKED: _("%(name)s looks after the work of your peer now."),
    News.Kind.LINK_ENDED: _("%(name)s doesn't look after the work of your peer any more."),
    News.Kind.LET_IN: _("%(name)s was let in for a while."),
    News.Kind.LET_OUT: _("%(name)s is no longer let in."),
    News.Kind.KEPT_AWAY: _("%(name)s is kept away from what is yours, as you said."),
    News.Kind.COMES_BACK: _("%(name)s is not kept away any more, as you said."),
    News.Kind.AGREED: _("%(name)s wrote down what you answered about what stays between you."),
    News.Kind.TAKEN_BACK: _("%(name)s wrote down that you took your yes back."),
    News.Kind.ONE_BACK: _("%(name)s wrote down that you took one of your choices back."),
    News.Kind.PROPOSED: _(
        "We are writing a new version of what we promise. You can read it first and say what you think."
    ),
    News.Kind.PROMISE_LESS: _(
        "There is a new version of what we promise. Less is shared than before. "
        "It holds at once; you don't have to do anything."
    ),
    News.Kind.PROMISE_SAID: _(
        "There is a new version of what we promise. It says the same in other words. You don't have to do anything."
    ),
    News.Kind.PROMISE: _("There is a new version of what we promise. Nothing opens by it: you talk first."),
    News.Kind.LEVEL: _("Your program changed what is written down. Nothing more is written before you talk."),
    News.Kind.SPACE: _("%(name)s opened this space for you."),
    # Never the name of the group: it may say what nobody else in the room has to know.
    News.Kind.ON_LIST: _(
        "You are on the list of a group. %(name)s, who leads it, knows your chosen name there."
    ),
    News.Kind.OFF_LIST: _("You are not on the list of a group any more."),
    News.Kind.ALLOWED_OUT: _(
        "%(name)s wrote down that you allow something to go out. Read it under “Going out”."
    ),
    News.Kind.NOT_OUT: _(
        "%(name)s wrote down that you took a permission back. Nothing goes out by it any more."
    ),
    News.Kind.WENT_OUT: _("%(name)s sent something about you out of this house. Read it under “Going out”."),
    News.Kind.NOTE_ASKED: _(
        "%(name)s, who looks after the work of your peer, read what was written about a meeting and asked something. "
        "It stands below what was written."
    ),
    News.Kind.WITHHELD: _(
        "Something in what was written about a meeting is kept from you, and %(name)s agreed to it. "
        "It stands there why, and you can ask."
    ),
    News.Kind.WHY_TOLD: _(
        "%(name)s answered why something is kept from you. It stands below what was written."
    ),
}


@dataclass(frozen=True)
class NewsLine:
    """One thing that changed, in a sentence; with the day from which something opens to somebody."""

    id: uuid.UUID
    at: datetime
    sentence: str
    opens_at: datetime | None
    is_seen: bool


def news_of(person: SupportedPerson) -> list[NewsLine]:
    return [_line(row) for row in News.objects.of(person)[:NEWS_AT_MOST]]


def not_seen(person: SupportedPerson, *, limit: int) -> list[NewsLine]:
    """The newest that the person has not read, one more than `limit` where there are more."""
    return [_line(row) for row in News.objects.of(person).unseen()[: limit + 1]]


def _line(row: News) -> NewsLine:
    name = row.about.first_name_only if row.about is not None else ""
    return NewsLine(
        row.pk, row.at, str(SENTENCES[row.kind]) % {"name": name}, row.opens_at, row.seen_at is not None
    )

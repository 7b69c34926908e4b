"""Whether anything waits at all: one question, so that on most days the first page asks no other."""

from typing import NamedTuple

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.home import querysets
from peersupport.safety.models import ReadingAgain


class Waiting(NamedTuple):
    unread: bool  # on their page "For you"
    worries: bool  # open in their house, or a question about one, whoever may read it
    talks: bool  # that they were part of


def what_waits(user: User) -> Waiting:
    now = clock.now()
    unread, is_open, is_asked, talks = querysets.what_waits(
        user_id=user.pk, agency_id=user.agency_id, now=now, asked_since=now - ReadingAgain.WAITS
    )
    return Waiting(unread, is_open or is_asked or talks, talks)

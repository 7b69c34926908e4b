"""Whether anything waits at all: one question, so that on most days the first page asks no other."""

from typing import NamedTuple

from django.db.models import Exists, Q

from peersupport.accounts.models import User
from peersupport.notifications.models import Message
from peersupport.safety.models import Concern, ReadingAgain, RepairTalk


class Waiting(NamedTuple):
    unread: bool  # on their page "For you"
    worries: bool  # open in their house, or a question about one, whoever may read it
    talks: bool  # that they were part of


def what_waits(user: User) -> Waiting:
    ours = {"agency_id": user.agency_id}
    talks = RepairTalk.objects.filter(held_at=None, **ours)
    theirs = talks.filter(Q(concern__raised_by=user) | Q(concern__acknowledged_by=user))
    found = User.objects.filter(pk=user.pk).values_list(
        Exists(Message.objects.for_page(user).order_by().filter(read_at=None)),
        Exists(Concern.objects.open().filter(**ours)),
        Exists(ReadingAgain.objects.waiting().filter(**ours)),
        Exists(theirs),
    )
    unread, is_open, is_asked, talks_wait = found.get()
    return Waiting(unread, is_open or is_asked or talks_wait, talks_wait)

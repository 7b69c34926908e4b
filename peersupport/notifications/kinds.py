"""What may be said to somebody outside a page: each kind once, with how it is sent and by which ways unless chosen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    INBOX = "inbox", _("here")
    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by text message")
    PUSH = "push", _("on this device")


class Lane(models.IntegerChoices):
    """How a message is carried when nobody knows whether it went out.

    CONCERN: it is sent again, with the same key and the words that it may come twice. REMINDER: never a second time;
    it stands as unknown, for somebody to see.
    """

    CONCERN = 0
    REMINDER = 1


class Kind(models.TextChoices):
    CONCERN = "concern", _("Somebody's safety: you are on call")
    CONCERN_COURSE = "concern_course", _("What became of it")
    WAY_LOST = "way_lost", _("A way to reach somebody that does not work any more")
    NOT_SENT = "not_sent", _("A message that could not be sent")


LANES = {Kind.CONCERN: Lane.CONCERN}
# Without a choice of their own: staff by all these that they have; a person by none.
STAFF_WAYS = {
    Kind.CONCERN: (Channel.INBOX, Channel.EMAIL, Channel.SMS, Channel.PUSH),
    Kind.CONCERN_COURSE: (Channel.INBOX, Channel.EMAIL),
    Kind.WAY_LOST: (Channel.INBOX,),
    Kind.NOT_SENT: (Channel.INBOX,),
}


def lane_of(kind: str) -> Lane:
    return LANES.get(Kind(kind), Lane.REMINDER)

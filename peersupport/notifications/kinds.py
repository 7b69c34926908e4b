"""What may be said to somebody outside a page: each kind once, with how it is sent and by which ways unless chosen."""

from collections.abc import Set

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.roles import Role


class Channel(models.TextChoices):
    INBOX = "inbox", _("here")
    EMAIL = "email", _("by e-mail")
    SMS = "sms", _("by text message")
    PUSH = "push", _("on a device")


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
    MEETING = "meeting", _("A meeting that comes up")
    MISSING_NOTE = "missing_note", _("A meeting of which nobody said yet what became")
    DRAFT = "draft", _("Something you began to write")
    ANSWER = "answer", _("Something to read")
    SUPERVISION = "supervision", _("A supervision meeting that is due")
    OFF_ROLE = "off_role", _("An answer that the office promised")
    CREDENTIAL = "credential", _("Certificates, learning, and the five taps of the month")
    AGREEMENT = "agreement", _("An agreement to talk over when you meet next")
    REPAIR = "repair", _("Something to talk through together")
    RHYTHM = "rhythm", _("Somebody you have not met for a while")
    DIGEST = "digest", _("Your week in a few lines")
    GAP = "gap", _("Hours in which nobody is on call")
    TRY = "try", _("A try")


class Before(models.TextChoices):
    """When somebody wants to hear of a meeting, by the clock on the wall where it is."""

    DAY = "day", _("the day before, at the same hour")
    MORNING = "morning", _("at eight in the morning")
    HOURS = "hours", _("two hours before")


LANES = {Kind.CONCERN: Lane.CONCERN}
# Without a choice of their own: staff by all these that they have; a person by none.
STAFF_WAYS = {
    Kind.CONCERN: (Channel.INBOX, Channel.EMAIL, Channel.SMS, Channel.PUSH),
    Kind.CONCERN_COURSE: (Channel.INBOX, Channel.EMAIL),
    Kind.WAY_LOST: (Channel.INBOX,),
    Kind.NOT_SENT: (Channel.INBOX,),
    Kind.MEETING: (Channel.INBOX,),
    Kind.MISSING_NOTE: (Channel.INBOX,),
    Kind.DRAFT: (Channel.INBOX,),
    Kind.ANSWER: (Channel.INBOX,),
    Kind.SUPERVISION: (Channel.INBOX,),
    Kind.OFF_ROLE: (Channel.INBOX,),
    Kind.CREDENTIAL: (Channel.INBOX,),
    Kind.AGREEMENT: (Channel.INBOX,),
    Kind.REPAIR: (Channel.INBOX,),
    Kind.RHYTHM: (Channel.INBOX,),
    Kind.DIGEST: (Channel.INBOX, Channel.EMAIL),
    Kind.GAP: (Channel.INBOX, Channel.EMAIL),
}
# When staff hear of a meeting who did not choose.
USUAL_BEFORE = (Before.HOURS,)
ALL_STAFF = {Role.PEER, Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN}
SUPERVISORS = {Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR}
# Whose choice each kind is. Nobody chooses about a try: it is asked for.
CHOSEN_BY = {
    Kind.CONCERN: ALL_STAFF,
    Kind.CONCERN_COURSE: ALL_STAFF,
    Kind.MEETING: {Role.PEER},
    Kind.MISSING_NOTE: {Role.PEER},
    Kind.DRAFT: {Role.PEER},
    Kind.ANSWER: {Role.PEER, Role.SENIOR_PEER_SUPERVISOR},
    Kind.SUPERVISION: {Role.PEER} | SUPERVISORS,
    Kind.AGREEMENT: {Role.PEER},
    Kind.REPAIR: {Role.PEER},
    Kind.RHYTHM: {Role.PEER},
    Kind.CREDENTIAL: {Role.PEER},
    Kind.DIGEST: SUPERVISORS,
    Kind.OFF_ROLE: {Role.ADMIN},
    Kind.GAP: {Role.ADMIN},
    Kind.WAY_LOST: {Role.ADMIN},
    Kind.NOT_SENT: {Role.ADMIN},
}
# What the office's list of messages calls by its name, with whom it went to. The rest says how somebody works, and with
# whom they meet: there it is a reminder, to somebody who works here.
OFFICE_READS = (
    Kind.CONCERN,
    Kind.WAY_LOST,
    Kind.NOT_SENT,
    Kind.OFF_ROLE,
    Kind.GAP,
    Kind.SUPERVISION,
    Kind.DIGEST,
    Kind.TRY,
)
# Where a line of "For you" leads.
LEADS_TO = {
    Kind.CONCERN: "safety:concern_list",
    Kind.CONCERN_COURSE: "safety:concern_list",
    Kind.WAY_LOST: "operate:message_list",
    Kind.NOT_SENT: "operate:message_list",
    Kind.MEETING: "home:index",
    Kind.MISSING_NOTE: "home:index",
    Kind.DRAFT: "home:index",
    Kind.ANSWER: "sessions_app:answers_waiting",
    Kind.SUPERVISION: "supervision:meetings",
    Kind.OFF_ROLE: "supervision:off_role_waiting",
    Kind.CREDENTIAL: "supervision:index",
    Kind.AGREEMENT: "home:index",
    Kind.REPAIR: "home:index",
    Kind.RHYTHM: "home:index",
    Kind.DIGEST: "home:week",
    Kind.GAP: "safety:on_call",
}


def lane_of(kind: str) -> Lane:
    return LANES.get(Kind(kind), Lane.REMINDER)


def kinds_for(roles: Set[str]) -> list[Kind]:
    """The kinds that somebody with these roles chooses about, in the order of the page."""
    return [kind for kind, whose in CHOSEN_BY.items() if whose & roles]

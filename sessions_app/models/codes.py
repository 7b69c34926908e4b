"""The short answers that stand on a meeting, a note or a plan. Codes are stored, labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The four kinds of support."""

    COMPANIONSHIP = "companionship", _("Spent time together")
    EMOTIONAL = "emotional", _("Listened and understood")
    INFORMATIONAL = "informational", _("Shared know-how")
    INSTRUMENTAL = "instrumental", _("Did something practical")


class Way(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    PHONE = "phone", _("phone")
    VIDEO = "video", _("video")
    TEXT = "text", _("text")
    OUT = "out", _("out and about")


class Place(models.TextChoices):
    HOME = "home", _("at their home")
    OFFICE = "office", _("at our place")
    OUTDOORS = "outdoors", _("outdoors")
    PUBLIC = "public", _("café, library or shop")
    SERVICE = "service", _("an office or clinic")
    HOSPITAL = "hospital", _("hospital")
    JAIL = "jail", _("jail or prison")
    OTHER = "other", _("somewhere else")


class ChosenBy(models.TextChoices):
    THEM = "them", _("they did")
    TOGETHER = "together", _("we did")
    ME = "me", _("I did")


class WhyShared(models.TextChoices):
    ME_TOO = "me_too", _("to say “me too”")
    CAN_BE_DONE = "can_be_done", _("to show it can be done")
    WHAT_HELPED = "what_helped", _("to pass on what helped")
    ASKED = "asked", _("they asked")


class WhoseStep(models.TextChoices):
    THEM = "them", _("theirs")
    US = "us", _("ours")
    ME = "me", _("mine")


class WhoWrote(models.TextChoices):
    THEM = "them", _("written by them")
    TYPED_FOR_THEM = "typed_for_them", _("said and typed by me")


class HowWritten(models.TextChoices):
    TOGETHER = "together", _("written together")
    BESIDE = "beside", _("by me with them beside me")
    LATER = "later", _("by me later")


class Tag(models.TextChoices):
    """Optional tags beside the four kinds. They belong to the note: what somebody is busy with is theirs."""

    WELLNESS_PLAN = "wellness_plan", _("the plan made together")
    SPEAKING_UP = "speaking_up", _("speaking up for oneself")
    RIGHTS = "rights", _("rights")
    GOING_ALONG = "going_along", _("going along")
    GROUP = "group", _("a group")
    EVERYDAY = "everyday", _("everyday life")


class IdeaOf(models.TextChoices):
    """Whose idea a goal was."""

    THEM = "them", _("their own idea")
    US = "us", _("we found it together")
    PEER = "peer", _("their peer’s idea")
    SOMEONE = "someone", _("somebody else’s idea")


class CheckInQuestion(models.TextChoices):
    """What a person may choose to be asked, one question a week at most. Only they see the answers."""

    BELONGING = "belonging", _("There are people I belong with")
    HOPE_ON = "hope_on", _("I want to go on with something")
    HOPE_WAY = "hope_way", _("I can see a way")
    I_CAN = "i_can", _("I can do this")
    I_DECIDE = "i_decide", _("I decide about my life")
    PART_OF_IT = "part_of_it", _("I am part of it here")
    UNDERSTOOD = "understood", _("I felt understood")
    SEE_MORE = "see_more", _("I see more that I can do")

    @property
    def is_about_a_meeting(self) -> bool:
        return self in {CheckInQuestion.UNDERSTOOD, CheckInQuestion.SEE_MORE}


class CheckInAnswer(models.IntegerChoices):
    NOT_YET = 0, _("not yet")
    A_LITTLE = 1, _("a little")
    SOME = 2, _("some")
    A_LOT = 3, _("a lot")

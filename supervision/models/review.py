"""What a supervisor said about a note that lacks something: it is fine as it is, and why."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.models import Attendance


class Hold(models.TextChoices):
    """Why a note stands in the inbox. Found from facts and from which boxes are filled, never from a word.

    What stays between the two is no hold: an unwritten part is a choice, but for what the level asks.
    """

    NOT_WRITTEN = "not_written", _("Nobody wrote down yet what became of this meeting.")
    KINDS = "kinds", _("It does not say what kind of support it was.")
    TEXT = "text", _("There is no line about it, and no word that the rest stays between the two.")
    READ_TOGETHER = "read_together", _("It does not say whether the two read it together.")
    NEXT_STEP = "next_step", _("It does not say what comes next, or whose step it is.")
    SETTING = "setting", _("It does not say how or where they met.")
    TIMES = "times", _("It has no end: its length is missing.")
    CREDENTIAL = "credential", _("No certificate of who signed it was in force that day.")
    GOAL = "goal", _("It is tied to none of the person's goals.")
    PROMPT_PURPOSE = "prompt_purpose", _("It is not ticked that it says what it was for.")
    PROMPT_DONE = "prompt_done", _("It is not ticked that it says what the two did for it.")
    PROMPT_RESPONSE = "prompt_response", _("It is not ticked that it says what the person did or said.")
    PROMPT_CHANGE = "prompt_change", _("It is not ticked that it says what has changed.")
    PROMPT_STRENGTHS = "prompt_strengths", _("It is not ticked that it says what the person is good at.")
    PROMPT_TOGETHER = "prompt_together", _("It is not ticked that it says how the two decided it together.")
    EACH_NOTE = "each_note", _("The rules of this program ask that somebody looks at each note.")
    NEW_HERE = "new_here", _("It is one of the first five notes of somebody who is new here.")


# Nothing is missing: somebody reads along.
READ_ALONG = (Hold.EACH_NOTE, Hold.NEW_HERE)


class Because(models.TextChoices):
    """Why it is fine as it is: one tap."""

    LOOKED_AT = "looked_at", _("I looked at it")
    IN_THE_NOTE = "in_the_note", _("the note says it in another place")
    THEIR_WISH = "their_wish", _("the person wanted it so")
    DOES_NOT_FIT = "does_not_fit", _("it does not fit this meeting")
    TALKED_OVER = "talked_over", _("the peer and I talked it over")


def reasons_for(code: str) -> list[tuple[str, Any]]:
    """Where nothing is missing, there is nothing that could stand in another place."""
    fits = (
        {Because.LOOKED_AT, Because.TALKED_OVER} if code in READ_ALONG else set(Because) - {Because.LOOKED_AT}
    )
    return [(reason.value, reason.label) for reason in Because if reason in fits]


class HoldDecision(AgencyOwned):
    """One hold of one note is fine as it is. Never changed; taken back by a row of its own.

    Kept by the attendance, because some holds are about a note that does not exist. act: what was saved at once, and is
    undone at once.
    """

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, related_name="+", help_text="Who wrote it."
    )
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    act = models.UUIDField()
    code = models.CharField(max_length=16, choices=Hold)
    because = models.CharField(max_length=16, choices=Because)

    class Meta:
        indexes = [
            models.Index(fields=["attendance"], name="hold_by_attendance"),
            models.Index(fields=["act"], name="hold_by_act"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["act", "attendance", "code"], name="one_decision_a_hold_at_once"),
        ]


class HoldUndone(AgencyOwned):
    """The supervisor took it back: the hold stands again."""

    decision = models.OneToOneField(HoldDecision, on_delete=models.PROTECT, related_name="undone")
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

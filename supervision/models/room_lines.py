"""What is written in the two rooms: lines that both sides add, sealed with the key of the peer and the room."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist
from supervision import clinical_querysets, senior_querysets
from supervision.humility import HOW_MANY

from .rooms import ClinicalMeeting, SeniorMeeting


class RoomLine(AgencyOwned):
    """Something to talk about, or something that somebody will do. `peer`: whose key of the room seals it."""

    class Kind(models.TextChoices):
        AGENDA = "agenda", _("something to talk about")
        TO_DO = "to_do", _("something to do")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        LATER = "later", _("comes along next time")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    whose = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_agenda(self) -> bool:
        return self.kind == self.Kind.AGENDA

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE


def only_a_task_has_a_day(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(due_on=None) | Q(kind="to_do"))


class ClinicalLine(RoomLine):
    meeting = models.ForeignKey(ClinicalMeeting, on_delete=models.PROTECT, related_name="lines")
    text = SealedTextField(owner="clinical", holder="peer_id")

    objects = clinical_querysets.ClinicalLineQuerySet.as_manager()

    class Meta:
        constraints = [only_a_task_has_a_day("a_clinical_line_with_a_day_is_a_task")]


class SeniorLine(RoomLine):
    meeting = models.ForeignKey(SeniorMeeting, on_delete=models.PROTECT, related_name="lines")
    text = SealedTextField(owner="senior", holder="peer_id")

    objects = senior_querysets.SeniorLineQuerySet.as_manager()

    class Meta:
        constraints = [only_a_task_has_a_day("a_senior_line_with_a_day_is_a_task")]


class SharedLine(AgencyOwned):
    """A line that a peer gave out of the peer room with their yes: a copy, gone when they take it back.

    It is sealed with the key of the clinical room, so that nobody outside ever needs the other one.
    """

    class Audience(models.TextChoices):
        CLINICAL = "clinical", _("my clinical supervisor")
        OFFICE = "office", _("the office")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience)
    line_id = models.UUIDField(help_text="The line it was copied from; no key, so that the rooms stay apart.")
    text = SealedTextField(owner="clinical", holder="peer_id")

    objects = clinical_querysets.SharedLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line_id", "audience"], name="a_line_is_shared_once_with_each")
        ]


class KeptAnswer(AgencyOwned):
    """What somebody answered to a question and wanted to keep. Their own key; nobody else ever reads it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    question = models.PositiveSmallIntegerField()
    text = SealedTextField(owner="user")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_kept_answer_is_to_one_of_ours", condition=Q(question__gte=0, question__lt=HOW_MANY)
            )
        ]


class TalkWish(AgencyOwned):
    """A peer would like to talk with their senior peer supervisor. The row is gone once they have, or don't need to."""

    class Soon(models.TextChoices):
        TODAY = "today", _("today")
        WEEK = "week", _("this week")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    soon = models.CharField(max_length=5, choices=Soon)

    objects = senior_querysets.TalkWishQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer"], name="one_wish_to_talk")]

"""Meetings with a supervisor, in two rooms: the same shape, but never the same table, queryset or key."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.people.models import PeerSpecialist
from supervision import clinical_querysets, senior_querysets
from supervision.humility import HOW_MANY


class RoomMeeting(AgencyOwned):
    """One supervision meeting, planned or held. Who is in it are its places; held, a day and a length are enough."""

    class Form(models.TextChoices):
        INDIVIDUAL = "individual", _("the two of us")
        GROUP = "group", _("several peers")
        OBSERVED = "observed", _("came along to a meeting")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("we met")
        CANCELLED = "cancelled", _("called off")

    class Function(models.TextChoices):
        """What a meeting was for. Ticked by whoever likes, never counted in minutes."""

        ADMINISTRATIVE = "administrative", _("paperwork and how things run")
        DEVELOPING = "developing", _("learning something")
        SUPPORTING = "supporting", _("being supported")

    supervisor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Nobody where peers meet among themselves.",
    )  # fmt: skip
    form = models.CharField(max_length=10, choices=Form)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_for = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    functions = ArrayField(models.CharField(max_length=16, choices=Function), default=list, blank=True)
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody said that it was held or called off; for undo."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def functions_in_words(self) -> list[str]:
        words = dict(self.Function.choices)
        return [str(words[code]) for code in self.functions if code in words]


def held_with_day_and_length(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(state="held", held_on__isnull=False, minutes__isnull=False)
        | ~Q(state="held") & Q(held_on=None, minutes=None),
    )


class ClinicalMeeting(RoomMeeting):
    """Safety, documentation and the team. Read by the supervisor and the peers who are in it."""

    objects = clinical_querysets.ClinicalMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            held_with_day_and_length("a_clinical_meeting_was_on_a_day"),
            models.CheckConstraint(
                name="a_clinical_meeting_is_with_a_supervisor", condition=Q(supervisor__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["supervisor", "-held_on"], name="clinical_meeting_by_whom")]


class SeniorMeeting(RoomMeeting):
    """Reflection, fidelity, wellbeing. Closed to the clinical line and the office, for good."""

    question = models.PositiveSmallIntegerField(
        default=0, help_text="Which of the questions in humility.py is offered. No answer stands here."
    )

    objects = senior_querysets.SeniorMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            held_with_day_and_length("a_senior_meeting_was_on_a_day"),
            models.CheckConstraint(
                name="a_question_is_one_of_ours", condition=Q(question__gte=0, question__lt=HOW_MANY)
            ),
        ]
        indexes = [models.Index(fields=["supervisor", "-held_on"], name="senior_meeting_by_whom")]


class ClinicalPlace(AgencyOwned):
    """One peer in a meeting of the clinical room."""

    meeting = models.ForeignKey(ClinicalMeeting, on_delete=models.PROTECT, related_name="places")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "meeting"], name="one_clinical_place")]


class SeniorPlace(AgencyOwned):
    """One peer in a meeting of the senior peer supervisor's room."""

    meeting = models.ForeignKey(SeniorMeeting, on_delete=models.PROTECT, related_name="places")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "meeting"], name="one_senior_place")]

"""Meetings with a supervisor, in two rooms: the same shape, but never the same table, queryset or key."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.people.models import PeerSpecialist


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

    supervisor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Nobody where peers meet among themselves.",
    )  # fmt: skip
    form = models.CharField(max_length=10, choices=Form)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_for = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def held_with_day_and_length(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(state="held", held_on__isnull=False, minutes__isnull=False)
        | ~Q(state="held") & Q(held_on=None, minutes=None),
    )


class ClinicalMeeting(RoomMeeting):
    """Safety, documentation and the team. Read by the supervisor and the peers who are in it."""

    class Meta:
        constraints = [held_with_day_and_length("a_clinical_meeting_was_on_a_day")]


class SeniorMeeting(RoomMeeting):
    """Reflection, fidelity, wellbeing. Closed to the clinical line and the office, for good."""

    class Meta:
        constraints = [held_with_day_and_length("a_senior_meeting_was_on_a_day")]


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

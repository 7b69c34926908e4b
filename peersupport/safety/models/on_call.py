"""Who answers when somebody is worried about a life."""

from django.db import models
from django.db.models import F, Q

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.history import tracked
from peersupport.safety import on_call_querysets, querysets


@tracked("agency", "program", "user", "rank", "starts_at", "ends_at", "ended_at")
class OnCallShift(AgencyOwned):
    """Somebody answers from one instant to another, in one program or in the whole house. Rank 1 is asked first."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(
        max_length=64, default="UTC", help_text="The clock on the wall by which it was planned."
    )
    batch = models.UUIDField(
        null=True,
        blank=True,
        help_text="Planned in one step: the key of the form, the same for a whole series.",
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Handed over or taken back before its end."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = querysets.OnCallShiftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "starts_at"], name="shifts_by_start"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="shifts_of_a_batch"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="a_shift_has_a_rank", condition=Q(rank__gte=1, rank__lte=9)),
        ]


@tracked("agency", "user", "ended_at")
class OnCallPerson(AgencyOwned):
    """A member of staff who may be on call: named by the office, also somebody from outside with an account here."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(
        max_length=60, blank=True, help_text="How colleagues reach them while they are on call."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = on_call_querysets.OnCallPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="named_for_on_call_once"
            )
        ]


class HandOver(AgencyOwned):
    """A colleague is asked to take a shift. Until their yes whoever has it keeps it."""

    class State(models.TextChoices):
        ASKED = "asked"
        YES = "yes"
        NO = "no"
        TAKEN_BACK = "taken_back"

    shift = models.ForeignKey(OnCallShift, on_delete=models.PROTECT, related_name="hand_overs")
    asked = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = on_call_querysets.HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state="asked"), name="one_colleague_is_asked_at_a_time"
            ),
            models.CheckConstraint(name="nobody_hands_over_to_themselves", condition=~Q(asked=F("asked_by"))),
            models.CheckConstraint(
                name="a_hand_over_is_closed_iff_answered",
                condition=Q(state="asked", closed_at=None)
                | Q(state__in=["yes", "no", "taken_back"], closed_at__isnull=False),
            ),
        ]

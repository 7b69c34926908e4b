"""Who answers when somebody is worried about a life."""

from django.db import models
from django.db.models import F, Q

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.history import tracked
from peersupport.safety import querysets


@tracked("agency", "program", "user", "rank", "starts_at", "ends_at", "ended_at")
class OnCallShift(AgencyOwned):
    """Somebody answers from one instant to another, in one program or in the whole house. Rank 1 is asked first."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="Handed over or taken back before its end."
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = querysets.OnCallShiftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "starts_at"], name="shifts_by_start")]
        constraints = [
            models.CheckConstraint(
                name="a_shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="a_shift_has_a_rank", condition=Q(rank__gte=1, rank__lte=9)),
        ]

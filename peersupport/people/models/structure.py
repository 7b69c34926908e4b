"""What the two links of a peer stand on: dated exceptions, who decides on a peer's work, who is away and covered."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.dates import Dated, ends_after_start
from peersupport.core.history import tracked
from peersupport.people import structure_querysets

from .peers import PeerSpecialist
from .relations import SupervisionLink

EXCEPTION_AT_MOST = timedelta(days=180)


@tracked("agency", "peer", "kind", "supervisor", "starts_on", "ends_on", "ended_at")
class LinkException(AgencyOwned, Dated):
    """A rule about a peer's two links does not hold for some days. The peer reads it, with its reason."""

    class Kind(models.TextChoices):
        ONE_LINK = "one_link", _("one supervisor is enough")
        BOTH_ROOMS = "both_rooms", _("one colleague is both supervisors")
        DECIDES = "decides", _("the senior peer supervisor also decides about pay, contract or discipline")

    NEEDS_SOMEBODY = (Kind.BOTH_ROOMS, Kind.DECIDES)

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="link_exceptions")
    kind = models.CharField(max_length=10, choices=Kind)
    supervisor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Whom it is for. Nobody where one link is enough.",
    )  # fmt: skip
    reason = models.CharField(max_length=200)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = structure_querysets.StructureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "kind"], name="exception_by_peer")]
        constraints = [
            ends_after_start("exception_ends_after_it_starts"),
            models.CheckConstraint(
                name="an_exception_ends_within_180_days",
                condition=Q(ends_on__isnull=False, ends_on__lte=F("starts_on") + EXCEPTION_AT_MOST),
            ),
            models.CheckConstraint(
                name="an_exception_is_for_somebody_where_it_names_two_tasks",
                condition=Q(kind="one_link", supervisor=None)
                | Q(kind__in=["both_rooms", "decides"], supervisor__isnull=False),
            ),
            models.CheckConstraint(name="an_exception_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="nobody_makes_an_exception_for_themselves",
                condition=Q(supervisor=None) | ~Q(made_by=F("supervisor")),
            ),
        ]


@tracked("agency", "peer", "user", "starts_on", "ends_on", "ended_at")
class DecidesOn(AgencyOwned, Dated):
    """A colleague decides on a peer's pay, contract or discipline. They can't be the senior peer supervisor as well."""

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="deciders")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = structure_querysets.StructureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "user"], name="decides_on_peer")]
        constraints = [
            ends_after_start("deciding_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["peer", "user"],
                name="one_open_deciding_for_two",
                condition=Q(ended_at=None, ends_on=None),
            ),
        ]


class SupervisorLeave(AgencyOwned, Dated):
    """A supervisor is away for some days, and a colleague stands in for all their peers. Each cover is a link."""

    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SupervisionLink.Kind)
    stands_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = structure_querysets.StructureQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("leave_ends_after_it_starts"),
            models.CheckConstraint(name="leave_has_a_last_day", condition=Q(ends_on__isnull=False)),
            models.CheckConstraint(
                name="nobody_stands_in_for_themselves", condition=~Q(supervisor=F("stands_in"))
            ),
            models.CheckConstraint(
                name="nobody_makes_themselves_stand_in", condition=~Q(made_by=F("stands_in"))
            ),
        ]

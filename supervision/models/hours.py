"""A peer's working week and what they learned: their own, so that work nobody pays for can be seen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned
from peersupport.people.models import PeerSpecialist
from supervision.hours_querysets import WorkWeekQuerySet

MOST_A_WEEK = 7 * 24 * 60


class WorkWeek(AgencyOwned):
    """What a peer says of one week. Meetings and supervision are not kept here: they are counted from what was held."""

    class Kind(models.TextChoices):
        DIRECT = "direct", _("Meetings with people")
        SUPERVISION = "supervision", _("Supervision")
        PREPARATION = "preparation", _("Getting ready")
        TRAVEL = "travel", _("Travel")
        NOTES = "notes", _("Notes and paperwork")
        TRAINING = "training", _("Training")

    SAID = (Kind.PREPARATION, Kind.TRAVEL, Kind.NOTES, Kind.TRAINING)

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    week = models.DateField(help_text="The Monday it begins with.")
    paid_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    preparation = models.PositiveSmallIntegerField(default=0)
    travel = models.PositiveSmallIntegerField(default=0)
    notes = models.PositiveSmallIntegerField(default=0)
    training = models.PositiveSmallIntegerField(default=0)
    not_paid = ArrayField(
        models.CharField(max_length=12, choices=Kind), default=list, blank=True,
        help_text="Kinds of work the house doesn't pay for.",
    )  # fmt: skip

    objects = WorkWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "week"], name="one_row_a_week_of_work"),
            models.CheckConstraint(name="a_week_of_work_begins_on_monday", condition=Q(week__iso_week_day=1)),
            models.CheckConstraint(
                name="a_week_of_work_has_168_hours",
                condition=Q(
                    preparation__lte=MOST_A_WEEK, travel__lte=MOST_A_WEEK, notes__lte=MOST_A_WEEK,
                    training__lte=MOST_A_WEEK,
                )
                & (Q(paid_minutes=None) | Q(paid_minutes__lte=MOST_A_WEEK)),
            ),
        ]  # fmt: skip


class HoursChoice(AgencyOwned):
    """Whether the house's total counts a peer's hours. Without a row, and by default, it does not."""

    peer = models.OneToOneField(PeerSpecialist, on_delete=models.PROTECT, related_name="hours_choice")
    counts_from = models.DateField(
        null=True, blank=True, help_text="The first Monday the total counts; empty: it counts none."
    )


class EducationHours(AgencyOwned):
    """Something a peer learned, towards the next renewal of a certificate."""

    class Topic(models.TextChoices):
        ETHICS = "ethics", _("law, ethics and boundaries")
        OTHER = "other", _("anything else")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=8, choices=Topic)
    minutes = models.PositiveSmallIntegerField()
    is_paid = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["peer", "-day"], name="education_by_peer")]
        constraints = [
            models.CheckConstraint(
                name="education_takes_some_time", condition=Q(minutes__gte=1, minutes__lte=MOST_A_WEEK)
            ),
        ]

"""Meetings that come back every week or every other week."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.querysets import SeriesQuerySet

from .codes import Place, Way
from .groups import Group


class SessionSeries(AgencyOwned):
    """The same hour on the wall clock of time_zone, every one or two weeks. Its meetings stand eight weeks ahead."""

    class Every(models.IntegerChoices):
        WEEK = 1, _("every week")
        TWO_WEEKS = 2, _("every two weeks")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="series")
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="series")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    every = models.PositiveSmallIntegerField(choices=Every)
    local_start = models.CharField(
        max_length=16, help_text="The first one: YYYY-MM-DDTHH:MM on the wall clock of time_zone"
    )
    time_zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way, blank=True)
    place = models.CharField(max_length=10, choices=Place, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which one may fall.")
    ended_at = models.DateTimeField(null=True, blank=True)
    made_through = models.DateField(null=True, blank=True, help_text="Days up to here have their meetings.")

    took_over = models.JSONField(
        null=True, editable=False, help_text="What this one changed, for as long as that can be undone."
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_series_is_with_a_person_or_a_group",
                condition=Q(person__isnull=False, group=None) | Q(person=None, group__isnull=False),
            ),
            models.CheckConstraint(
                name="a_series_comes_every_one_or_two_weeks", condition=Q(every__in=[1, 2])
            ),
        ]

"""Groups, open house and tallies: people are a number unless they said otherwise."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.group_querysets import GroupQuerySet, GroupRegularQuerySet, TallyQuerySet

from .codes import Kind, Way


class Group(AgencyOwned):
    """Something several people come to. Its name is the house's and names nobody."""

    class Shape(models.TextChoices):
        GROUP = "group", _("a group")
        OPEN_HOUSE = "open_house", _("open house")

    class LedBy(models.TextChoices):
        PEER = "peer", _("a peer leads it")
        MEMBERS = "members", _("members lead it")
        NOBODY = "nobody", _("nobody leads it")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    shape = models.CharField(max_length=12, choices=Shape, default=Shape.GROUP)
    led_by = models.CharField(max_length=8, choices=LedBy, default=LedBy.PEER)
    lead = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, null=True, blank=True, related_name="groups"
    )
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "name"], name="group_by_name")]
        constraints = [
            models.CheckConstraint(
                name="a_lead_iff_a_peer_leads",
                condition=Q(led_by="peer", lead__isnull=False) | ~Q(led_by="peer") & Q(lead=None),
            ),
            models.CheckConstraint(name="a_group_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class GroupRegular(AgencyOwned):
    """Somebody comes to this group and is fine with its lead knowing their chosen name. Known to the lead alone."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="regulars")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = GroupRegularQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_regular_a_group")]


class Tally(AgencyOwned):
    """Level none: people were there. A number, a day and minutes; no person, and no hour of the day."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    people = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(help_text="Of all of them together.")
    way = models.CharField(max_length=10, choices=Way, blank=True)
    kinds = ArrayField(models.CharField(max_length=14, choices=Kind), default=list, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "-day"], name="tally_by_peer")]
        constraints = [
            models.CheckConstraint(
                name="a_tally_counts_somebody", condition=Q(people__gte=1, people__lte=500)
            ),
            models.CheckConstraint(name="a_tally_lasts_at_most_a_day", condition=Q(minutes__lte=1440)),
        ]

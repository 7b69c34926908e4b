"""What a peer does here, what not, and what the house gives for it: written by the house, frozen once it holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peersupport.accounts.models import AgencyOwned, Language, User
from peersupport.rules.querysets import RoleTextQuerySet, RoleVersionQuerySet


class RoleVersion(AgencyOwned):
    """A version of the role agreement. The published one with the highest number holds; a house has one draft."""

    number = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Thrown away as a draft; it can be brought back until the next begins.",
    )

    objects = RoleVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number"],
                name="one_role_agreement_of_a_number",
                condition=Q(dropped_at=None),
            ),
            models.UniqueConstraint(
                fields=["agency"],
                name="one_draft_role_agreement",
                condition=Q(published_at=None, dropped_at=None),
            ),
            models.CheckConstraint(
                name="a_role_agreement_is_dropped_or_published",
                condition=Q(dropped_at=None) | Q(published_at=None),
            ),
            models.CheckConstraint(
                name="a_role_agreement_is_published_by_somebody",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]


class RoleText(AgencyOwned):
    """A version in one language, as short lines that a peer says of themselves. Frozen with its version."""

    version = models.ForeignKey(RoleVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=8, choices=Language)
    does = ArrayField(models.CharField(max_length=200), default=list)
    does_not = ArrayField(models.CharField(max_length=200), default=list)
    gives = ArrayField(models.CharField(max_length=200), default=list)

    objects = RoleTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_role_text_a_language"),
        ]

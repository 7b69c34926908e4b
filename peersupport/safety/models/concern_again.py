"""A concern that is closed for good, opened again: by two people, for a reason, for three days."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson
from peersupport.safety.concern_again_querysets import ReadingAgainQuerySet


class ReadingAgain(AgencyOwned):
    """Somebody asks to read what was closed about a person around a day; somebody of the other line agrees.

    It names a time and no concern, so that asking tells nobody whether there was one. `line`: from where the first of
    the two asks; empty for a peer, to whom it opens their own words alone.
    """

    CONTENT = "concern"
    WAITS = timedelta(days=7)
    LASTS = timedelta(hours=72)
    AROUND = timedelta(days=31)

    class Line(models.TextChoices):
        CLINICAL = "clinical", _("clinical supervisor")
        SENIOR = "senior", _("senior peer supervisor")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(help_text="Around which day it was raised.")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    line = models.CharField(max_length=8, choices=Line, blank=True, default="")
    reason = SealedTextField(owner="person", or_agency=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True, help_text="Set by a yes; a no leaves it empty.")

    objects = ReadingAgainQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="two_people_read_again",
                condition=Q(answered_by=None, answered_at=None, until=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False)
                & (Q(until=None) | ~Q(answered_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="reading_again_lasts_72_hours_at_most",
                condition=Q(until=None) | Q(until__lte=F("answered_at") + timedelta(hours=72)),
            ),
        ]

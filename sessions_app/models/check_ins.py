"""Check-ins: the person answers alone, in words, if they like. Joined with no peer and no meeting, ever."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peersupport.accounts.models import AgencyOwned
from peersupport.people.models import SupportedPerson

from .codes import CheckInAnswer, CheckInQuestion


class CheckInWish(AgencyOwned):
    """Whether somebody likes to be asked, and what. Off until they say so."""

    person = models.OneToOneField(SupportedPerson, on_delete=models.PROTECT, related_name="check_in_wish")
    is_on = models.BooleanField(default=False)
    questions = ArrayField(models.CharField(max_length=12, choices=CheckInQuestion), default=list, blank=True)


class CheckIn(AgencyOwned):
    """One answer of one week. A skipped question leaves nothing here."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="check_ins")
    week = models.DateField(help_text="The Monday of its week.")
    question = models.CharField(max_length=12, choices=CheckInQuestion)
    answer = models.PositiveSmallIntegerField(choices=CheckInAnswer)
    shown = models.BooleanField(default=False, help_text="The person showed it to their peer.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week"], name="one_check_in_a_week"),
            models.CheckConstraint(name="a_check_in_is_in_four_words", condition=Q(answer__lte=3)),
        ]

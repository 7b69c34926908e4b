"""What is kept of one meeting of a group."""

from django.db import models
from django.db.models import Q

from peersupport.accounts.models import AgencyOwned
from peersupport.core.fields import SealedTextField

from .meetings import SupportSession


class Gathering(AgencyOwned):
    """How many came, whether the group agreement was read aloud, and a few lines about the group and about nobody."""

    CONTENT = "facts"

    session = models.OneToOneField(SupportSession, on_delete=models.PROTECT, related_name="gathering")
    headcount = models.PositiveSmallIntegerField(help_text="Everybody who came, named or not.")
    agreement_read = models.BooleanField(default=False)
    text = SealedTextField(owner="agency")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_gathering_is_of_somebody", condition=Q(headcount__gte=1, headcount__lte=500)
            ),
            models.CheckConstraint(
                name="group_text_after_the_agreement", condition=Q(text=None) | Q(agreement_read=True)
            ),
        ]

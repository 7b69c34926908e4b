"""Where the two supervisors of a peer differ. The table takes new rows only: nobody moves a question elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist
from supervision.difference_querysets import DifferenceQuerySet


class Difference(AgencyOwned):
    """One question, and whose it is to decide. Read by the peer and both supervisors in force."""

    class Remit(models.TextChoices):
        CLINICAL = "clinical", _("safety: the clinical supervisor decides")
        SENIOR = "senior", _("the role: the senior peer supervisor decides")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    remit = models.CharField(max_length=8, choices=Remit)
    question = SealedTextField(owner="agency")
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "-created_at"], name="difference_by_peer")]
        constraints = [
            models.CheckConstraint(
                name="a_question_belongs_to_one_of_two_remits", condition=Q(remit__in=["clinical", "senior"])
            )
        ]


class DifferenceVoice(AgencyOwned):
    """How one of the three sees it: a peer under a key of their own, the others under that of the house."""

    class Voice(models.TextChoices):
        CLINICAL = "clinical", _("clinical supervisor")
        SENIOR = "senior", _("senior peer supervisor")
        PEER = "peer", _("peer")

    difference = models.ForeignKey(Difference, on_delete=models.PROTECT, related_name="voices")
    voice = models.CharField(max_length=8, choices=Voice)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    own_text = SealedTextField(owner="user")
    text = SealedTextField(owner="agency")

    class Meta:
        indexes = [models.Index(fields=["difference", "created_at"], name="voice_by_difference")]
        constraints = [
            models.CheckConstraint(
                name="a_voice_is_sealed_as_whose_it_is",
                condition=Q(voice="peer", own_text__isnull=False, text=None)
                | Q(voice__in=["clinical", "senior"], own_text=None, text__isnull=False),
            )
        ]

"""Who said yes to what a peer does here: the peer, and each supervisor for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist
from peersupport.rules.models import RoleVersion


class RoleAcceptance(AgencyOwned):
    """One yes to one version of the role agreement, about one peer. It stays; a new version asks anew."""

    class Signs(models.TextChoices):
        PEER = "peer", _("peer")
        CLINICAL = "clinical", _("clinical supervisor")
        SENIOR = "senior", _("senior peer supervisor")

    version = models.ForeignKey(RoleVersion, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signs_as = models.CharField(max_length=8, choices=Signs)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "peer", "user", "signs_as"], name="one_yes_to_a_role"),
        ]

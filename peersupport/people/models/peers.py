"""Peers, and what they chose to tell about themselves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people import querysets
from peersupport.people.pronouns import in_words


class PeerSpecialist(AgencyOwned):
    """A peer, complete without a credential: the qualification is the experience."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="peer")
    pronouns = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    has_room = models.BooleanField(default=False)

    objects = querysets.PeerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.name

    @property
    def pronouns_in_words(self) -> str:
        return in_words(self.pronouns)


class Credential(AgencyOwned):
    """A certificate, asked for only where a program's rules need it, never shown before the experience."""

    class Stage(models.TextChoices):
        """What rules about supervision ask: how far somebody is on the way to it."""

        IN_TRAINING = "training", _("in training")
        INITIAL = "initial", _("certified for the first time")
        CERTIFIED = "certified", _("certified")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="credentials")
    title = models.CharField(max_length=120)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.CERTIFIED)
    valid_until = models.DateField(null=True, blank=True)
    renew_years = models.PositiveSmallIntegerField(null=True, blank=True)
    renew_hours = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Hours of education that a renewal asks for."
    )
    renew_ethics_hours = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of these, hours about law, ethics and boundaries."
    )

    objects = querysets.CredentialQuerySet.as_manager()


class SharedExperience(AgencyOwned):
    """One thing a peer chose to tell. In no staff list, export or report; taken back at once."""

    CONTENT = "experience"

    class Topic(models.TextChoices):
        WAS_HARD = "was_hard", _("What was hard")
        HELPED = "helped", _("What helped")
        STILL_HARD = "still_hard", _("What is still hard")

    class Audience(models.TextChoices):
        CHOOSING = "choosing", _("people who look for a peer")
        PAIRED = "paired", _("people I walk with")
        NOBODY = "nobody", _("nobody now")

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="experiences")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.NOBODY)
    text = SealedTextField(owner="user")

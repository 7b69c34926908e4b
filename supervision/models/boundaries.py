"""Choices about boundaries: a peer's own, cases the house shares as a guide, and the house's own lines."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Language, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.core.history import tracked
from peersupport.people.models import PeerSpecialist
from supervision.boundary_querysets import BoundaryCaseQuerySet, BoundaryDecisionQuerySet, HouseLineQuerySet


class About(models.TextChoices):
    GIFT = "gift", _("a gift")
    RIDE = "ride", _("a ride")
    SOCIAL = "social", _("social media")
    EVENT = "event", _("a public event")
    MONEY = "money", _("money")
    TWO_TIES = "two_ties", _("we know each other from elsewhere")
    CONTACT = "contact", _("how to reach me")
    VISIT = "visit", _("a visit")
    OTHER = "other", _("something else")


class Holds(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSURE = "unsure", _("not sure")


def _held() -> Any:
    return models.CharField(max_length=6, choices=Holds, blank=True, default="")


class BoundaryDecision(AgencyOwned):
    """One choice of a peer, thought through with the three tests. For the senior peer supervisor's room alone.

    It names no person and points to none: it is about the peer's choice.
    """

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="boundary_decisions")
    about = models.CharField(max_length=8, choices=About)
    on = models.DateField(help_text="The day it was written down, in the house.")
    happened = SealedTextField(owner="senior", holder="peer_id")
    serves = _held()
    serves_words = SealedTextField(owner="senior", holder="peer_id")
    fits = _held()
    fits_words = SealedTextField(owner="senior", holder="peer_id")
    known = _held()
    known_words = SealedTextField(owner="senior", holder="peer_id")
    decided = SealedTextField(owner="senior", holder="peer_id")
    told = SealedTextField(owner="senior", holder="peer_id")
    talked_over_at = models.DateTimeField(null=True, blank=True)
    talked_over_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = BoundaryDecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "-on"], name="boundary_by_peer")]
        constraints = [
            models.CheckConstraint(
                name="a_boundary_is_talked_over_with_somebody",
                condition=Q(talked_over_at=None, talked_over_by=None)
                | Q(talked_over_at__isnull=False, talked_over_by__isnull=False),
            )
        ]


class BoundaryCase(AgencyOwned):
    """An example for everybody who works here, written anew without names. A second person agrees to share it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        SHARED = "shared", _("shared in the house")
        KEPT = "kept", _("not shared")

    about = models.CharField(max_length=8, choices=About)
    happened = SealedTextField(owner="agency")
    serves = _held()
    serves_words = SealedTextField(owner="agency")
    fits = _held()
    fits_words = SealedTextField(owner="agency")
    known = _held()
    known_words = SealedTextField(owner="agency")
    decided = SealedTextField(owner="agency")
    told = SealedTextField(owner="agency")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = BoundaryCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_case_waits_or_is_answered",
                condition=Q(state="proposed", answered_by=None, answered_at=None)
                | ~Q(state="proposed") & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_person_agrees_to_a_case",
                condition=~Q(state="shared") | ~Q(proposed_by=F("answered_by")),
            ),
        ]


@tracked("agency", "topic", "language", "text")
class HouseLine(AgencyOwned):
    """What this house itself says, in one language: peers read it beside the three tests, people in their space."""

    class Topic(models.TextChoices):
        GIFT = "gift", _("Gifts")
        RIDE = "ride", _("Rides")
        CONTACT = "contact", _("How you can reach each other")
        VISIT = "visit", _("Visits")

    topic = models.CharField(max_length=8, choices=Topic)
    language = models.CharField(max_length=8, choices=Language)
    text = models.CharField(max_length=300, blank=True, default="")

    objects = HouseLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "topic", "language"], name="one_house_line_a_topic")
        ]

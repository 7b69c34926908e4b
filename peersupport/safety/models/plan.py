"""What somebody wants for hard times, in their own words and theirs alone."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Language, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson
from peersupport.safety.plan_querysets import PlanDraftQuerySet, SafetyPlanQuerySet


class SafetyPlan(AgencyOwned):
    """One version of the plan for hard times, never changed: the newest is the plan. Not a form, and never a score.

    A part that is not wanted is empty. `show_not_wanted`: whether whoever comes when it is hard sees the part "What I
    do not want"; None until the person said so, and then nobody does. `taken_from`: the version it was taken back to,
    0 for none at all.
    """

    CONTENT = "plan"

    class Typed(models.TextChoices):
        OWN = "own", _("typed by themselves")
        HANDED = "handed", _("typed by themselves on their peer's phone")
        BESIDE = "beside", _("typed by their peer, with them beside")
        PAPER = "paper", _("read from their paper")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="hard_times_plans")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)
    typed = models.CharField(max_length=6, choices=Typed)
    typed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    taken_from = models.PositiveSmallIntegerField(null=True, blank=True)
    show_not_wanted = models.BooleanField(null=True)

    carried = SealedTextField(owner="person")
    signs = SealedTextField(owner="person")
    alone = SealedTextField(owner="person")
    elsewhere = SealedTextField(owner="person")
    ask = SealedTextField(owner="person")
    lines = SealedTextField(owner="person")
    safer = SealedTextField(owner="person")
    helps = SealedTextField(owner="person")
    worse = SealedTextField(owner="person")
    not_wanted = SealedTextField(owner="person")
    not_to_call = SealedTextField(owner="person")
    looks_after = SealedTextField(owner="person")
    afterwards = SealedTextField(owner="person")

    objects = SafetyPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_plan_of_a_number"),
            models.CheckConstraint(name="plans_are_numbered_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="a_plan_is_taken_from_an_earlier_one",
                condition=Q(taken_from=None) | Q(taken_from__lt=models.F("number")),
            ),
        ]


class PlanDraft(AgencyOwned):
    """What somebody has typed of a plan so far, sealed with their own key; gone once it is saved, or after 14 days."""

    CONTENT = "draft"
    LASTS = timedelta(days=14)

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    payload = SealedTextField(owner="user", holder="author_id")
    updated_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "person"], name="one_draft_of_a_plan"),
        ]

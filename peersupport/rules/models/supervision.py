"""How often and how long a house supervises its peers, as data: rules that stand in a law, or its own numbers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.history import tracked
from peersupport.people.models import Credential
from peersupport.rules.querysets import ProgramRulesQuerySet, SupervisionPackQuerySet


class NotePrompt(models.TextChoices):
    """What a payer wants a note to say, as two people would say it. Ticked below the one box, no box of its own."""

    PURPOSE = "purpose", _("what it was for")
    DONE = "done", _("what you did together for it")
    RESPONSE = "response", _("what they did or said")
    CHANGE = "change", _("what has changed, or what it shows for the next step")
    STRENGTHS = "strengths", _("what they are good at")
    TOGETHER = "together", _("how you two decided it together")


class SupervisionPack(AgencyOwned):
    """One version of a set of rules in one house. It never changes: other numbers are the next version."""

    jurisdiction = models.CharField(max_length=40, help_text="The key of a pack that comes with the product.")
    version = models.PositiveSmallIntegerField()
    names = models.JSONField(help_text="Name per language: {'en': …, 'es': …}")
    source = models.CharField(max_length=300, blank=True, help_text="Where it stands; empty for own numbers.")
    checked_on = models.DateField(
        null=True, blank=True, help_text="When the house compared it with its source; empty: not checked."
    )
    each_note = models.BooleanField(
        default=False, help_text="A supervisor looks at each note, not only at those that lack something."
    )
    prompts = ArrayField(
        models.CharField(max_length=12, choices=NotePrompt), default=list, blank=True,
        help_text="What a note says that is also used for payment.",
    )  # fmt: skip
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = SupervisionPackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "jurisdiction", "version"], name="one_version_of_a_pack"
            )
        ]


class SupervisionRule(AgencyOwned):
    """What a pack asks for one stage and one kind of supervision. Empty numbers ask for nothing."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical", _("clinical supervisor")
        SENIOR = "senior", _("senior peer supervisor")
        EITHER = "either", _("either of the two")

    class Mode(models.TextChoices):
        INDIVIDUAL = "individual", _("the two of us")
        GROUP = "group", _("several peers")
        OBSERVED = "observed", _("came along to a meeting")

    pack = models.ForeignKey(SupervisionPack, on_delete=models.PROTECT, related_name="rules")
    stage = models.CharField(
        max_length=10, choices=Credential.Stage, blank=True, help_text="Empty: for everybody."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.EITHER)
    interval_days = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_minutes = models.PositiveSmallIntegerField(default=0)
    modes = ArrayField(models.CharField(max_length=10, choices=Mode))
    most_peers = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many peers one supervisor looks after at most."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "stage", "kind"], name="one_rule_for_a_stage_and_kind"),
            models.CheckConstraint(
                name="a_supervision_rule_has_numbers_people_can_keep",
                condition=(Q(interval_days=None) | Q(interval_days__gte=1, interval_days__lte=366))
                & Q(minimum_minutes__lte=480)
                & (Q(most_peers=None) | Q(most_peers__gte=1, most_peers__lte=99)),
            ),
            models.CheckConstraint(
                name="a_supervision_rule_counts_some_way_of_meeting", condition=Q(modes__len__gte=1)
            ),
        ]


@tracked("agency", "program", "pack", "ended_at")
class ProgramRules(AgencyOwned):
    """Which rules a program follows. Without a row it follows none, and nobody is reminded of anything."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(SupervisionPack, on_delete=models.PROTECT, related_name="followed_by")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ProgramRulesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["program"], condition=Q(ended_at=None), name="one_pack_for_a_program"
            )
        ]

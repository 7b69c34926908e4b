"""What one person answered, what they chose, and what follows for readers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import ConsentChoiceQuerySet, ConsentNowQuerySet, ConsentRecordQuerySet
from consent.rule import Audience, Content
from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson

from .policy import ConfidentialityPolicy


class ConsentRecord(AgencyOwned):
    """What one person answered to one version, sealed for good but for its two closing stamps."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_TODAY = "not_today", _("Not today")
        NO = "no", _("No")

    class Way(models.TextChoices):
        TYPED = "typed", _("typed their name")
        DRAWN = "drawn", _("drew their signature")
        PAPER = "paper", _("signed on paper")
        SPOKEN = "spoken", _("said it, with somebody else there")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="consents")
    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Answer)
    level = models.CharField(max_length=12, choices=Program.Level)
    language = models.CharField(max_length=8)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way, blank=True)
    signature = SealedTextField(owner="person")
    drawing = SealedTextField(owner="person")  # path data, see consent.drawing
    witness = SealedTextField(owner="person")
    guardian = SealedTextField(owner="person")
    interpreter = SealedTextField(owner="person")
    present = SealedTextField(owner="person")
    questions = SealedTextField(owner="person")
    say_back = SealedTextField(owner="person")
    signed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    promise = models.CharField(
        max_length=64,
        editable=False,
        default="",
        help_text="Fingerprint of the promise as it lay on the table.",
    )
    seal = models.CharField(
        max_length=64,
        editable=False,
        default="",
        help_text="Fingerprint of this answer; it stands in the ledger.",
    )

    CONTENT = "consent"

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="one_consent_of_a_version"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at=None, superseded_at=None),
                name="one_answer_in_force",
            ),
            models.CheckConstraint(
                name="a_yes_says_how_it_was_given",
                condition=~Q(answer="yes") | ~Q(way=""),
            ),
        ]


class ConsentChoice(AgencyOwned):
    """A plain yes or no to one choice the policy left to the person. A missing one is a no."""

    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="choices")
    audience = models.CharField(max_length=10, choices=Audience)
    content = models.CharField(max_length=10, choices=Content)
    allowed = models.BooleanField()

    objects = ConsentChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "audience", "content"], name="one_choice_a_cell")
        ]


class ChoiceTakenBack(AgencyOwned):
    """One yes among the choices that is a no again. The agreement stays as it was signed; the gate follows this."""

    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="taken_back")
    audience = models.CharField(max_length=10, choices=Audience)
    content = models.CharField(max_length=10, choices=Content)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "audience", "content"], name="a_choice_is_taken_back_once"
            )
        ]


class ConsentNow(models.Model):
    """The gate: one row per person with what the agreement in force allows. Written by consent.services alone."""

    person = models.OneToOneField(
        SupportedPerson, on_delete=models.PROTECT, primary_key=True, related_name="gate"
    )
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, null=True, related_name="+")
    allows = models.IntegerField(
        default=0, help_text="Bit 4·audience + content, see rule.bit(); 0 is nothing."
    )
    level = models.CharField(max_length=12, choices=Program.Level, default=Program.Level.ATTENDANCE)
    valid_until = models.DateTimeField(null=True)
    changes = models.BigIntegerField(
        default=0, help_text="+1 by every narrowing, so that a running save notices."
    )

    objects = ConsentNowQuerySet.as_manager()

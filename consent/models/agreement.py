"""The agreement about confidentiality: what an agency promises, what one person chose, and what follows for readers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import ConsentNowQuerySet, ConsentRecordQuerySet, PolicyQuerySet
from consent.rule import Audience, Content, Rule
from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.fields import SealedTextField
from peersupport.core.history import tracked
from peersupport.people.models import SupportedPerson


@tracked(
    "agency",
    "version",
    "state",
    "valid_from",
    "consent_valid_days",
    "own_text_days",
    "reader_wait_days",
    "acknowledge_minutes",
    "answer_days",
)
class ConfidentialityPolicy(AgencyOwned):
    """One version of an agency's promise. Published it is frozen; a changed promise is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("no longer in force")

    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    valid_from = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent_valid_days = models.PositiveIntegerField(default=365)
    own_text_days = models.PositiveIntegerField(default=90)
    reader_wait_days = models.PositiveIntegerField(default=3)
    acknowledge_minutes = models.PositiveIntegerField(default=15)
    answer_days = models.PositiveIntegerField(default=7)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "version"], name="one_policy_of_a_version"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(state="published"), name="one_published_policy_an_agency"
            ),
            models.CheckConstraint(
                name="policy_valid_from_iff_published",
                condition=Q(state="draft", valid_from=None) | ~Q(state="draft") & Q(valid_from__isnull=False),
            ),
        ]


class PolicyText(AgencyOwned):
    """A page of the promise that is not a limit, in one language: short, opening, who_else, closing."""

    class Page(models.TextChoices):
        SHORT = "short"
        OPENING = "opening"
        WHO_ELSE = "who_else"
        CLOSING = "closing"

    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=8)
    page = models.CharField(max_length=10, choices=Page)
    title = models.CharField(max_length=200)
    body = models.TextField(help_text="Plain text: blank lines make paragraphs, '- ' items, **bold**.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "language", "page"], name="one_policy_text_a_page")
        ]


class PolicyLimit(AgencyOwned):
    """One exception to confidentiality in one language. `code` ties the languages together."""

    class Code(models.TextChoices):
        SELF = "self"
        OTHERS = "others"
        CHILD = "child"
        ADULT = "adult"
        COURT = "court"
        MEDICAL = "medical"
        OWN = "own"

    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="limits")
    language = models.CharField(max_length=8)
    code = models.CharField(max_length=10, choices=Code)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    plain_words = models.TextField()
    counts = ArrayField(models.TextField(), default=list)
    counts_not = ArrayField(models.TextField(), default=list)
    who_is_told = models.TextField()
    what_we_do_first = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "language", "code", "order"], name="one_limit_text")
        ]


@tracked("agency", "policy", "audience", "content", "rule")
class PolicyAudience(AgencyOwned):
    """What the promise says about one kind of reader and one kind of content: always, the person chooses, never."""

    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="audiences")
    audience = models.CharField(max_length=10, choices=Audience)
    content = models.CharField(max_length=10, choices=Content)
    rule = models.PositiveSmallIntegerField(choices=Rule)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "audience", "content"], name="one_rule_a_cell"),
            models.CheckConstraint(name="rule_is_known", condition=Q(rule__in=[0, 1, 2])),
        ]


class ConsentRecord(AgencyOwned):
    """What one person answered to one version, sealed for good but for its two closing stamps."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_TODAY = "not_today", _("Not today")
        NO = "no", _("No")

    class Way(models.TextChoices):
        TYPED = "typed", _("typed their name")
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
    witness = SealedTextField(owner="person")
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "audience", "content"], name="one_choice_a_cell")
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

"""What the agency promises: versions with their pages, limits, rules about readers, and days."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import PolicyQuerySet
from consent.rule import Audience, Content, Rule
from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.history import tracked


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
    "ready_days",
    "note_delay_days",
    "repair_talk_days",
    "comment_days",
    "proposed_at",
)
class ConfidentialityPolicy(AgencyOwned):
    """One version of an agency's promise. Published it is frozen; a changed promise is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("no longer in force")

    class Change(models.TextChoices):
        """What a version is to those who agreed to the one before."""

        FIRST = "first", _("the first promise")
        WORDING = "wording", _("other words, the same rules")
        NARROWER = "narrower", _("less is shared")
        WIDER = "wider", _("more may be shared")

    class Alone(models.TextChoices):
        FIRST = "first", _("nobody had agreed to anything yet")
        NOBODY_ELSE = "nobody_else", _("nobody else in the house could")

    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    valid_from = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begins_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day from which it was put in force beforehand; a draft until then.",
    )
    begins_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent_valid_days = models.PositiveIntegerField(default=365)
    own_text_days = models.PositiveIntegerField(default=90)
    reader_wait_days = models.PositiveIntegerField(default=3)
    acknowledge_minutes = models.PositiveIntegerField(default=15)
    answer_days = models.PositiveIntegerField(default=7)
    ready_days = models.PositiveIntegerField(
        default=2, help_text="Days in which a note can still be changed by the two."
    )
    note_delay_days = models.PositiveIntegerField(
        default=0, help_text="Days until a note opens for the person it is about."
    )
    kept_for = ArrayField(
        models.CharField(max_length=10, choices=Audience),
        default=list,
        blank=True,
        help_text="Who still reads what was set aside in a note that is also used for payment; the page KEPT says why.",
    )
    repair_talk_days = models.PositiveIntegerField(default=14)
    comment_days = models.PositiveIntegerField(default=14)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    comments_until = models.DateTimeField(null=True, blank=True)
    words_allow_more = models.BooleanField(
        null=True, help_text="What the proposer said of the changed words: do they let anybody know more?"
    )
    change = models.CharField(max_length=8, choices=Change, blank=True, default="")
    published_alone = models.CharField(max_length=12, choices=Alone, blank=True, default="")
    by_a_peer = models.BooleanField(
        null=True, help_text="Whether one of the two who made this version holds a peer's task."
    )

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
            models.UniqueConstraint(
                fields=["agency"], condition=Q(state="draft"), name="one_draft_policy_an_agency"
            ),
            models.CheckConstraint(
                name="a_proposal_has_somebody_and_an_end",
                condition=Q(proposed_at=None, proposed_by=None, comments_until=None)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False, comments_until__isnull=False),
            ),
            models.CheckConstraint(
                name="a_day_to_begin_is_set_by_somebody",
                condition=Q(begins_on=None, begins_by=None)
                | Q(begins_on__isnull=False, begins_by__isnull=False, proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_note_opens_within_a_week",
                condition=Q(ready_days__lte=7, note_delay_days__lte=7),
            ),
            models.CheckConstraint(
                name="whoever_proposed_publishes_only_alone",
                condition=Q(published_by=None)
                | Q(proposed_by=None)
                | ~Q(published_by=models.F("proposed_by"))
                | ~Q(published_alone=""),
            ),
        ]


class PolicyText(AgencyOwned):
    """A page of the promise that is not a limit, in one language: short, opening, who_else, closing.

    kept: the reason why somebody still reads what a person set aside, read by them before they choose; mostly empty.
    """

    class Page(models.TextChoices):
        SHORT = "short"
        OPENING = "opening"
        WHO_ELSE = "who_else"
        CLOSING = "closing"
        KEPT = "kept"

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
    not_when = models.TextField(
        blank=True, default="", help_text="When we can't talk about it first, and why. Empty: we always do."
    )

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "language", "code", "order"], name="one_limit_text")
        ]


class PolicyTerms(AgencyOwned):
    """What one limit means in every language: what goes out at most, whether we talk first, and how soon."""

    class Told(models.TextChoices):
        NAME = "name", _("your name")
        WHERE = "where", _("where you are")
        REACH = "reach", _("how to reach you")
        DANGER = "danger", _("what the danger is")
        IN_DANGER = "in_danger", _("who is in danger")
        WISHES = "wishes", _("what you want")
        PLAN = "plan", _("your plan for hard times")
        PEER = "peer", _("how to reach your peer")
        PAGES = "pages", _("the pages a judge names")

    class Within(models.IntegerChoices):
        AT_ONCE = 0, _("at once")
        HOUR = 60, _("within an hour")
        DAY = 1440, _("within a day")
        DAYS = 4320, _("within three days")
        LAWYER = 10080, _("within a week, after a lawyer read it")

    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=10, choices=PolicyLimit.Code)
    order = models.PositiveSmallIntegerField()
    told = ArrayField(models.CharField(max_length=10, choices=Told), default=list)
    talk_first = models.BooleanField(default=True)
    within = models.PositiveIntegerField(choices=Within, default=Within.AT_ONCE)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["policy", "order"], name="one_limit_of_an_order")]


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

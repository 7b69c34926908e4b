"""A worry about somebody's safety, kept whatever else is broken, and who has it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.models import ConfidentialityPolicy, PolicyLimit
from peersupport.accounts.models import AgencyOwned, Language, Program, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson
from peersupport.safety.concern_querysets import ConcernQuerySet


def _words() -> SealedTextField:
    return SealedTextField(owner="person", or_agency=True)


def _user(**more: Any) -> Any:
    return models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", **(more or {"null": True, "blank": True})
    )


class Concern(AgencyOwned):
    """One worry. Its key is made by the page that asks, so that the same words sent twice are one row.

    It needs nothing but who and one sentence. Each further field is sealed on its own, so that each can be left out.
    A concern of kind THINKING names nobody: somebody thinks it over with the person on call.
    """

    CONTENT = "concern"

    class Kind(models.TextChoices):
        CONCERN = "concern", _("I'm worried about someone's safety")
        THINKING = "thinking", _("Think it over with someone, no name")

    class State(models.TextChoices):
        RECORDED = "recorded", _("Written down")
        SENT = "sent", _("Sent")
        ACKNOWLEDGED = "acknowledged", _("Somebody has it")
        ACTING = "acting", _("Somebody is on it")
        CLOSED = "closed", _("Closed")

    class Talked(models.TextChoices):
        YES = "yes", _("Yes, we talked about it first")
        NO = "no", _("Not yet")

    class Ending(models.TextChoices):
        NOT_NEEDED = "not_needed", _("It turned out not to be needed")
        TOGETHER = "together", _("We found a way together")
        HELP_CAME = "help_came", _("Others came and helped")
        EMERGENCY = "emergency", _("Emergency services came")
        OTHER = "other", _("Something else")

    class Basis(models.TextChoices):
        """On which ground something may leave a program under 42 CFR Part 2. Said by a clinical supervisor."""

        EMERGENCY = "emergency", _("A medical emergency (§ 2.51)")
        CHILD = "child", _("A first report about a child, as the state's law asks (§ 2.12)")
        ORDER = "order", _("A court order (Subpart E)")
        CONSENT = "consent", _("The person's own written yes (§ 2.31)")
        NO_IDENTITY = "no_identity", _("Nothing goes out that tells they are supported here")
        NONE = "none", _("There is no ground: nothing goes out")

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CONCERN)
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    raised_by = _user(null=False)
    language = models.CharField(max_length=8, choices=Language)
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Keyed: tells the same words sent twice."
    )

    who = _words()
    sentence = _words()
    where = _words()
    reach = _words()
    danger = _words()
    in_danger = _words()
    tried_talk = _words()
    tried_plan = _words()
    tried_others = _words()
    talked_first = models.CharField(max_length=3, choices=Talked, blank=True, default="")
    why_not_talked = _words()
    is_close = _words()
    not_enough = _words()

    limit = models.CharField(max_length=10, choices=PolicyLimit.Code, blank=True, default="")
    policy = models.ForeignKey(
        ConfidentialityPolicy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledge_minutes = models.PositiveIntegerField(help_text="Of the promise in force when it was raised.")
    basis = models.CharField(max_length=12, choices=Basis, blank=True, default="")
    basis_by = _user()

    state = models.CharField(max_length=12, choices=State, default=State.RECORDED)
    stands_with = _user()
    stands_since = models.DateTimeField(null=True, blank=True)
    moves_at = models.DateTimeField(null=True, blank=True, help_text="When the next in line is asked.")
    alarm_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nobody is left to ask and nobody has it."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = _user()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acting_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True, default="")
    readable_until = models.DateTimeField(null=True, blank=True, help_text="By who raised it and who had it.")
    steps_count = models.PositiveIntegerField(default=0)
    steps_entered = models.PositiveIntegerField(
        default=0, help_text="How many of them the sweep has put into the trails."
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="concerns_of_person"),
            models.Index(
                fields=["moves_at"], condition=Q(state__in=["recorded", "sent"]), name="concerns_waiting"
            ),
            models.Index(fields=["raised_by"], condition=~Q(state="closed"), name="concerns_open_by_raiser"),
            models.Index(
                fields=["agency"],
                condition=Q(steps_entered__lt=F("steps_count")),
                name="concerns_not_entered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_concern_is_closed_iff_it_ended",
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at=None, ending=""),
            ),
            models.CheckConstraint(
                name="who_has_a_concern_is_named",
                condition=~Q(state__in=["acknowledged", "acting"])
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_concern_waits_or_moves_no_more",
                condition=Q(moves_at=None) | Q(state__in=["recorded", "sent"]),
            ),
            models.CheckConstraint(
                name="thinking_it_over_names_nobody",
                condition=~Q(kind="thinking") | Q(person=None, who=None),
            ),
            models.CheckConstraint(
                name="a_lawful_ground_is_said_by_somebody",
                condition=Q(basis="", basis_by=None) | ~Q(basis="") & Q(basis_by__isnull=False),
            ),
            models.CheckConstraint(
                name="no_more_steps_entered_than_there_are",
                condition=Q(steps_entered__lte=F("steps_count")),
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.state in {self.State.RECORDED, self.State.SENT}

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class ConcernStep(AgencyOwned):
    """One thing that happened with it. Append-only; the number is its place, in the order of the commits."""

    CONTENT = "concern"

    class Kind(models.TextChoices):
        RECORDED = "recorded", _("written down")
        ASKED = "asked", _("asked")
        SENT = "sent", _("the message went out")
        PASSED_ON = "passed_on", _("can't take it now")
        END_OF_LINE = "end_of_line", _("nobody is left to ask: please call")
        ADDED = "added", _("said more")
        TAKEN = "taken", _("has it")
        ACTING = "acting", _("is on it")
        SAID = "said", _("wrote down")
        HANDED_ON = "handed_on", _("handed it on")
        ANSWERED = "answered", _("answered a wish")
        GROUND = "ground", _("said on which ground")
        WAIT_ASKED = "wait_asked", _("asked to tell later")
        WAIT_AGREED = "wait_agreed", _("agreed to tell later")
        TOLD = "told", _("told the person")
        REPORTED = "reported", _("wrote down a report")
        CLOSED = "closed", _("closed it")
        TALKED_THROUGH = "talked", _("talked it through")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    by = _user()
    to = _user()
    words = _words()
    tried = _words()
    asked = _words()
    smallest = _words()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["to", "concern"], condition=Q(kind__in=["asked", "handed_on"]),
                                name="concern_steps_to")]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="one_step_of_a_number"),
        ]


class ConcernWish(AgencyOwned):
    """Something the person wants. Each has an answer before it is closed: followed, or not, because …"""

    CONTENT = "concern"

    class Answer(models.TextChoices):
        FOLLOWED = "followed", _("followed")
        NOT_FOLLOWED = "not", _("not followed, because …")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="wishes")
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    text = _words()
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    because = _words()
    answered_by = _user()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="one_wish_of_a_number"),
            models.CheckConstraint(
                name="a_wish_is_answered_by_somebody",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

"""Whether the job around a peer changes: weekly counts, what was found in them, and what a whole house shares.

Nothing here counts anybody's words, and nothing of it leaves the house with a name: no file, no address of the API,
no sheet of paper.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist
from supervision.signal_querysets import DriftSignalQuerySet, MovementQuerySet, WeeklyCountQuerySet


class Signal(models.TextChoices):
    """What is counted in a week, each as some of so many. Which way a change matters is the detector's to say."""

    OFF_ROLE = "off_role_time", _("Time outside the role")
    AGENDA = "co_created_agenda", _("Who chose what to talk about")
    SHARING = "purposeful_self_disclosure", _("Room for one’s own story")
    KINDS = "balance_of_kinds", _("Being there, and doing things")
    ROOMS = "balance_of_supervision", _("Time in the two supervisions")
    OWN_STEPS = "own_next_steps", _("Whose next steps they are")


class Direction(models.TextChoices):
    RISE = "rise"
    FALL = "fall"


class WeeklyCount(AgencyOwned):
    """`numerator` of `denominator` in one week of one peer. A week with nothing to count has no row, why ever.

    Counted from what is there anyway (services/counting.py) and gone after two years. What is counted, in the week
    that begins on `week` in the house's zone, see counting/querysets.py.
    """

    KEPT = timedelta(weeks=104)

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="weekly_counts")
    week = models.DateField()
    signal = models.CharField(max_length=32, choices=Signal)
    numerator = models.PositiveSmallIntegerField()
    denominator = models.PositiveSmallIntegerField()
    brought = models.BooleanField(
        default=False, help_text="Counted before the house kept its meetings here; never counted again."
    )

    objects = WeeklyCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "signal", "week"], name="one_count_a_week"),
            models.CheckConstraint(name="a_counted_week_begins_on_monday", condition=Q(week__iso_week_day=1)),
            models.CheckConstraint(
                name="a_count_is_some_of_something",
                condition=Q(denominator__gte=1, numerator__gte=0, numerator__lte=F("denominator")),
            ),
        ]


class CountedUntil(AgencyOwned):
    """How far a house was counted: what changed after `at` comes next."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency"], name="one_counted_until")]


class Change(AgencyOwned):
    """What a detector said: a share was `before`, and is `after` since about `week`."""

    signal = models.CharField(max_length=32, choices=Signal)
    week = models.DateField(help_text="The Monday of the week after which it could be said.")
    direction = models.CharField(max_length=4, choices=Direction)
    before = models.FloatField()
    after = models.FloatField()

    class Meta:
        abstract = True


def share(*fields: str) -> Q:
    bounds = {f"{field}__gte": 0 for field in fields} | {f"{field}__lte": 1 for field in fields}
    return Q(**bounds)


class DriftSignal(Change):
    """Something changed for one peer. The peer sees it first, then their senior peer supervisor, and nobody else ever.

    It goes after 26 weeks. The peer's answer is sealed with the key of the senior peer supervisor's room.
    """

    KEPT = timedelta(weeks=26)
    FIRST_FOR_THE_PEER = timedelta(days=7)

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="drift_signals")
    opened_at = models.DateTimeField(null=True, blank=True, help_text="When the peer first looked at it.")
    knows_why = models.BooleanField(default=False)
    answer = SealedTextField(owner="senior", holder="peer_id")
    answered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True, help_text="When they offered to talk.")

    objects = DriftSignalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["peer", "-week"], name="signal_by_peer")]
        constraints = [
            models.UniqueConstraint(fields=["peer", "signal", "week"], name="one_signal_a_week"),
            models.CheckConstraint(name="a_signal_speaks_of_shares", condition=share("before", "after")),
            models.CheckConstraint(
                name="a_signal_is_answered_in_words_or_by_a_tap",
                condition=Q(answered_at=None, answer=None, knows_why=False)
                | Q(answered_at__isnull=False) & (Q(answer__isnull=False) | Q(knows_why=True)),
            ),
            models.CheckConstraint(
                name="a_talk_is_offered_by_somebody",
                condition=Q(offered_at=None, offered_by=None)
                | Q(offered_at__isnull=False, offered_by__isnull=False),
            ),
        ]


class CommonMovement(Change):
    """Something changed for all peers of a house together. The house answers it, and everybody reads the answer."""

    answer_by = models.DateField(
        help_text="The day the house promised an answer by when this was found; later promises change nothing."
    )
    answer = SealedTextField(owner="agency")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "signal", "week"], name="one_movement_a_week"),
            models.CheckConstraint(name="a_movement_speaks_of_shares", condition=share("before", "after")),
            models.CheckConstraint(
                name="a_movement_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None, answer=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer__isnull=False),
            ),
        ]

    def is_late(self, today: date) -> bool:
        return self.answered_at is None and self.answer_by < today


class WithoutSharing(AgencyOwned):
    """A peer wants no signal about sharing their own story. No reason, and no history but the day in the trail."""

    peer = models.OneToOneField(PeerSpecialist, on_delete=models.PROTECT, related_name="+")

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Language, User
from peersupport.core.history import tracked
from peersupport.rules.querysets import HousePromiseQuerySet, LanguageEntryQuerySet


@tracked("agency", "language", "term", "change", "ended_at")
class LanguageEntry(AgencyOwned):
    """What a house changes about the hints of the language mirror: one word or expression in one language.

    A person's own words come before it, whatever it says: a house can't make anybody's name for themselves a fault.
    """

    class Change(models.TextChoices):
        ADD = "add", _("point at it")
        SOFTEN = "soften", _("point at it more softly")
        OFF = "off", _("say nothing about it")
        NAME = "name", _("it is a name here: a place, a group, a program")

    language = models.CharField(max_length=8, choices=Language)
    term = models.CharField(max_length=60)
    term_key = models.CharField(max_length=60, help_text="The term in small letters, without marks.")
    change = models.CharField(max_length=8, choices=Change)
    suggestion = models.CharField(max_length=120, blank=True, default="")
    why = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LanguageEntryQuerySet.as_manager()

    class Meta:
        ordering = ["term_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "language", "term_key"],
                condition=models.Q(ended_at=None),
                name="one_language_entry_a_term",
            ),
            models.CheckConstraint(
                name="what_a_house_points_at_has_a_reason",
                condition=~models.Q(change="add") | ~models.Q(why=""),
            ),
        ]


@tracked("agency", "answer_days", "room_text_months", "signals_accepted_at")
class HousePromise(AgencyOwned):
    """What a house promises the peers who work in it. Without a row what stands here as default holds."""

    answer_days = models.PositiveSmallIntegerField(
        default=10,
        help_text="Days in which the office answers what peers were asked to do outside their role.",
    )
    room_text_months = models.PositiveSmallIntegerField(
        default=6,
        help_text="Months after which words of the senior peer supervisor's room delete themselves.",
    )
    signals_accepted_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the house put in writing that no signal is a ground for discipline.",
    )
    signals_accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HousePromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency"], name="one_house_promise"),
            models.CheckConstraint(
                name="a_house_promises_days_it_can_keep",
                condition=models.Q(
                    answer_days__gte=1, answer_days__lte=60, room_text_months__gte=1, room_text_months__lte=24
                ),
            ),
            models.CheckConstraint(
                name="signals_are_accepted_by_somebody",
                condition=models.Q(signals_accepted_at=None, signals_accepted_by=None)
                | models.Q(signals_accepted_at__isnull=False, signals_accepted_by__isnull=False),
            ),
        ]

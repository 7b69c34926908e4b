from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Language
from peersupport.core.history import tracked
from peersupport.rules.querysets import LanguageEntryQuerySet


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

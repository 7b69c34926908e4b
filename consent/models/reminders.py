"""What may be talked over when two meet next, kept as a row so that each is pointed out once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import ReminderQuerySet
from peersupport.accounts.models import AgencyOwned
from peersupport.people.models import SupportedPerson

from .answers import ConsentRecord


class ConsentReminder(AgencyOwned):
    """One conversation that may come up with one person. The rule that makes and closes it stands in sql/reminders.sql.

    Never more than one is open for a person, so that no meeting begins with two questions. Nothing is sent by it.
    """

    class Kind(models.TextChoices):
        MISSING = "missing", _("no agreement yet")
        EXPIRING = "expiring", _("runs out soon")
        RAN_OUT = "ran_out", _("ran out")
        SUPERSEDED = "superseded", _("a new version to talk over")

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="consent_reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    consent = models.ForeignKey(
        ConsentRecord,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The answer it follows from; none where nothing was answered yet.",
    )
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Answered, or no longer so.")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "consent"], nulls_distinct=False, name="one_reminder_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at=None), name="one_open_reminder_a_person"
            ),
        ]
        indexes = [models.Index(fields=["agency"], condition=Q(closed_at=None), name="open_reminders")]

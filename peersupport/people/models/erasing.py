"""When somebody wants what is theirs deleted, and what may stand against it for a while."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.people import relation_querysets

from .persons import SupportedPerson


class Erasure(AgencyOwned):
    """A wish to be deleted. One of the office prepares it, a second carries it out; then no key opens their words."""

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="erasures")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(help_text="Until then the person has an answer.")
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    witness = models.CharField(
        max_length=120, blank=True, help_text="Somebody from outside, in a house of one."
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = relation_querysets.ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(erased_at=None, taken_back_at=None),
                name="one_open_wish_to_be_deleted",
            ),
            models.CheckConstraint(
                name="a_deletion_is_prepared_by_somebody",
                condition=Q(prepared_at=None, prepared_by=None)
                | Q(prepared_at__isnull=False, prepared_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_deletion_takes_two_steps",
                condition=Q(erased_at=None, erased_by=None)
                | Q(erased_at__isnull=False, erased_by__isnull=False, prepared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_one_deletes_or_a_witness_is_there",
                condition=Q(erased_by=None) | ~Q(prepared_by=F("erased_by")) | ~Q(witness=""),
            ),
        ]


class LegalHold(AgencyOwned):
    """A duty in law to keep what stands about somebody until a day. Said to the person, with its reason."""

    UNCONFIRMED = timedelta(days=7)

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    until = models.DateField()
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = relation_querysets.LegalHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_hold_is_confirmed_by_a_second_one",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_by=F("set_by")),
            ),
            models.CheckConstraint(
                name="a_hold_is_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Whether it stands against a deletion: until its day; for a week only while nobody confirmed it."""
        if self.lifted_at is not None or self.until < day:
            return False
        return self.confirmed_at is not None or self.set_at + self.UNCONFIRMED > clock.now()

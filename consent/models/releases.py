"""The person's own permission that something may leave the house, for one recipient and one purpose."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import ReleaseQuerySet
from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson


class Kind(models.TextChoices):
    """What may go out. A piece of any other kind does not leave."""

    FACTS = "facts", _("Days and lengths of our meetings")
    NOTE = "note", _("A note, with what I said to it")
    GOALS = "goals", _("My goals")
    WORDS = "words", _("A few lines we write for this")


class Way(models.TextChoices):
    HAND = "hand", _("handed over")
    MAIL = "mail", _("by mail")
    FAX = "fax", _("by fax")
    PHONE = "phone", _("told on the phone")
    EMAIL = "email", _("by e-mail")
    COPY = "copy", _("copied into their record system")


class Apart(models.TextChoices):
    """Under 42 CFR Part 2 these two stand on a permission of their own, together with nothing else."""

    NO = "", _("No")
    NOTES = "notes", _("Notes of our talks")
    PROCEEDINGS = "proceedings", _("For a court or a hearing")


class Release(AgencyOwned):
    """A signed permission, sealed for good but for the stamp of its end.

    `text` is the whole of it, word for word as it was signed. `part2` is copied from the program: only such a
    release, with all that § 2.31(a) asks for, lets something go out of a program under that rule.
    """

    class Given(models.TextChoices):
        TYPED = "typed", _("typed their name")
        SPOKEN = "spoken", _("said it, with somebody else there")

    CONTENT = "release"

    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="releases")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recipient = SealedTextField(owner="person")
    sent_by = models.CharField(max_length=8, choices=Way)
    kinds = ArrayField(models.CharField(max_length=8, choices=Kind))
    what = SealedTextField(owner="person")
    purpose = SealedTextField(owner="person")
    until_on = models.DateField(null=True, blank=True, help_text="The last day, in the program's zone.")
    until_event = SealedTextField(owner="person")
    apart = models.CharField(max_length=12, choices=Apart, blank=True)
    part2 = models.BooleanField()
    language = models.CharField(max_length=8)
    text = SealedTextField(owner="person")
    way = models.CharField(max_length=8, choices=Given)
    signature = SealedTextField(owner="person")
    witness = SealedTextField(owner="person")
    signed_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seal = models.CharField(
        max_length=64, editable=False, help_text="Fingerprint of this release; it stands in the ledger."
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-signed_at"], name="release_by_person")]
        constraints = [
            models.CheckConstraint(
                name="a_release_has_an_end",
                condition=Q(until_on__isnull=False) | Q(until_event__isnull=False),
            ),
            models.CheckConstraint(name="a_release_names_what_goes_out", condition=Q(kinds__len__gt=0)),
            models.CheckConstraint(
                name="a_release_is_ended_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="notes_under_part_2_stand_apart",
                condition=Q(part2=False) | ~Q(kinds__contains=["note"]) | Q(kinds=["note"], apart="notes"),
            ),
        ]

    @property
    def kind_words(self) -> list[str]:
        return [str(Kind(kind).label) for kind in self.kinds]

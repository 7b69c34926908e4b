"""A file on its way in, and what is remembered of files that came in. All but the last two goes after a day."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.exchange import querysets


class Brings(models.TextChoices):
    """What the rows of a file are."""

    PEOPLE = "people", _("People")
    SESSIONS = "sessions", _("Past meetings")


class ImportRun(AgencyOwned):
    """One file on its way in. While a process works on it, that process holds the lock of this row."""

    CONTENT = "import"
    HOURS = 24

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("its columns wait for a look")
        CHECKING = "checking", _("being checked")
        ASKING = "asking", _("a question about its days")
        CHECKED = "checked", _("checked")
        IMPORTING = "importing", _("being brought in")
        DONE = "done", _("brought in")
        FAILED = "failed", _("nothing was brought in")

    class Trouble(models.TextChoices):
        DIED = "died", _("The work on this file stopped three times. Nothing was brought in.")
        CHANGED = (
            "changed",
            _(
                "Something in the house has changed since the file was checked, and a row no longer fits. "
                "Nothing was brought in. Please bring the file again."
            ),
        )

    kind = models.CharField(max_length=8, choices=Brings)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file_key = models.CharField(max_length=64, help_text="Keyed hash of the file.")
    header = SealedTextField(owner="agency")
    header_key = models.CharField(max_length=64, help_text="Keyed hash of the names of the columns.")
    delimiter = models.CharField(max_length=1)
    lines = models.PositiveIntegerField()
    columns = ArrayField(models.CharField(max_length=12, blank=True), default=list)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day_first = models.BooleanField(null=True, help_text="1/2/2026 is the first of February.")
    new_rows = models.PositiveIntegerField(default=0)
    same_rows = models.PositiveIntegerField(default=0, help_text="Here already, or twice in the file.")
    left_out_rows = models.PositiveIntegerField(
        default=0, help_text="Meetings of groups, or that did not take place."
    )
    namesakes = models.PositiveIntegerField(default=0, help_text="New people named like somebody here.")
    problem_rows = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=8, choices=Trouble, blank=True)
    expires_at = models.DateTimeField()

    objects = querysets.ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(state__in=["checking", "importing"]),
                name="one_import_at_a_time",
            ),
            models.CheckConstraint(
                name="a_failed_import_says_why",
                condition=Q(state="failed") & ~Q(trouble="") | ~Q(state="failed") & Q(trouble=""),
            ),
        ]

    @property
    def is_worked_on(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.IMPORTING}


class ImportProgress(AgencyOwned):
    """How far it is. Written beside the transaction that does the work, so that others see it meanwhile."""

    MOST_ATTEMPTS = 3

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0, help_text="Lines of the file.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often this step was begun.")


class ImportChunk(AgencyOwned):
    """A piece of the file, or of what is wrong with it: small enough that nobody holds the whole in memory."""

    CONTENT = "import"

    class Part(models.TextChoices):
        FILE = "file"
        PROBLEMS = "problems"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="chunks")
    part = models.CharField(max_length=8, choices=Part)
    number = models.PositiveIntegerField()
    text = SealedTextField(owner="agency")

    objects = querysets.ImportChunkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "part", "number"], name="one_chunk_of_a_number"),
        ]


class ImportedRow(AgencyOwned):
    """A row that came in, by a keyed hash of what it says, so that the same row again changes nothing."""

    kind = models.CharField(max_length=8, choices=Brings)
    fingerprint = models.CharField(max_length=64)
    target_id = models.UUIDField(help_text="The person or the meeting it became.")

    objects = querysets.ImportedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "fingerprint"], name="a_row_comes_in_once"),
        ]


class RememberedColumns(AgencyOwned):
    """What the columns of a file were last time, found again by a keyed hash of their names."""

    kind = models.CharField(max_length=8, choices=Brings)
    header_key = models.CharField(max_length=64)
    columns = ArrayField(models.CharField(max_length=12, blank=True))
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "header_key"], name="columns_are_remembered_once"
            ),
        ]

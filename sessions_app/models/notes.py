"""Words about a meeting, sealed with the key of the person they are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson
from peersupport.rules.models import NotePrompt
from sessions_app.querysets import SessionNoteQuerySet

from .codes import HowWritten, Kind, Place, Tag, Way, WhoseStep, WhoWrote
from .meetings import Attendance, SupportSession


class SessionNote(AgencyOwned):
    """What was written about one attendance, sealed with the person's key.

    First it is ready for the person to read, and the two can change it; from final_at on a trigger refuses. Who reads
    what of it stands in voices.py.
    """

    CONTENT = "narrative"
    # What the two can still change while it is ready to read; sql/ready.sql says the same.
    PEERS_WORDS = ("text", "agenda", "next_step", "taken_along")

    attendance = models.OneToOneField(Attendance, on_delete=models.PROTECT, related_name="note")
    session = models.ForeignKey(SupportSession, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="notes")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    completed_at = models.DateTimeField()
    opens_at = models.DateTimeField(
        default=clock.now, help_text="From when the person it is about can read it."
    )
    final_at = models.DateTimeField(
        default=clock.now, help_text="Until then the two can change it, then nobody."
    )
    language = models.CharField(max_length=8)
    how_written = models.CharField(max_length=8, choices=HowWritten, blank=True)
    read_together = models.BooleanField(null=True, help_text="Level together: yes, or not today because …")
    text = SealedTextField(owner="person")
    rest_stays_between_us = models.BooleanField(default=False)
    agenda = SealedTextField(owner="person")
    own_words = SealedTextField(owner="person")
    own_words_by = models.CharField(max_length=16, choices=WhoWrote, blank=True)
    next_step = SealedTextField(owner="person")
    next_step_whose = models.CharField(max_length=8, choices=WhoseStep, blank=True)
    why_shared = SealedTextField(owner="person")
    taken_along = SealedTextField(owner="person")
    tags = ArrayField(models.CharField(max_length=16, choices=Tag), default=list, blank=True)
    says = ArrayField(
        models.CharField(max_length=12, choices=NotePrompt), default=list, blank=True,
        help_text="Level billable: what its author ticked that it says.",
    )  # fmt: skip
    not_read_because = SealedTextField(owner="person")
    their_signature = SealedTextField(owner="person")
    their_signature_by = models.CharField(max_length=16, choices=WhoWrote, blank=True)
    signed_as = models.CharField(max_length=160, blank=True, help_text="Level billable: peer and credential.")
    # What the meeting itself doesn't say: a group keeps less about everybody than one of them agreed to.
    kinds = ArrayField(models.CharField(max_length=16, choices=Kind), default=list, blank=True)
    way = models.CharField(max_length=16, choices=Way, blank=True)
    place = models.CharField(max_length=16, choices=Place, blank=True)

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "peer",
                models.F("at").desc(),
                models.F("id").desc(),
                name="note_by_peer",
                include=["person", "agency"],
            ),
            models.Index(
                "person",
                models.F("at").desc(),
                models.F("id").desc(),
                name="note_by_person",
                include=["peer", "agency"],
            ),
            models.Index("peer", "person", models.F("at").desc(), models.F("id").desc(), name="note_by_two"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_note_is_read_before_it_is_final",
                condition=models.Q(final_at__gte=models.F("opens_at")),
            )
        ]

    @property
    def is_final(self) -> bool:
        return bool(self.final_at <= clock.now())

    @property
    def is_for_payment(self) -> bool:
        """Level billable: only such a note is signed with a credential."""
        return bool(self.signed_as)


class NoteVersion(AgencyOwned):
    """What stood in some fields of a note before they were changed. Read by its author and the person alone."""

    CONTENT = "narrative"

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="versions")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    fields = ArrayField(models.CharField(max_length=16))
    before = SealedTextField(owner="person")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="one_version_of_a_number"),
        ]


class Addendum(AgencyOwned):
    """Something added later to a note, dated and signed."""

    CONTENT = "narrative"

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="addenda")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="person")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]

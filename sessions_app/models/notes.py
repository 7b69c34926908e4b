"""Words about a meeting, sealed with the key of the person they are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.querysets import SessionNoteQuerySet

from .codes import HowWritten, Kind, Place, Tag, Way, WhoseStep, WhoWrote
from .meetings import Attendance, SupportSession


class SessionNote(AgencyOwned):
    """What was written about one attendance, sealed with the person's key. Complete, it is frozen by a trigger."""

    CONTENT = "narrative"

    attendance = models.OneToOneField(Attendance, on_delete=models.PROTECT, related_name="note")
    session = models.ForeignKey(SupportSession, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="notes")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    completed_at = models.DateTimeField()
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


class Addendum(AgencyOwned):
    """Something added later to a finished note, dated and signed; the note itself never changes."""

    CONTENT = "narrative"

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="addenda")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="person")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]

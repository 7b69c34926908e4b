"""Meetings. Facts stand open on the session; every word somebody wrote is sealed on the note of one attendance."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson

from .querysets import (
    AttendanceQuerySet,
    SessionDraftQuerySet,
    SessionNoteQuerySet,
    SupportSessionQuerySet,
)


class Kind(models.TextChoices):
    """The four kinds of support."""

    COMPANIONSHIP = "companionship", _("Spent time together")
    EMOTIONAL = "emotional", _("Listened and understood")
    INFORMATIONAL = "informational", _("Shared know-how")
    INSTRUMENTAL = "instrumental", _("Did something practical")


class Way(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    PHONE = "phone", _("phone")
    VIDEO = "video", _("video")
    TEXT = "text", _("text")
    OUT = "out", _("out and about")


class Place(models.TextChoices):
    HOME = "home", _("at their home")
    OFFICE = "office", _("at our place")
    OUTDOORS = "outdoors", _("outdoors")
    PUBLIC = "public", _("café, library or shop")
    SERVICE = "service", _("an office or clinic")
    HOSPITAL = "hospital", _("hospital")
    JAIL = "jail", _("jail or prison")
    OTHER = "other", _("somewhere else")


class ChosenBy(models.TextChoices):
    THEM = "them", _("they did")
    TOGETHER = "together", _("we did")
    ME = "me", _("I did")


class WhyShared(models.TextChoices):
    ME_TOO = "me_too", _("to say “me too”")
    CAN_BE_DONE = "can_be_done", _("to show it can be done")
    WHAT_HELPED = "what_helped", _("to pass on what helped")
    ASKED = "asked", _("they asked")


class WhoseStep(models.TextChoices):
    THEM = "them", _("theirs")
    US = "us", _("ours")
    ME = "me", _("mine")


class WhoWrote(models.TextChoices):
    THEM = "them", _("written by them")
    TYPED_FOR_THEM = "typed_for_them", _("said and typed by me")


class HowWritten(models.TextChoices):
    TOGETHER = "together", _("written together")
    BESIDE = "beside", _("by me with them beside me")
    LATER = "later", _("by me later")


class SupportSession(AgencyOwned):
    """One meeting. Its key is made by the client, so that sending it twice makes one.

    A planned meeting keeps its local day and time in `time_zone`; starts_at is derived from them.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        COMPLETED = "completed", _("we met")
        NOT_MET = "not_met", _("we didn't connect")
        CANCELLED = "cancelled", _("called off")

    TRANSITIONS = {
        State.PLANNED: {State.COMPLETED, State.NOT_MET, State.CANCELLED},
        State.NOT_MET: {State.PLANNED},
        State.CANCELLED: {State.PLANNED},
    }

    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="sessions")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Program.Level)
    state = models.CharField(max_length=10, choices=State)
    local_start = models.CharField(max_length=16, help_text="YYYY-MM-DDTHH:MM on the wall clock of time_zone")
    time_zone = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way, blank=True)
    place = models.CharField(max_length=10, choices=Place, blank=True)
    kinds = ArrayField(models.CharField(max_length=14, choices=Kind), default=list, blank=True)
    agenda_by = models.CharField(max_length=8, choices=ChosenBy, blank=True)
    has_note = models.BooleanField(default=False, editable=False)
    first_contact = models.BooleanField(default=False, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was completed, missed or called off."
    )

    objects = SupportSessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "peer",
                models.F("starts_at").desc(),
                models.F("id").desc(),
                name="session_by_peer",
                include=["agency", "program", "state"],
            ),
            models.Index(
                fields=["agency", "-starts_at"],
                name="session_by_agency",
                include=["peer", "state", "minutes", "kinds"],
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="session_closed_at_iff_not_planned",
                condition=Q(state="planned", closed_at=None)
                | ~Q(state="planned") & Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="session_lasts_at_most_a_day", condition=Q(minutes__gte=0, minutes__lte=1440)
            ),
            models.CheckConstraint(
                name="only_a_completed_session_has_a_note", condition=Q(has_note=False) | Q(state="completed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_start} {self.state}"


class Attendance(AgencyOwned):
    """Somebody was, or will be, at a meeting. Peer and start are copied from it for the person's own list."""

    session = models.ForeignKey(SupportSession, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="attendances")
    peer = models.ForeignKey(PeerSpecialist, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "person",
                models.F("starts_at").desc(),
                models.F("session").desc(),
                name="attendance_by_person",
                include=["peer", "agency"],
            ),
        ]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_attendance_a_session")]


class SessionDraft(AgencyOwned):
    """What a peer has typed so far, sealed with their own key; gone on completion or after 14 days."""

    CONTENT = "draft"
    DAYS = 14

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    session_key = models.UUIDField()
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    form_version = models.PositiveSmallIntegerField()
    payload = SealedTextField(owner="user", holder="author_id")
    updated_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    objects = SessionDraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "session_key"], name="one_draft_a_session")]


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
    not_read_because = SealedTextField(owner="person")
    signed_as = models.CharField(max_length=160, blank=True, help_text="Level billable: peer and credential.")

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

"""A meeting, who was there, and what is typed before it is finished. Facts stand open on it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, Program, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.querysets import AttendanceQuerySet, SessionDraftQuerySet, SupportSessionQuerySet

from .codes import ChosenBy, Kind, Place, Way
from .groups import Group
from .series import SessionSeries


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
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")
    series = models.ForeignKey(
        SessionSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    occurrence = models.DateField(
        null=True, blank=True, help_text="The day the series meant it for, also after it was moved."
    )
    imported = models.BooleanField(default=False, editable=False, help_text="Facts brought from elsewhere.")
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

    is_repeated = False  # set by services on what was stored before under the same key with the same words

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
                include=["id", "peer", "program", "group", "state", "kinds", "agenda_by"],
            ),
            # What is open, and what came before an answer: few rows, asked for by every first page.
            models.Index(fields=["peer", "starts_at"], name="session_planned", condition=Q(state="planned")),
            models.Index(
                fields=["peer", "starts_at"], name="session_first_contact", condition=Q(first_contact=True)
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
            models.UniqueConstraint(fields=["series", "occurrence"], name="one_session_an_occurrence"),
            models.CheckConstraint(
                name="an_occurrence_belongs_to_a_series",
                condition=Q(series=None, occurrence=None) | Q(series__isnull=False, occurrence__isnull=False),
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

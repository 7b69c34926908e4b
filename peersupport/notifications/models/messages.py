"""What is to be said, and each try to say it. The row is the truth; everything that carries it only reads it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.core.models import BaseModel
from peersupport.notifications import querysets
from peersupport.notifications.kinds import Kind, Lane

from .routes import Route


class Message(AgencyOwned):
    """One message by one way. `key` names the occasion: the same one twice is the same row.

    next_at: the earliest moment of the next try. A concern that was not tried yet asks no clock. drop_at: after it
    a reminder says nothing useful any more; it is dropped, and listed. tries: as far as the row knows; the attempts
    are what counts.
    """

    class State(models.TextChoices):
        READY = "ready", _("waits to be sent")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("nobody knows whether it arrived")
        DEAD = "dead", _("could not be sent")
        DROPPED = "dropped", _("too late to be useful")
        SKIPPED = "skipped", _("not sent: this way is not in use any more")
        DISMISSED = "dismissed", _("put aside")

    database_at: datetime  # what held() found the database's clock to show

    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    lane = models.PositiveSmallIntegerField(choices=Lane)
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="messages")
    about_id = models.UUIDField(null=True, blank=True, help_text="The row it leads to, of whatever table.")
    subject = SealedTextField(owner="agency")
    text = SealedTextField(owner="agency")
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    next_at = models.DateTimeField()
    drop_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    set_aside = models.PositiveSmallIntegerField(
        default=0, help_text="Tries up to this one no longer count: somebody asked for another go."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=120, blank=True)
    delivered_at = models.DateTimeField(
        null=True, blank=True, help_text="When the provider said that it arrived."
    )
    read_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            # Only what still waits: the sweep costs the same however much was sent before.
            models.Index(fields=["lane", "next_at"], condition=Q(state="ready"), name="messages_ready"),
            models.Index(fields=["route", "-created_at"], name="messages_by_route"),
            models.Index(fields=["agency", "-created_at"], name="messages_by_agency"),
            models.Index(fields=["about_id"], name="messages_about"),
            # The watcher asks for these every few seconds, and nearly always there are none.
            models.Index(
                fields=["agency", "lane", "-created_at"],
                condition=Q(state__in=["dead", "unknown"]),
                name="messages_unsettled",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_message_an_occasion"),
            models.CheckConstraint(
                name="message_sent_at_iff_sent",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]

    @property
    def is_too_late(self) -> bool:
        return self.drop_at is not None and clock.now() >= self.drop_at

    @property
    def wire_key(self) -> str:
        """What goes out with every try, so that the other side can tell a repeat. It says nothing about anything."""
        return self.pk.hex


class Attempt(BaseModel):
    """One try, written on a connection of its own before anything leaves, so that it outlives whoever tries."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("taken over")
        LATER = "later", _("not taken over, to be tried again")
        REFUSED = "refused", _("not taken, and never will be")
        UNCLEAR = "unclear", _("no answer: it may have been taken over")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    process = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    code = models.CharField(max_length=40, blank=True)
    provider_id = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="attempts_by_provider_id")
        ]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="one_attempt_of_a_number"),
            models.CheckConstraint(
                name="attempt_has_an_end_iff_an_outcome",
                condition=Q(outcome="", finished_at=None) | ~Q(outcome="") & Q(finished_at__isnull=False),
            ),
        ]

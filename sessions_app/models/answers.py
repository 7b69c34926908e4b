"""The person's voice about a note: what they answer, what is replied, and what they set aside."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.querysets import PersonResponseQuerySet

from .notes import Addendum, SessionNote


class HowGiven(models.TextChoices):
    """By which way an answer came. Whatever it is, it is the person's."""

    OWN_ACCOUNT = "own_account", _("in their own space")
    PEERS_SCREEN = "peers_screen", _("on the peer's screen")
    PAPER = "paper", _("on paper")
    ALOUD = "aloud", _("said aloud")


class PersonResponse(AgencyOwned):
    """One answer of the person to a note, as it stood in that version. Never changed; it can be taken back."""

    class Kind(models.TextChoices):
        RIGHT = "right", _("That's right")
        DIFFERENT = "different", _("I see it differently")
        LEAVE_OUT = "leave_out", _("Please leave something out")
        WORDS = "words", _("Add my words")

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="responses")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(
        PeerSpecialist, on_delete=models.PROTECT, related_name="+", help_text="The author."
    )
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.PositiveSmallIntegerField(help_text="Of the note, as they read it.")
    given = models.CharField(max_length=12, choices=HowGiven)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_senior = models.BooleanField(default=False, help_text="Its words are for the senior peer supervisor.")
    at = models.DateTimeField(default=clock.now)
    reply_by = models.DateTimeField(help_text="When somebody should have read it.")

    objects = PersonResponseQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]


class ResponseWords(AgencyOwned):
    """The words of an answer, in a row of their own: taking the answer back deletes it."""

    CONTENT = "narrative"

    response = models.OneToOneField(PersonResponse, on_delete=models.PROTECT, related_name="words")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="person")


class AnswerTakenBack(AgencyOwned):
    """The person took an answer back. That it was given stays; what it said is gone."""

    response = models.OneToOneField(PersonResponse, on_delete=models.PROTECT, related_name="taken_back")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)


class PeerReply(AgencyOwned):
    """Whoever an answer was for read it: a thank you, or words."""

    CONTENT = "narrative"

    response = models.OneToOneField(PersonResponse, on_delete=models.PROTECT, related_name="reply")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="person")
    at = models.DateTimeField(default=clock.now)


class SetAside(AgencyOwned):
    """A passage that the person set aside: from `start` up to `end` of a text, without an end up to its last letter.

    kept_for: who reads it all the same, as the promise said when they chose.
    """

    FIELDS = (*SessionNote.PEERS_WORDS, "own_words", "addendum")

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="set_aside")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=16)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField(null=True, blank=True)
    kept_for = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["field", "start"]
        constraints = [
            models.CheckConstraint(
                name="a_passage_has_letters", condition=Q(end=None) | Q(end__gt=F("start"))
            ),
            models.CheckConstraint(
                name="a_passage_of_an_addendum_names_it",
                condition=Q(field="addendum", addendum__isnull=False)
                | ~Q(field="addendum") & Q(addendum=None),
            ),
        ]


class SetAsideLifted(AgencyOwned):
    """The person put a passage back."""

    passage = models.OneToOneField(SetAside, on_delete=models.PROTECT, related_name="lifted")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

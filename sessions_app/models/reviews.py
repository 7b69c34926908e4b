"""A supervisor read a note and asks something about it; and what is kept from the person it is about."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson
from sessions_app.relation_querysets import NoteReviewQuerySet

from .notes import Addendum, SessionNote


class NoteReview(AgencyOwned):
    """What is good in a note, and what a supervisor asks about it. It never unfreezes the note.

    Open, it is the supervisor's own sheet. Returned, a trigger freezes its words; only the answer and the end come.
    """

    class State(models.TextChoices):
        OPEN = "open", _("begun")
        RETURNED = "returned", _("returned")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    CONTENT = "narrative"

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    good = SealedTextField(owner="person")
    returned_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_because = SealedTextField(owner="person")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteReviewQuerySet.as_manager()

    class Meta:
        ordering = ["returned_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "reviewer"], name="one_review_at_a_time", condition=~Q(state="closed")
            ),
            models.CheckConstraint(
                name="a_review_goes_step_by_step",
                condition=Q(state="open", returned_at=None, answered_at=None, closed_at=None)
                | Q(state="returned", returned_at__isnull=False, answered_at=None, closed_at=None)
                | Q(state="answered", returned_at__isnull=False, answered_at__isnull=False, closed_at=None)
                | Q(
                    state="closed",
                    returned_at__isnull=False,
                    answered_at__isnull=False,
                    closed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="a_review_says_what_is_good",
                condition=Q(state="open") | Q(good__isnull=False),
            ),
            models.CheckConstraint(
                name="a_review_is_answered_one_way",
                condition=Q(answered_at=None, addendum=None, left_because=None)
                | Q(answered_at__isnull=False, addendum__isnull=False, left_because=None)
                | Q(answered_at__isnull=False, addendum=None, left_because__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["reviewer"], name="review_answered", condition=Q(state="answered")),
        ]


class ReviewComment(AgencyOwned):
    """What is asked beside one field of the note. Frozen with the review that it belongs to."""

    class Field(models.TextChoices):
        AGENDA = "agenda", _("What you agreed to talk about")
        TEXT = "text", _("What you did together")
        OWN_WORDS = "own_words", _("Their own words")
        NEXT_STEP = "next_step", _("What's next")
        ELSE = "else", _("Something else")

    CONTENT = "narrative"

    review = models.ForeignKey(NoteReview, on_delete=models.PROTECT, related_name="comments")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=16, choices=Field)
    text = SealedTextField(owner="person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "field"], name="one_comment_a_field"),
        ]


class WithheldPassage(AgencyOwned):
    """One passage of a note that the person does not read: about somebody else, or for somebody's safety.

    A second person agrees first; until then the author alone reads it, and can take it out again. Not agreed to, its
    words are gone. The person sees that it is there, why, and who agreed, and can ask.
    """

    class Reason(models.TextChoices):
        SOMEBODY_ELSE = "else", _("It is about somebody else")
        SAFETY = "safety", _("For somebody's safety")

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        AGREED = "agreed", _("a second person agreed")
        REFUSED = "refused", _("a second person did not agree")

    CONTENT = "narrative"

    note = models.OneToOneField(SessionNote, on_delete=models.PROTECT, related_name="withheld")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=Reason)
    text = SealedTextField(owner="person")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why_asked_at = models.DateTimeField(null=True, blank=True)
    why_answer = SealedTextField(owner="person")
    why_answered_at = models.DateTimeField(null=True, blank=True)
    why_answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_second_person_agrees_to_withhold",
                condition=Q(state="asked", decided_at=None, decided_by=None)
                | ~Q(state="asked")
                & Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("author")),
            ),
            models.CheckConstraint(
                name="what_is_refused_is_gone",
                condition=Q(state="refused", text=None) | ~Q(state="refused") & Q(text__isnull=False),
            ),
            models.CheckConstraint(
                name="why_is_asked_of_what_is_withheld",
                condition=Q(why_asked_at=None, why_answered_at=None, why_answer=None, why_answered_by=None)
                | Q(state="agreed", why_asked_at__isnull=False)
                & (
                    Q(why_answered_at=None, why_answer=None, why_answered_by=None)
                    | Q(
                        why_answered_at__isnull=False, why_answer__isnull=False, why_answered_by__isnull=False
                    )
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["note"], name="withheld_waits", condition=Q(state="asked")),
        ]

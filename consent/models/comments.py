"""What peers, people and others said about a version before it came into force."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.querysets import CommentQuerySet
from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson

from .policy import ConfidentialityPolicy


class PolicyComment(AgencyOwned):
    """One thought about a draft, and the answer it must get. A person's stands without their name."""

    class Voice(models.TextChoices):
        PERSON = "person", _("a person who is supported here")
        PEER = "peer", _("a peer")
        STAFF = "staff", _("somebody else who works here")

    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="comments")
    voice = models.CharField(max_length=8, choices=Voice)
    person = models.ForeignKey(
        SupportedPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="policy_comments"
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField(
        default=False, help_text="Came on paper or by voice; the office wrote it down."
    )
    said_at = models.DateTimeField(default=clock.now)
    text = SealedTextField(owner="agency")
    answer = SealedTextField(owner="agency")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    CONTENT = "comment"

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_comment_is_answered_by_somebody",
                condition=Q(answered_at=None, answered_by=None, answer=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer__isnull=False),
            ),
            models.CheckConstraint(
                name="a_comment_of_a_person_is_a_persons",
                condition=Q(person=None) | Q(voice="person"),
            ),
        ]

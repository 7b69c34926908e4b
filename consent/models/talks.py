"""A conversation that is not over: what was said so far, for the peer who holds it alone."""

from django.db import models

from peersupport.accounts.models import AgencyOwned, User
from peersupport.core import clock
from peersupport.core.fields import SealedTextField
from peersupport.people.models import SupportedPerson

from .policy import ConfidentialityPolicy


class ConversationDraft(AgencyOwned):
    """What stands on the pages of a talk so far, sealed with the peer's own key. Nothing of it counts.

    Gone with the answer, when the talk is begun again, or after 14 days. Its key becomes the key of the answer, so
    that a form sent twice is one answer. No signature is ever kept in it.
    """

    DAYS = 14

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(SupportedPerson, on_delete=models.PROTECT, related_name="+")
    policy = models.ForeignKey(ConfidentialityPolicy, on_delete=models.PROTECT, related_name="+")
    payload = SealedTextField(owner="user", holder="author_id")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    CONTENT = "draft"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "person"], name="one_talk_of_two")]

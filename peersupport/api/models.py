"""What the API keeps for itself: tokens, and which request with which key made which row."""

import uuid

from django.db import models
from knox.models import AbstractAuthToken
from knox.settings import CONSTANTS

from peersupport.accounts.models import Agency, AgencyOwned, User
from peersupport.core import clock


class Token(AbstractAuthToken):  # type: ignore[misc]
    """A program speaks as this user until the token expires, is ended, or its user has no role any more.

    The database knows a hash of it, its first characters to find the row, and its last ones to tell two apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True)
    created = models.DateTimeField(default=clock.now, editable=False)
    name = models.CharField(max_length=80)
    tail = models.CharField(max_length=8, editable=False)
    minute = models.DateTimeField(null=True, editable=False, help_text="The minute that `requests` counts.")
    requests = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_token_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="a_token_expires", condition=models.Q(expiry__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"…{self.tail}"


class IdempotencyKey(AgencyOwned):
    """A request that made something. Sent again with the same key, it gets the same answer and makes nothing."""

    HOURS = 48

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, help_text="A keyed hash of what the client sent.")
    body_hash = models.CharField(max_length=64)
    target_id = models.UUIDField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_request_a_key")]

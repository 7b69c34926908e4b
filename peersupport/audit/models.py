"""Trails without foreign keys: they outlive what they speak of and never hold a value, only ids and names of fields."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from peersupport.core import clock


class Trail(models.Model):
    """Append-only: the application's role has SELECT and INSERT, triggers refuse the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    agency_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True


class AuditEvent(Trail):
    """Who did what to which row. Written inside every service; for investigation, never read by features."""

    actor_id = models.UUIDField(null=True, editable=False)
    action = models.CharField(max_length=64, editable=False)
    target_type = models.CharField(max_length=64, editable=False)
    target_id = models.UUIDField(editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    fields = ArrayField(models.CharField(max_length=64), default=list, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency_id", "-at"], name="audit_by_agency"),
            models.Index(fields=["target_id", "-at"], name="audit_by_target"),
        ]


class AccessEvent(Trail):
    """One human opened something sealed about one person, in one request. The person reads this trail."""

    reader_id = models.UUIDField(editable=False)
    person_id = models.UUIDField(editable=False)
    purpose = models.CharField(max_length=32, editable=False)
    via = models.CharField(max_length=16, editable=False)
    contents = ArrayField(models.CharField(max_length=16), editable=False)
    request_id = models.UUIDField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="access_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["request_id", "person_id", "reader_id", "purpose"], name="one_access_event_a_request"
            )
        ]


class LedgerEntry(Trail):
    """One link of an agency's chain. `seq`, `at`, `prev` and `hash` are the database's, whatever is handed over.

    payload: ids, codes and hashes of sealed things, never a word somebody wrote: erasing a key leaves the chain whole.
    """

    seq = models.BigIntegerField(editable=False, default=0)
    actor_id = models.UUIDField(null=True, editable=False)
    action = models.CharField(max_length=64, editable=False)
    target_type = models.CharField(max_length=64, editable=False)
    target_id = models.UUIDField(editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    payload = models.JSONField(default=dict, editable=False)
    prev = models.BinaryField(default=bytes, editable=False)
    hash = models.BinaryField(default=bytes, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="ledger_by_person"),
            models.Index(fields=["target_id"], name="ledger_by_target"),
            # Not unique: the trigger gives each link its place, and no row can be handed over with another.
            models.Index(fields=["agency_id", "seq"], name="ledger_by_place"),
        ]


class LedgerHead(models.Model):
    """Where each chain ends. Only the trigger of the entries writes it; the application reads it."""

    agency_id = models.UUIDField(primary_key=True, editable=False)
    seq = models.BigIntegerField(editable=False)
    hash = models.BinaryField(editable=False)

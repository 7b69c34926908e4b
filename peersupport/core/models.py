import uuid

from django.db import models

from . import clock, crypto


class BaseModel(models.Model):
    """UUID key (random: it tells neither order nor age) and the instant the row was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class DataKeyQuerySet(models.QuerySet["DataKey"]):
    def for_owner(self, *, agency_id: uuid.UUID, kind: str, owner_id: uuid.UUID) -> "DataKey":
        """The owner's living key, made on first use. A destroyed key is never replaced: raises CannotOpen."""
        key = self.filter(owner_kind=kind, owner_id=owner_id).first()
        if key is None:
            key = DataKey(agency_id=agency_id, owner_kind=kind, owner_id=owner_id)
            key.wrapped = crypto.wrap(crypto.new_data_key(), key_id=key.id)
            self.bulk_create([key], ignore_conflicts=True)
            key = self.get(owner_kind=kind, owner_id=owner_id)
        if key.destroyed_at is not None or key.wrapped is None:
            raise crypto.CannotOpen("This key was destroyed.")
        return key

    def made_for(
        self, *, agency_id: uuid.UUID, kind: str, owner_ids: list[uuid.UUID]
    ) -> dict[uuid.UUID, "DataKey"]:
        """New keys for owners who were made a moment ago and have none: one statement for many."""
        keys = [DataKey(agency_id=agency_id, owner_kind=kind, owner_id=owner_id) for owner_id in owner_ids]
        for key in keys:
            key.wrapped = crypto.wrap(crypto.new_data_key(), key_id=key.id)
        self.bulk_create(keys)
        return {key.owner_id: key for key in keys}


class DataKey(BaseModel):
    """One wrapped 256-bit key. Destroying it (wrapped = NULL) erases everything sealed with it."""

    class Owner(models.TextChoices):
        PERSON = "person"
        USER = "user"
        AGENCY = "agency"

    agency_id = models.UUIDField()
    owner_kind = models.CharField(max_length=8, choices=Owner)
    owner_id = models.UUIDField()
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    objects = DataKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id"], name="one_data_key_per_owner"),
            models.CheckConstraint(
                name="data_key_is_wrapped_or_destroyed",
                condition=models.Q(wrapped__isnull=False, destroyed_at=None)
                | models.Q(wrapped=None, destroyed_at__isnull=False),
            ),
        ]

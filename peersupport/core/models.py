import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models, transaction

from . import clock, crypto
from .errors import KeyDestroyed
from .wrapping import WrappingKey

EVERYBODY = uuid.UUID(int=0)  # owner of the one key that belongs to the whole installation


class BaseModel(models.Model):
    """UUID key (random: it tells neither order nor age) and the instant the row was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class DataKeyQuerySet(models.QuerySet["DataKey"]):
    def for_owner(self, *, agency_id: uuid.UUID, kind: str, owner_id: uuid.UUID) -> "DataKey":
        """The owner's living key, made on first use. A destroyed key is never replaced: raises KeyDestroyed."""
        key = self.filter(owner_kind=kind, owner_id=owner_id).first()
        if key is None:
            key = DataKey(agency_id=agency_id, owner_kind=kind, owner_id=owner_id)
            key.wrapped_by, key.wrapped = crypto.wrap(crypto.new_data_key(), key_id=key.id)
            self.bulk_create([key], ignore_conflicts=True)
            key = self.get(owner_kind=kind, owner_id=owner_id)
        if key.destroyed_at is not None or key.wrapped is None:
            raise KeyDestroyed("This key was destroyed.")
        return key

    def made_for(
        self, *, agency_id: uuid.UUID, kind: str, owner_ids: list[uuid.UUID]
    ) -> dict[uuid.UUID, "DataKey"]:
        """New keys for owners who were made a moment ago and have none: one statement for many."""
        keys = [DataKey(agency_id=agency_id, owner_kind=kind, owner_id=owner_id) for owner_id in owner_ids]
        for key in keys:
            key.wrapped_by, key.wrapped = crypto.wrap(crypto.new_data_key(), key_id=key.id)
        self.bulk_create(keys)
        return {key.owner_id: key for key in keys}

    def destroy(self, *, agency_id: uuid.UUID, kind: str, owner_id: uuid.UUID) -> None:
        """Nothing that was sealed for this owner opens again, and nothing is ever sealed for them. For good."""
        gone = {"wrapped": None, "wrapped_by": "", "destroyed_at": clock.now()}
        owner = {"agency_id": agency_id, "owner_kind": kind, "owner_id": owner_id}
        if not self.filter(owner_kind=kind, owner_id=owner_id).update(**gone):
            self.create(**owner, **gone)

    def wrapped_otherwise(self, wrapped_by: str) -> "DataKeyQuerySet":
        """Living keys that something else wrapped."""
        return self.filter(destroyed_at=None).exclude(wrapped_by=wrapped_by)

    def rewrap_some(self, *, to: WrappingKey, to_id: str, limit: int) -> list["DataKey"]:
        """Wrap up to `limit` keys anew, in one transaction, and give them. None that somebody holds just now.

        What is sealed stays as it is; whoever reads meanwhile opens the old form or the new one. Raises CannotOpen.
        """
        with transaction.atomic():
            rows = self.wrapped_otherwise(to_id).select_for_update(skip_locked=True, no_key=True)
            keys = list(rows.order_by("pk")[:limit])
            for key in keys:
                plain = key.plain_key
                key.wrapped_by, key.wrapped = crypto.wrap(plain, key_id=key.pk, to=to)
                if to.unwrap(key.wrapped, bound_to=crypto.binding(key.pk)) != plain:
                    raise crypto.CannotOpen(
                        "The new wrapping doesn't give the key back. Nothing was changed."
                    )
            self.bulk_update(keys, ["wrapped", "wrapped_by"])
        return keys


class DataKey(BaseModel):
    """One wrapped 256-bit key. Destroying it (wrapped = NULL) erases everything sealed with it."""

    class Owner(models.TextChoices):
        PERSON = "person"
        USER = "user"
        AGENCY = "agency"
        CLINICAL = "clinical"  # what is said about a peer in the clinical supervisor's room; owner: the peer
        SENIOR = "senior"  # and in the senior peer supervisor's, which opens to nobody else
        INDEX = "index"  # one for all: of the hashes by which a contact detail is found again

    agency_id = models.UUIDField()
    owner_kind = models.CharField(max_length=8, choices=Owner)
    owner_id = models.UUIDField()
    wrapped = models.BinaryField(null=True)
    wrapped_by = models.CharField(
        max_length=80, default="", help_text="Id of the wrapping key; see core.wrapping."
    )
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

    @property
    def plain_key(self) -> bytes:
        """The key itself. Raises CannotOpen."""
        return crypto.unwrap(bytes(self.wrapped or b""), key_id=self.pk, wrapped_by=self.wrapped_by)

    @property
    def cipher(self) -> AESGCM:
        return crypto.cipher(self.pk, bytes(self.wrapped or b""), self.wrapped_by)


def blind_index(text: str, *, purpose: str) -> str:
    """Keyed hash for exact look-up of a contact detail; `purpose` keeps the fields apart.

    Its key is a data key like any other: rewrapping leaves every hash as it is (docs/decisions/0022).
    """
    key = DataKey.objects.for_owner(agency_id=EVERYBODY, kind=DataKey.Owner.INDEX, owner_id=EVERYBODY)
    return crypto.keyed_hash(text, root=key.plain_key, purpose=purpose)

"""SealedTextField: text that stands in the database as ciphertext and in Python as a closed envelope."""

import uuid
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, NoReturn

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.utils.translation import gettext

from . import crypto
from .models import DataKey


class Sealed:
    """A closed envelope: it can be stored and moved, but only audit.reading() opens it."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    def __bool__(self) -> bool:
        return True

    def __reduce__(self) -> NoReturn:
        raise TypeError("A sealed value is not to be pickled.")


def bound_to(place: str, *, agency_id: Any, row_id: Any, key_id: Any) -> str:
    """What a ciphertext is tied to: agency, key, field ("app.Model.field") and row (AES-GCM's additional data)."""
    return f"v1|{agency_id}|{key_id}|{place}|{row_id}"


class SealedTextField(models.BinaryField):
    """Text sealed with the data key of its owner.

    owner: "person", "user" or "agency" – whose key. holder: name of the attribute with the owner's id
    (default "<owner>_id"). or_agency: where the holder names nobody, or their key was destroyed, the agency's key is
    taken instead of failing: for what must be kept whatever else is broken. An empty string is stored as NULL. Reading
    the attribute gives str before saving and a Sealed envelope after loading.
    """

    def __init__(
        self, *args: Any, owner: str, holder: str = "", or_agency: bool = False, **kwargs: Any
    ) -> None:
        self.owner = owner
        self.holder = holder or f"{owner}_id"
        self.or_agency = or_agency
        kwargs.update(null=True, editable=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("null", None)
        kwargs.pop("editable", None)
        ours = {"owner": self.owner, "holder": self.holder}
        if self.or_agency:
            ours["or_agency"] = True
        return name, path, args, {**kwargs, **ours}

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            raise TypeError("Sealed text is written by saving its model, not by update() or filter().")
        return value.data if isinstance(value, Sealed) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = getattr(instance, self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        if value == "":
            setattr(instance, self.attname, None)
            return None
        key = self._key(instance)
        sealed = self.sealed_with(instance, value, key)
        setattr(instance, self.attname, sealed)
        return sealed

    def _key(self, instance: models.Model) -> DataKey:
        """The owner's key, looked up once for all sealed fields of one instance that is being saved."""
        found: dict[tuple[str, uuid.UUID], DataKey] = instance.__dict__.setdefault("_sealing_keys", {})
        owner_id = getattr(instance, self.holder)
        if (self.owner, owner_id) not in found:
            found[self.owner, owner_id] = self._key_of(instance, owner_id)
        return found[self.owner, owner_id]

    def _key_of(self, instance: models.Model, owner_id: uuid.UUID | None) -> DataKey:
        agency_id = instance.agency_id  # type: ignore[attr-defined]
        if owner_id is not None:
            try:
                return DataKey.objects.for_owner(agency_id=agency_id, kind=self.owner, owner_id=owner_id)
            except crypto.CannotOpen:
                if not self.or_agency:
                    raise
        elif not self.or_agency:
            raise crypto.CannotOpen("There is nobody whose key could seal this.")
        return DataKey.objects.for_owner(agency_id=agency_id, kind=DataKey.Owner.AGENCY, owner_id=agency_id)

    def sealed_with(self, instance: models.Model, text: str, key: DataKey) -> Sealed:
        """`text` as this field of `instance` holds it, under a key that the caller has at hand."""
        return Sealed(
            crypto.seal(
                text,
                key_id=key.id,
                key=key.cipher,
                bound_to=self._bound_to(instance, key.id),
            )
        )

    def _bound_to(self, instance: models.Model, key_id: uuid.UUID) -> str:
        place = sealed_places(type(instance))[self.attname]
        return bound_to(place, agency_id=instance.agency_id, row_id=instance.pk, key_id=key_id)


class OpenKey(NamedTuple):
    """A data key while texts are being opened: its id as text, and what decrypts."""

    id: str
    cipher: AESGCM


def unseal(instance: models.Model, key_of: Callable[[bytes], OpenKey | None]) -> dict[str, str]:
    """The text of every sealed field of `instance`, "" for none. For audit.reading() only.

    Where the key was destroyed (`key_of` gives None) a sentence says so: pages and files go on without it.

    A page opens hundreds of values, most of them empty: what is the same for a row is worked out once.
    """
    texts = dict.fromkeys(sealed_places(type(instance)), "")
    whose = {"agency_id": str(instance.agency_id), "row_id": str(instance.pk)}  # type: ignore[attr-defined]
    for name, place in sealed_places(type(instance)).items():
        value = getattr(instance, name)
        if isinstance(value, Sealed):
            key = key_of(crypto.key_id_of(value.data))
            if key is None:
                texts[name] = gettext("This was deleted.")
                continue
            where = bound_to(place, key_id=key.id, **whose)
            texts[name] = crypto.unseal(value.data, key=key.cipher, bound_to=where)
        elif value:
            texts[name] = value
    return texts


def seal_all(instance: models.Model) -> None:
    """Close every envelope before saving, so that what will be stored can be looked at. Saving keeps them."""
    for field in sealed_fields(type(instance)):
        field.pre_save(instance, add=instance._state.adding)


@cache
def sealed_fields(model: type[models.Model]) -> tuple[SealedTextField, ...]:
    return tuple(field for field in model._meta.fields if isinstance(field, SealedTextField))


@cache
def sealed_places(model: type[models.Model]) -> dict[str, str]:
    """Name of each sealed field → "app.Model.field"."""
    return {field.attname: f"{model._meta.label}.{field.attname}" for field in sealed_fields(model)}


@cache
def persons_of(model: type[models.Model]) -> tuple[str, ...]:
    """Attributes that hold the person whose key seals something here."""
    return tuple({field.holder: None for field in sealed_fields(model) if field.owner == "person"})

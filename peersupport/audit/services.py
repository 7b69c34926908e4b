"""record() writes a service's audit row, enter() a link of the ledger; reading() is the only door to sealed text."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from django.db import models, transaction

from peersupport.core import clock, crypto, principal
from peersupport.core.fields import OpenKey, Sealed, persons_of, sealed_places, unseal
from peersupport.core.models import DataKey

from .models import AccessEvent, AuditEvent, LedgerEntry
from .querysets import name_who_changes


class Purpose(StrEnum):
    """Why somebody opened it, in the four taps a reader can give, and what the product does by itself."""

    ASKED_BY_PEER = "asked_by_peer"
    DOCUMENTATION = "documentation"
    SAFETY = "safety"
    OTHER = "other"
    OWN_WORK = "own_work"
    OWN_RECORD = "own_record"
    CONTACT = "contact"


def record(
    action: str,
    *,
    target: models.Model,
    by: Any,
    person_id: uuid.UUID | None = None,
    fields: Iterable[str] = (),
    at: datetime | None = None,
) -> None:
    """Write the audit row of a service, in its transaction. `fields` are names of what changed, never values.

    `at`: for what is kept by the day alone, so that the trail does not tell the hour either.
    """
    AuditEvent.objects.create(
        agency_id=getattr(target, "agency_id", None) or target.pk,
        actor_id=getattr(by, "pk", None),
        action=action,
        target_type=target._meta.label,
        target_id=target.pk,
        person_id=person_id,
        fields=sorted(fields),
        at=at or clock.now(),
    )


def enter(
    action: str,
    *,
    target: models.Model,
    by: Any,
    person_id: uuid.UUID | None = None,
    payload: Mapping[str, Any] | None = None,
) -> None:
    """Add a link to the agency's ledger, in the caller's transaction. Call it last, once a transaction.

    It holds the chain's head until the commit: what comes after it makes everybody else wait. `payload` holds ids,
    codes and hashes of sealed things, never words.
    """
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(
                agency_id=getattr(target, "agency_id", None) or target.pk,
                actor_id=getattr(by, "pk", None),
                action=action,
                target_type=target._meta.label,
                target_id=target.pk,
                person_id=person_id,
                payload=dict(payload or {}),
            )
        ]
    )


def sign_history(*, by: Any) -> None:
    """Say who changes a table with a history, before the change and in its transaction. See core.history."""
    name_who_changes(getattr(by, "pk", None), clock.now())


class Reading:
    """What an open reading() block hands out. See reading()."""

    def __init__(self, *, by: Any, purpose: str, via: str) -> None:
        self.by, self.purpose, self.via = by, Purpose(purpose), via
        self._keys: dict[bytes, OpenKey | None] = {}
        self._agency_ids: dict[uuid.UUID, uuid.UUID] = {}
        self._contents: dict[uuid.UUID, set[str]] = {}

    def open(self, row: models.Model) -> SimpleNamespace:
        """The plain text of every sealed field of `row`, as attributes. Raises CannotOpen."""
        return self.open_all([row])[0]

    def open_all(self, rows: Iterable[models.Model]) -> list[SimpleNamespace]:
        """open() for several rows with one query for their keys."""
        rows = list(rows)
        self._load_keys(rows)
        return [self._open(row) for row in rows]

    def _load_keys(self, rows: list[models.Model]) -> None:
        wanted = {
            crypto.key_id_of(value.data)
            for row in rows
            for name in sealed_places(type(row))
            if isinstance(value := getattr(row, name), Sealed)
        } - self._keys.keys()
        if not wanted:
            return
        for key in DataKey.objects.filter(pk__in=[uuid.UUID(bytes=pk) for pk in wanted]):
            gone = key.wrapped is None
            self._keys[key.pk.bytes] = None if gone else OpenKey(str(key.pk), key.cipher)

    def _key(self, key_id: bytes) -> OpenKey | None:
        """None for a key that was destroyed."""
        try:
            return self._keys[key_id]
        except KeyError:
            raise crypto.CannotOpen("The key of this value is gone.") from None

    def _open(self, row: models.Model) -> SimpleNamespace:
        opened = SimpleNamespace(row=row, **unseal(row, self._key))
        for holder in persons_of(type(row)):
            if (person_id := getattr(row, holder)) is not None:
                self._note_access(row, person_id)
        return opened

    def _note_access(self, row: models.Model, person_id: uuid.UUID) -> None:
        self._agency_ids[person_id] = row.agency_id  # type: ignore[attr-defined]
        self._contents.setdefault(person_id, set()).add(getattr(row, "CONTENT", "narrative"))

    def _write_trace(self) -> None:
        request_id = principal.current().request_id
        AccessEvent.objects.bulk_create(
            [
                AccessEvent(
                    agency_id=self._agency_ids[person_id],
                    reader_id=self.by.pk,
                    person_id=person_id,
                    purpose=self.purpose,
                    via=self.via,
                    contents=sorted(contents),
                    request_id=request_id,
                )
                for person_id, contents in self._contents.items()
            ],
            ignore_conflicts=True,
        )


@contextmanager
def reading(*, by: Any, purpose: str, via: str) -> Iterator[Reading]:
    """The only way to plain text: `with reading(by=user, purpose=…, via=relation) as r: text = r.open(note)`.

    Leaving the block writes one AccessEvent per person and request in the same transaction; if that
    fails, the whole block fails and no page is shown. It asks no permission: hand it rows that a
    reader's queryset returned. What a destroyed key sealed reads as a sentence that says so. Raises NoPrincipal
    outside acting_as(), CannotOpen while no key is at hand.
    """
    with transaction.atomic():
        handle = Reading(by=by, purpose=purpose, via=via)
        yield handle
        handle._write_trace()

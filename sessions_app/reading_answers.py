"""Opening what stands around a note for those it is for: how it stood before, and answers that wait to be read."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.translation import get_language

from consent.models import ConfidentialityPolicy
from consent.services import hold_gates
from consent.wording import Block, words_for
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, Reading, reading

from .local_time import to_local
from .models import NoteVersion, PersonResponse, SessionNote
from .reading import relation
from .sentences import FIELDS
from .voices import AUTHOR, PERSON, SENIOR


@dataclass(frozen=True)
class Version:
    """What stood in some fields of a note before somebody changed them, and who did when."""

    row: NoteVersion
    texts: dict[str, str]

    @property
    def before(self) -> list[tuple[Any, str]]:
        """(what the text is, the text)"""
        return [(FIELDS[name], text) for name, text in self.texts.items()]

    @property
    def day(self) -> str:
        return formats.date_format(to_local(self.row.at, self.row.note.session.time_zone), "DATE_FORMAT")


def open_versions(note_id: UUID, *, by: User) -> list[Version]:
    """How a note stood before, the newest change first, for its author and the person alone.

    Words of the person that they struck are shown to them and to nobody else. Raises SessionNote.DoesNotExist.
    """
    note = SessionNote.objects.select_related("session__peer").get(pk=note_id, agency_id=by.agency_id)
    via = relation(note.session, by)
    purpose = Purpose.OWN_RECORD if via == PERSON else Purpose.OWN_WORK
    with reading(by=by, purpose=purpose, via=via) as handle:
        hold_gates([note.person_id])
        if via not in {PERSON, AUTHOR} or note not in SessionNote.objects.readable(note.session_id):
            raise SessionNote.DoesNotExist
        rows = note.versions.select_related("changed_by", "note__session").order_by("-number")
        opened = handle.open_all(rows)
        struck = via == AUTHOR and note.set_aside.filter(lifted=None, field="own_words").exists()
    hidden = {"own_words"} if struck else set()
    return [
        Version(
            item.row,
            {name: text for name, text in json.loads(item.before).items() if name not in hidden},
        )
        for item in opened
    ]


def kept_readable(note: SessionNote) -> list[Block]:
    """Who still reads what is set aside in this note and why, word for word as the house promised. Mostly nothing."""
    policy = ConfidentialityPolicy.objects.published_for(note.person.agency)
    if policy is None or not (note.is_for_payment and policy.kept_for):
        return []
    language = get_language() or "en"
    return words_for(policy=policy, person=note.person, peer=note.peer, language=language).kept


@dataclass(frozen=True)
class Waiting:
    """An answer that waits to be read by whom it is for."""

    row: PersonResponse
    words: str

    @property
    def kind(self) -> Any:
        return PersonResponse.Kind(self.row.kind).label


def open_waiting(*, by: User) -> list[Waiting]:
    """What the acting principal has to read, opened; it leaves a trace for everybody who wrote it."""
    rows = PersonResponse.objects.select_related("note__session", "person", "words").waiting()
    found: dict[UUID, Waiting] = {}
    for via in (AUTHOR, SENIOR):
        ours = [row for row in rows if row.to_senior == (via == SENIOR)]
        if not ours:
            continue
        with reading(by=by, purpose=Purpose.OWN_WORK, via=via) as handle:
            hold_gates({row.person_id for row in ours})
            still = PersonResponse.objects.waiting_ids()
            ours = [row for row in ours if row.pk in still]
            texts = _words(ours, handle)
        found |= {row.pk: Waiting(row, texts.get(row.pk, "")) for row in ours}
    return sorted(found.values(), key=lambda waiting: (waiting.row.at, waiting.row.pk))


def _words(rows: list[PersonResponse], handle: Reading) -> dict[UUID, str]:
    said = [row.words for row in rows if hasattr(row, "words")]
    return {item.row.response_id: item.text for item in handle.open_all(said)}

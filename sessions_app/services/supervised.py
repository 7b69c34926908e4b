"""A note seen from beside: by somebody who looks after the work of who wrote it, and to whom its words open."""

import uuid
from typing import Any

from consent.querysets import may_read
from consent.services import lock_gate
from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.people.models import SupervisionLink
from sessions_app.models import SessionNote


def looks_after(note: SessionNote, by: User) -> bool:
    """Whether `by` holds a link today to the peer who wrote it. It does not say that its words open."""
    return bool(SupervisionLink.objects.held_by(by).filter(peer=note.peer_id).exists())


def supervised_note(*, note_id: uuid.UUID, by: User) -> SessionNote:
    """A note whose words open to this supervisor now. Raises SessionNote.DoesNotExist for everybody else."""
    peers: Any = SupervisionLink.objects.held_by(by).values("peer")
    rows = SessionNote.objects.select_related("peer__user", "person", "session")
    note: SessionNote = rows.get(pk=note_id, peer__in=peers)
    with acting_as(by.pk):
        if not may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id):
            raise SessionNote.DoesNotExist
    return note


def lock_supervised(*, note_id: uuid.UUID, by: User) -> SessionNote:
    """supervised_note() with the person's gate held first: what has just been closed stays closed."""
    lock_gate(SessionNote.objects.values_list("person_id", flat=True).get(pk=note_id))
    return supervised_note(note_id=note_id, by=by)


def own_note(*, note_id: uuid.UUID, by: User) -> SessionNote:
    """A note this peer wrote and still reads. Raises SessionNote.DoesNotExist. The gate is the caller's to lock."""
    rows = SessionNote.objects.select_related("peer__user", "person", "session__program")
    note: SessionNote = rows.get(pk=note_id, peer__user=by, agency_id=by.agency_id)
    with acting_as(by.pk):
        opens = may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id)
    if not opens:
        raise SessionNote.DoesNotExist
    return note


def somebody_may_agree(note: SessionNote) -> bool:
    """Whether anybody who looks after the author's work today may read this note."""
    links = SupervisionLink.objects.in_force(note.session.program.today()).filter(peer=note.peer_id)
    for supervisor_id in set(links.values_list("supervisor_id", flat=True)):
        with acting_as(supervisor_id):
            if may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id):
                return True
    return False

"""Words added later. A finished note never changes."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from consent.querysets import may_read
from consent.services import consent_holds, lock_gate
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.entry import hash_of
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import Addendum, SessionNote

from .scope import ConsentMissing


@transaction.atomic
def add_addendum(*, note: SessionNote, text: str, key: uuid.UUID | None = None, by: User) -> Addendum:
    """Add something to one's own note, while it may still be read by its author and a yes is in force.

    The same words under the same key make one. Raises SessionNote.DoesNotExist out of scope, NotAllowed during a
    break, ConsentMissing without a yes, DomainError for no text.
    """
    two = Pairing.objects.filter(peer=note.peer_id, person=note.person_id)
    pairing = two.select_for_update(of=("self",), no_key=True).first()
    gate = lock_gate(note.person_id)
    note = SessionNote.objects.filter(peer__user=by, agency_id=by.agency_id).get(pk=note.pk)
    with acting_as(by.pk):
        opens = may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id)
    if Role.PEER not in by.roles or not opens:
        raise SessionNote.DoesNotExist
    if pairing is not None and pairing.state == Pairing.State.PAUSED:
        raise NotAllowed(_("You two are taking a break. When it is over, you can write again."), field="text")
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing can be added while there is no yes about what stays private."), field="text"
        )
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > FULL_LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    pk = uuid.UUID(hash_of({"key": key, "note": note.pk, "text": text})[:32]) if key else uuid.uuid4()
    if earlier := Addendum.objects.filter(pk=pk).first():
        return earlier
    addendum = Addendum.objects.create(
        id=pk,
        agency_id=note.agency_id,
        note=note,
        person_id=note.person_id,
        author=by,
        text=text,
        at=clock.now(),
    )
    record("note.added_to", target=addendum, by=by, person_id=note.person_id)
    return addendum

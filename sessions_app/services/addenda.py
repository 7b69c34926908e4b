"""Words added later. A finished note never changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from consent.querysets import may_read
from consent.services import consent_holds, lock_gate
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import Addendum, SessionNote

from .scope import ConsentMissing


@transaction.atomic
def add_addendum(*, note: SessionNote, text: str, by: User) -> Addendum:
    """Add something to one's own note, while it may still be read by its author and a yes is in force.

    Raises SessionNote.DoesNotExist out of scope, ConsentMissing without a yes, DomainError for no text.
    """
    gate = lock_gate(note.person_id)
    note = SessionNote.objects.filter(peer__user=by, agency_id=by.agency_id).get(pk=note.pk)
    with acting_as(by.pk):
        opens = may_read(person_id=note.person_id, content="narrative", author_id=note.peer_id)
    if Role.PEER not in by.roles or not opens:
        raise SessionNote.DoesNotExist
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing can be added while there is no yes about what stays private."), field="text"
        )
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > FULL_LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    addendum = Addendum.objects.create(
        agency_id=note.agency_id, note=note, person_id=note.person_id, author=by, text=text, at=clock.now()
    )
    record("note.added_to", target=addendum, by=by, person_id=note.person_id)
    return addendum

"""What somebody has typed so far: theirs alone, sealed with their own key, gone after two weeks."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app.levels import may_still_get_words
from sessions_app.models import SessionDraft, SupportSession

from .scope import lock_pairing, session_under_key

MOST_LETTERS = 200_000


@transaction.atomic
def save_draft(
    *,
    key: uuid.UUID,
    person: SupportedPerson | None,
    form_version: int,
    payload: dict[str, Any],
    by: User,
) -> SessionDraft:
    """Keep what stands on the form. Raises WrongState once the meeting is written down, DomainError if too long."""
    if Role.PEER not in by.roles:
        raise SupportSession.DoesNotExist
    if person is not None:  # the lock that completing takes too: no draft comes after what it became
        lock_pairing(person_id=person.pk, by=by)
    session = session_under_key(key=key, by=by)
    if session is not None and session.state != session.State.PLANNED and not may_still_get_words(session):
        raise WrongState(_("This meeting is written down already."))
    text = json.dumps(payload, sort_keys=True)
    if len(text) > MOST_LETTERS:
        raise DomainError(_("This is too long to keep. Please make it shorter."))
    now = clock.now()
    values = {
        "agency_id": by.agency_id,
        "person": person,
        "form_version": form_version,
        "payload": text,
        "updated_at": now,
        "expires_at": now + timedelta(days=SessionDraft.DAYS),
    }
    _require_same_person(key, person, by)
    draft, created = SessionDraft.objects.update_or_create(author=by, session_key=key, defaults=values)
    if created:
        record("draft.started", target=draft, by=by, person_id=person.pk if person else None)
    return draft


def _require_same_person(key: uuid.UUID, person: SupportedPerson | None, by: User) -> None:
    """Words about one person never become a draft about another."""
    before = SessionDraft.objects.filter(author=by, session_key=key, person__isnull=False).first()
    if before is not None and person is not None and before.person_id != person.pk:
        raise WrongState(_("This draft is about somebody else."))


@transaction.atomic
def discard_draft(*, key: uuid.UUID, by: User) -> None:
    """Throw one's own draft away. Raises SessionDraft.DoesNotExist for anybody else's."""
    draft = SessionDraft.objects.filter(author=by).select_for_update().get(session_key=key)
    record("draft.discarded", target=draft, by=by, person_id=draft.person_id)
    draft.delete()


@transaction.atomic
def forget_drafts_about(*, person: SupportedPerson, by: User) -> int:
    """Everybody's unfinished words about somebody who is deleted."""
    gone, _each = SessionDraft.objects.filter(person=person).delete()
    record("drafts.forgotten", target=person, by=by, person_id=person.pk)
    return gone


@transaction.atomic
def expire_drafts() -> int:
    """Forget the drafts whose two weeks are over. Safe to run any number of times."""
    gone = list(
        SessionDraft.objects.filter(expires_at__lte=clock.now()).select_for_update(skip_locked=True)[:500]
    )
    for draft in gone:
        record("draft.expired", target=draft, by=None, person_id=draft.person_id)
    SessionDraft.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)

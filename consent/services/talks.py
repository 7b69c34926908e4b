"""A conversation in several sittings: kept for the peer who holds it, and worth nothing before it has an answer."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy, ConsentRecord, ConversationDraft
from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import SupportedPerson
from peersupport.people.services.scope import locked_person

from .answers import hold_conversation

MOST_LETTERS = 40_000
# A talk can have begun long before its first page was sent, but not in another week.
EARLIEST = timedelta(days=1)


@transaction.atomic
def save_talk(
    *,
    person: SupportedPerson,
    policy: ConfidentialityPolicy,
    said: dict[str, Any],
    key: uuid.UUID | None = None,
    began_at: datetime | None = None,
    by: User,
) -> ConversationDraft:
    """Keep where the two are. `said` replaces what was kept before; nothing of it counts. key: for one that begins.

    Raises SupportedPerson.DoesNotExist out of scope, DomainError where it is too long to keep, WrongState where the
    talk under this key has its answer already.
    """
    person = locked_person(person, by=by, within=SupportedPerson.objects.talking_with(by))
    if key is not None and ConsentRecord.objects.filter(pk=key).exists():
        raise WrongState(_("This talk has its answer already. Please begin another one."))
    text = json.dumps(said, sort_keys=True)
    if len(text) > MOST_LETTERS:
        raise DomainError(_("This is too long to keep. Please make it shorter."))
    now = clock.now()
    values = {
        "agency_id": by.agency_id,
        "policy": policy,
        "payload": text,
        "updated_at": now,
        "expires_at": now + timedelta(days=ConversationDraft.DAYS),
    }
    started = min(now, max(began_at or now, now - EARLIEST))
    draft, created = ConversationDraft.objects.update_or_create(
        author=by,
        person=person,
        defaults=values,
        create_defaults={**values, "pk": key or uuid.uuid4(), "started_at": started},
    )
    if created:
        record("talk.begun", target=draft, by=by, person_id=person.pk)
    return draft


@transaction.atomic
def begin_talk_again(*, person: SupportedPerson, by: User) -> None:
    """Throw away what was kept of one's own talk with them. Nothing happens where nothing was."""
    for draft in ConversationDraft.objects.filter(author=by, person=person).select_for_update():
        record("talk.begun_again", target=draft, by=by, person_id=person.pk)
        draft.delete()


@transaction.atomic
def finish_talk(*, draft_key: uuid.UUID, person: SupportedPerson, by: User, **answer: Any) -> ConsentRecord:
    """hold_conversation() under the key of the talk, and the draft is gone. Sent twice it is one answer.

    Raises WrongState where the talk was begun again or finished otherwise in the meantime.
    """
    locked_person(person, by=by, within=SupportedPerson.objects.talking_with(by))
    done: ConsentRecord | None = ConsentRecord.objects.filter(
        pk=draft_key, person=person, held_by=by, answer=answer["answer"]
    ).first()
    if done is not None:
        return done
    draft = (
        ConversationDraft.objects.filter(author=by, person=person, pk=draft_key).select_for_update().first()
    )
    if draft is None:
        raise WrongState(
            _(
                "This talk was begun again or finished in another window. Please look there, and go on from it."
            )
        )
    record("talk.finished", target=draft, by=by, person_id=person.pk)
    draft.delete()
    return hold_conversation(person=person, key=draft_key, by=by, **answer)


@transaction.atomic
def forget_talks_with(*, person: SupportedPerson, by: User) -> int:
    """Everybody's open talk with somebody who is deleted."""
    gone, _each = ConversationDraft.objects.filter(person=person).delete()
    record("talks.forgotten", target=person, by=by, person_id=person.pk)
    return gone


@transaction.atomic
def forget_talks() -> int:
    """Talks that nobody went on with for two weeks. Safe to run any number of times."""
    old = ConversationDraft.objects.filter(expires_at__lte=clock.now())
    gone = list(old.select_for_update(skip_locked=True)[:500])
    for draft in gone:
        record("talk.forgotten", target=draft, by=None, person_id=draft.person_id)
    ConversationDraft.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)

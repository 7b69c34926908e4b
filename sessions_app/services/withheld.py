"""One passage of a note that the person does not read: with a reason, a second person, and a way to ask why."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, lock_gate
from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import News, Pairing
from peersupport.people.services.news import tell
from sessions_app.models import SessionNote, SupportSession, WithheldPassage

from .completing import complete_session
from .scope import ConsentMissing
from .supervised import lock_supervised, own_note, somebody_may_agree

LETTERS = 1000


@transaction.atomic
def withhold_passage(*, note: SessionNote, text: str, reason: str, by: User) -> WithheldPassage:
    """Ask that these words stand beside one's own note without the person reading them. One for each note.

    Nothing of it is there for anybody else before somebody who looks after the author's work agreed. Raises
    SessionNote.DoesNotExist out of scope, WrongState where there is one already, DomainError for no text or reason,
    or where nobody is there to agree.
    """
    two = Pairing.objects.filter(peer=note.peer_id, person=note.person_id)
    two.select_for_update(of=("self",), no_key=True).first()
    gate = lock_gate(note.person_id)
    note = own_note(note_id=note.pk, by=by)
    if Role.PEER not in by.roles:
        raise SessionNote.DoesNotExist
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing can be added while there is no yes about what stays private."), field="text"
        )
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    if reason not in WithheldPassage.Reason.values:
        raise DomainError(_("Please choose one."), field="reason")
    if not somebody_may_agree(note):
        raise DomainError(
            _(
                "Nobody who looks after your work may read this note, so nobody could agree. Leave it out for now."
            )
        )
    if WithheldPassage.objects.filter(note=note).exists():
        raise WrongState(_("One passage of this note is withheld already. There is never a second."))
    passage: WithheldPassage = WithheldPassage.objects.create(
        agency_id=note.agency_id, note=note, person_id=note.person_id, author=by, reason=reason, text=text.strip(),
        asked_at=clock.now(),
    )  # fmt: skip
    record("passage.asked", target=passage, by=by, person_id=note.person_id)
    return passage


@transaction.atomic
def complete_with_withheld(
    *, withheld: str, withheld_reason: str, by: User, **meeting: Any
) -> SupportSession:
    """complete_session(**meeting) and withhold_passage() of its note, both or neither. The same twice makes one.

    What is wrong with the passage stands at `withheld` or `withheld_reason`.
    """
    session = complete_session(by=by, **meeting)
    note = SessionNote.objects.filter(session=session).first()
    if note is None:
        raise DomainError(
            _("It belongs to a note. Please write a line that they can read, too."), field="withheld"
        )
    if WithheldPassage.objects.filter(note=note).exists():
        return session
    try:
        withhold_passage(note=note, text=withheld, reason=withheld_reason, by=by)
    except DomainError as error:
        error.field = "withheld_reason" if error.field == "reason" else "withheld"
        raise
    return session


@transaction.atomic
def take_out_passage(*, passage: WithheldPassage, by: User) -> None:
    """By its author, until somebody agreed; and to take note of a no. It is gone, and there may be a new one.

    Raises WithheldPassage.DoesNotExist for somebody else's, WrongState once agreed.
    """
    passage = WithheldPassage.objects.select_for_update(of=("self",)).get(pk=passage.pk, author=by)
    if passage.state == WithheldPassage.State.AGREED:
        raise WrongState(_("Somebody agreed to it. It stays."))
    record("passage.taken_out", target=passage, by=by, person_id=passage.person_id)
    passage.delete()


@transaction.atomic
def decide_passage(*, passage: WithheldPassage, agrees: bool, by: User) -> WithheldPassage:
    """By somebody who looks after the author's work and may read the note. Yes: the person is told that it is there.
    No: its words are gone.

    Raises WithheldPassage.DoesNotExist out of scope, WrongState once decided.
    """
    passage = _lock_beside(passage, by)
    if passage.state != WithheldPassage.State.ASKED:
        raise WrongState(_("This was answered already."))
    passage.state = WithheldPassage.State.AGREED if agrees else WithheldPassage.State.REFUSED
    passage.decided_at, passage.decided_by = clock.now(), by
    if not agrees:
        passage.text = None
    passage.save(update_fields=["state", "decided_at", "decided_by", *([] if agrees else ["text"])])
    record(
        "passage.decided",
        target=passage,
        by=by,
        person_id=passage.person_id,
        fields=[f"state:{passage.state}"],
    )
    if agrees:
        tell([passage.person_id], News.Kind.WITHHELD, about=by, by=by)
    return passage


@transaction.atomic
def ask_why_withheld(*, passage: WithheldPassage, by: User) -> WithheldPassage:
    """By the person, once. It goes to who agreed. Raises WithheldPassage.DoesNotExist, WrongState once asked."""
    found: WithheldPassage = WithheldPassage.objects.select_for_update(of=("self",)).get(
        pk=passage.pk, person__user=by, state=WithheldPassage.State.AGREED
    )
    if found.why_asked_at is not None:
        raise WrongState(_("You asked already. The answer will stand here."))
    found.why_asked_at = clock.now()
    found.save(update_fields=["why_asked_at"])
    record("passage.why_asked", target=found, by=by, person_id=found.person_id)
    return found


@transaction.atomic
def answer_why_withheld(*, passage: WithheldPassage, text: str, by: User) -> WithheldPassage:
    """In words for the person, without what is withheld. By who agreed, or whoever looks after that peer's work now.

    Raises WithheldPassage.DoesNotExist out of scope, WrongState where nobody asked or it was answered.
    """
    passage = _lock_beside(passage, by)
    if passage.why_asked_at is None or passage.why_answered_at is not None:
        raise WrongState(_("There is no question to answer here."))
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    passage.why_answer, passage.why_answered_at, passage.why_answered_by = text.strip(), clock.now(), by
    passage.save(update_fields=["why_answer", "why_answered_at", "why_answered_by"])
    record("passage.why_answered", target=passage, by=by, person_id=passage.person_id)
    tell([passage.person_id], News.Kind.WHY_TOLD, about=by, by=by)
    return passage


def _lock_beside(passage: WithheldPassage, by: User) -> WithheldPassage:
    note_id: uuid.UUID = WithheldPassage.objects.values_list("note_id", flat=True).get(pk=passage.pk)
    try:
        lock_supervised(note_id=note_id, by=by)
    except SessionNote.DoesNotExist:
        raise WithheldPassage.DoesNotExist from None
    locked: WithheldPassage = WithheldPassage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    return locked

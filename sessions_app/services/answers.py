"""The person's answer to a note, and whoever it was for. What staff write stays; what the person writes is theirs."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import Agency, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import SupervisionLink
from sessions_app.entry import hash_of
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import (
    AnswerTakenBack,
    HowGiven,
    PeerReply,
    PersonResponse,
    ResponseWords,
    SessionNote,
)

from .ready import HeldNote, hold_note, version_of

ANSWER_DAYS = 7


@transaction.atomic
def answer_note(
    *,
    note_id: uuid.UUID,
    kind: str,
    words: str = "",
    to_senior: bool = False,
    given: str = HowGiven.PEERS_SCREEN,
    key: uuid.UUID | None = None,
    by: User,
) -> PersonResponse:
    """What the person says to a note: by themselves, or recorded by a peer who walks with them (`given`: how).

    to_senior: its words are for the senior peer supervisor and not for the peer. The same answer under the same key
    makes one. Raises SessionNote.DoesNotExist out of scope, DomainError with a field for an answer that is none.
    """
    held = hold_note(note_id=note_id, by=by)
    if kind not in PersonResponse.Kind.values or given not in HowGiven.values:
        raise DomainError(_("Please choose one of the answers shown."), field="kind")
    if kind == PersonResponse.Kind.WORDS and not words.strip():
        raise DomainError(_("Please write something here."), field="words")
    if len(words) > FULL_LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="words")
    if to_senior and not senior_of(held.note):
        raise DomainError(_("Nobody is the senior peer supervisor of this peer now."), field="to_senior")
    said = {"key": key, "note": note_id, "kind": kind, "words": words, "to_senior": to_senior}
    pk = uuid.UUID(hash_of(said)[:32]) if key else uuid.uuid4()
    earlier: PersonResponse | None = PersonResponse.objects.filter(pk=pk).first()
    if earlier is not None:
        return earlier
    if held.is_person:
        given = HowGiven.OWN_ACCOUNT
    elif given == HowGiven.OWN_ACCOUNT:
        given = HowGiven.PEERS_SCREEN
    return _store(pk, held, kind, words.strip(), to_senior=to_senior, given=given, by=by)


def _store(
    pk: uuid.UUID, held: HeldNote, kind: str, words: str, *, to_senior: bool, given: str, by: User
) -> PersonResponse:
    note = held.note
    policy = ConfidentialityPolicy.objects.published_for(by.agency)
    now = clock.now()
    common = {"agency_id": note.agency_id, "person_id": note.person_id}
    response = PersonResponse.objects.create(
        id=pk,
        note=note,
        peer_id=note.peer_id,
        kind=kind,
        version=version_of(note),
        given=given,
        recorded_by=by,
        to_senior=to_senior,
        at=now,
        reply_by=now + timedelta(days=policy.answer_days if policy else ANSWER_DAYS),
        **common,
    )
    if words:
        ResponseWords.objects.create(response=response, text=words, **common)
    record("note.answered", target=response, by=by, person_id=note.person_id)
    return response


def senior_of(note: SessionNote, agency: Agency | None = None) -> bool:
    """Whether the author has a senior peer supervisor to whom words can go. agency: the note's, where it is at hand."""
    links = SupervisionLink.objects.in_force((agency or note.person.agency).today())
    return bool(links.filter(peer=note.peer_id, kind="senior").exists())


@transaction.atomic
def take_back_answer(*, response_id: uuid.UUID, by: User) -> AnswerTakenBack:
    """Its words are gone for everybody; that there was an answer stays. By the person alone, or, for somebody without
    an account, on the screen of a peer who walks with them.

    Twice is once. Raises PersonResponse.DoesNotExist out of scope.
    """
    response = PersonResponse.objects.select_related("note").get(pk=response_id, agency_id=by.agency_id)
    require_own_hand(_held(response, by))
    if earlier := AnswerTakenBack.objects.filter(response=response).first():
        return earlier
    taken = AnswerTakenBack.objects.create(agency_id=response.agency_id, response=response, by=by)
    ResponseWords.objects.filter(response=response).delete()
    record("note.answer_taken_back", target=response, by=by, person_id=response.person_id)
    return taken


def _held(response: PersonResponse, by: User) -> HeldNote:
    try:
        return hold_note(note_id=response.note_id, by=by)
    except SessionNote.DoesNotExist:
        raise PersonResponse.DoesNotExist from None


def require_own_hand(held: HeldNote) -> None:
    """Raises NotAllowed where a peer would undo what somebody with a space of their own can undo there."""
    if not held.is_person and held.note.person.user_id is not None:
        raise NotAllowed(_("Only they can do this, in their own space."))


@transaction.atomic
def reply_to_answer(*, response_id: uuid.UUID, text: str = "", by: User) -> PeerReply:
    """Whoever the answer is for read it: without words it says thank you. Once, and it stays.

    Raises PersonResponse.DoesNotExist for anybody else, WrongState when it was answered or taken back.
    """
    response = PersonResponse.objects.get(pk=response_id, agency_id=by.agency_id)
    # Two taps wait for each other at the note: nobody may lock an answer.
    SessionNote.objects.select_for_update(no_key=True).get(pk=response.note_id)
    if len(text) > FULL_LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    earlier: PeerReply | None = PeerReply.objects.filter(response=response, author=by).first()
    if earlier is not None:
        raise WrongState(_("You read this answer already."))
    with acting_as(by.pk):
        mine = response.pk in PersonResponse.objects.waiting_ids()
    if not mine:
        raise PersonResponse.DoesNotExist
    reply = PeerReply.objects.create(
        agency_id=response.agency_id,
        response=response,
        person_id=response.person_id,
        author=by,
        text=text.strip(),
    )
    record("note.answer_read", target=response, by=by, person_id=response.person_id)
    return reply

"""Notes that were given back and answered, a passage that is withheld, and a note copied for another record system."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from consent.services import Terms, give_release
from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupervisionLink
from peersupport.sharing import copying
from sessions_app import services
from sessions_app.models import SessionNote

from .cast import Cast, living
from .data import load

LATELY = 60
DAY = timedelta(days=1)


def review_notes(cast: Cast) -> None:
    told, used = load("reviews"), set[uuid.UUID]()
    for one in told["returned"]:
        if (note := _note_for(cast, cast.users[one["by"]], used)) is not None:
            _return(one, note, cast.users[one["by"]])
    second = cast.users[told["withheld"]["by"]]
    if (note := _note_for(cast, second, used)) is not None:
        _withhold(told["withheld"], note, second)
    if (note := _note_for(cast, second, used)) is not None:
        _copy(cast, told["copied"], note)


def _note_for(cast: Cast, supervisor: User, used: set[uuid.UUID]) -> SessionNote | None:
    """A note of the last weeks that opens to them, of a pair that still walks, about nobody we had before."""
    peers = set(SupervisionLink.objects.held_by(supervisor).values_list("peer_id", flat=True))
    walking = set(
        Pairing.objects.walking().filter(state="active", confirm_by=None).values_list("peer_id", "person_id")
    )
    with acting_as(supervisor.pk):
        rows = SessionNote.objects.select_related("peer__user", "person__program", "session")
        found = rows.newest_readable(limit=LATELY)
    for note in found:
        is_ready = note.completed_at < cast.now - 4 * DAY and note.session.group_id is None
        two = (note.peer_id, note.person_id)
        if is_ready and note.peer_id in peers and two in walking and note.person_id not in used:
            used.add(note.person_id)
            return note  # type: ignore[no-any-return]
    return None


def _after(note: SessionNote, days: int) -> datetime:
    return note.completed_at + days * DAY


def _return(told: dict[str, Any], note: SessionNote, by: User) -> None:
    with living(_after(note, 1), by):
        review = services.return_review(note=note, good=told["good"], comments=told["comments"], by=by)
    answer = {"text": told.get("add", ""), "left_because": told.get("left_because", "")}
    if not any(answer.values()):
        return
    with living(_after(note, 2), note.peer.user):
        review = services.answer_review(review=review, by=note.peer.user, **answer)
    if told.get("closed"):
        with living(_after(note, 3), by):
            services.close_review(review=review, by=by)


def _withhold(told: dict[str, Any], note: SessionNote, second: User) -> None:
    with living(_after(note, 1), note.peer.user):
        passage = services.withhold_passage(
            note=note, text=told["text"], reason=told["reason"], by=note.peer.user
        )
    with living(_after(note, 2), second):
        services.decide_passage(passage=passage, agrees=True, by=second)
    own = note.person.user
    if own is None:
        return
    with living(_after(note, 3), own):
        passage = services.ask_why_withheld(passage=passage, by=own)
    with living(_after(note, 3) + timedelta(hours=2), second):
        services.answer_why_withheld(passage=passage, text=told["why"], by=second)


def _copy(cast: Cast, told: dict[str, str], note: SessionNote) -> None:
    peer = note.peer.user
    terms = Terms(sent_by="copy", kinds=("facts", "note"), until_on=cast.today + 90 * DAY, **told)
    with living(_after(note, 1), peer):
        release = give_release(
            key=uuid.uuid4(),
            person=note.person,
            terms=terms,
            way="typed",
            signature=note.person.chosen_name,
            by=peer,
        )
    with living(_after(note, 1) + timedelta(hours=1), peer):
        copy = copying.look_copy(note=note, release=release, by=peer)
        copying.record_copy(
            key=uuid.uuid4(), note=note, release=release, looked_at=copy.draft.fingerprint, by=peer
        )

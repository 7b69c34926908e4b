"""What is written in a room: lines from both sides, ticked off, carried over; and what a peer gives out of it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading, record
from peersupport.core.errors import DomainError, KeyDestroyed, NotAllowed, WrongState
from peersupport.people.models import SupervisionLink
from supervision.models import SeniorLine, SharedLine
from supervision.queries.rooms import may_share
from supervision.rooms import SENIOR, Room

from .room_scope import locked_line, locked_meeting

LETTERS = 500


@transaction.atomic
def add_line(
    *,
    room: Room,
    meeting: Any,
    kind: str,
    text: str,
    whose: User | None = None,
    due_on: date | None = None,
    by: User,
) -> Any:
    """Something to talk about, or to do, by one of those who meet. whose: by default the writer's.

    Raises DoesNotExist out of scope, WrongState for a meeting that was called off, DomainError.
    """
    meeting = locked_meeting(room, meeting.pk, by=by)
    if meeting.state == meeting.State.CANCELLED:
        raise WrongState(_("This meeting was called off."))
    text = _checked(room, kind, text)
    peers = {
        place.peer.user_id: place.peer_id for place in meeting.places.select_related("peer").order_by("peer")
    }
    whose_id = whose.pk if whose else by.pk
    if whose_id not in {*peers, meeting.supervisor_id}:
        raise DomainError(_("Please choose somebody who is in this meeting."), field="whose")
    line = room.lines(
        agency_id=by.agency_id, meeting=meeting, kind=kind, text=text, author=by, whose_id=whose_id,
        peer_id=peers.get(by.pk) or peers.get(whose_id) or next(iter(peers.values())),
        due_on=due_on if kind == "to_do" else None,
    )  # fmt: skip
    try:
        line.save(force_insert=True)
    except KeyDestroyed:
        raise WrongState(
            _("The words of this room were deleted for good, so nothing can be added.")
        ) from None
    record(f"{room.key}_line.added", target=line, by=by)
    return line


def _checked(room: Room, kind: str, text: str) -> str:
    if kind not in room.lines.Kind.values:
        raise DomainError(_("Please choose among those shown."), field="kind")
    text = text.strip()
    if not text:
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    return text


@transaction.atomic
def settle_line(*, room: Room, line: Any, done: bool, by: User) -> Any:
    """Tick it off, or open it again. Raises DoesNotExist out of scope."""
    line = locked_line(room, line.pk, by=by)
    line.state = "done" if done else "open"
    line.save(update_fields=["state"])
    record(f"{room.key}_line.settled", target=line, by=by, fields=["state"])
    return line


@transaction.atomic
def carry_line(*, room: Room, line: Any, by: User) -> Any:
    """To the next meeting in which nobody reads who didn't in this one, or to whichever is planned first.

    Raises DoesNotExist out of scope, WrongState for what is ticked off.
    """
    line = locked_line(room, line.pk, by=by)
    if line.is_done:
        raise WrongState(_("This is ticked off already."))
    move_on(room, line)
    record(f"{room.key}_line.carried", target=line, by=by, fields=["meeting"])
    return line


def move_on(room: Room, line: Any) -> None:
    """Into the next meeting with the same supervisor and no other peers, or to wait for one.

    What a supervisor wrote stays among the same peers: alone with one, it would be theirs to share.
    """
    peers = list(line.meeting.places.values_list("peer", flat=True))
    coming = (
        room.meetings.objects.planned().of_peers([line.peer_id]).within(peers).exclude(pk=line.meeting_id)
    )
    if line.author_id != line.peer.user_id:
        coming = coming.of_all(peers)
    following = coming.filter(supervisor=line.meeting.supervisor_id).first()
    line.state = "open" if following else "later"
    if following:
        line.meeting = following
    line.save(update_fields=["state", "meeting"])


@transaction.atomic
def delete_line(*, room: Room, line: Any, by: User) -> None:
    """By who wrote it; in the clinical room only while the meeting is not held. Copies given out stay given.

    Raises DoesNotExist out of scope, NotAllowed for somebody else's, WrongState.
    """
    line = locked_line(room, line.pk, by=by)
    if line.author_id != by.pk:
        raise NotAllowed(_("Only who wrote it can take it out."))
    if not room.is_senior and line.meeting.is_held:
        raise WrongState(_("This meeting was held. What was written for it stays."))
    record(f"{room.key}_line.deleted", target=line, by=by)
    line.delete()


@transaction.atomic
def share_line(*, line: SeniorLine, audience: str, by: User) -> SharedLine:
    """A copy of one line goes out of the peer room, with the yes of the peer whose line it is, and of nobody else.

    From a meeting of several, what one wrote oneself: another line may be about somebody else. Raises DoesNotExist out
    of scope, NotAllowed for anybody but that peer, WrongState for the second time, DomainError where nobody is there to
    read it.
    """
    line = locked_line(SENIOR, line.pk, by=by)
    if not may_share(line, by, of_several=line.meeting.places.count() > 1):
        raise NotAllowed(_("Only the peer it is about can give it out of this room."))
    if audience not in SharedLine.Audience.values:
        raise DomainError(_("Please choose among those shown."), field="audience")
    if audience == "clinical" and not _clinical_links(line).exists():
        raise DomainError(_("You have no clinical supervisor at the moment."), field="audience")
    if SharedLine.objects.filter(line_id=line.pk, audience=audience).exists():
        raise WrongState(_("You have shared this already."))
    with reading(by=by, purpose=Purpose.OWN_WORK, via="peer") as opened:
        text = opened.open(line).text
    shared: SharedLine = SharedLine.objects.create(
        agency_id=by.agency_id, peer_id=line.peer_id, audience=audience, line_id=line.pk, text=text
    )
    record("line.shared", target=shared, by=by)
    return shared


def _clinical_links(line: SeniorLine) -> Any:
    return SupervisionLink.objects.in_force(line.agency.today()).filter(peer=line.peer_id, kind="clinical")


@transaction.atomic
def take_back_shared(*, shared: SharedLine, by: User) -> None:
    """The copy is gone. Raises SharedLine.DoesNotExist for anybody but the peer who gave it."""
    shared = SharedLine.objects.select_for_update(of=("self",)).get(
        pk=shared.pk, peer__user=by, agency_id=by.agency_id
    )
    record("line.share_taken_back", target=shared, by=by)
    shared.delete()

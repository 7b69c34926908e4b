"""Who may do what in a room, and the rows they do it with, locked. For the services of the rooms alone."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist, SupervisionLink
from supervision.queries.rooms import peers_among_themselves
from supervision.rooms import Room

MOST_MINUTES = 480
BACK = timedelta(days=366)


def locked_meeting(room: Room, pk: Any, *, by: User) -> Any:
    """A meeting that `by` may change. Raises its DoesNotExist."""
    found = room.meetings.objects.changed_by(by).select_for_update(of=("self",), no_key=True)
    return found.get(pk=pk)


def locked_line(room: Room, pk: Any, *, by: User) -> Any:
    found = room.lines.objects.changed_by(by).select_related("meeting", "peer")
    return found.select_for_update(of=("self",), no_key=True).get(pk=pk)


def locked_peers(peers: Iterable[PeerSpecialist], *, by: User) -> list[PeerSpecialist]:
    """In one order, so that two who plan at once wait for each other."""
    wanted = {peer.pk for peer in peers}
    rows = PeerSpecialist.objects.in_agency_of(by).filter(pk__in=wanted).select_related("user")
    found = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    if not found or len(found) != len(wanted):
        raise PeerSpecialist.DoesNotExist
    return found


def check_who(
    room: Room, peers: list[PeerSpecialist], supervisor: User | None, form: str, *, by: User
) -> None:
    """Raises NotAllowed or DomainError for people who don't meet in this room in this form."""
    is_in_it = any(peer.user_id == by.pk for peer in peers)
    if supervisor is None:
        _check_circle(room, peers, form, is_in_it=is_in_it, by=by)
        return
    if supervisor.pk != by.pk and not (is_in_it and len(peers) == 1):
        raise NotAllowed(_("This is not yours to do here."))
    if any(peer.user_id == supervisor.pk for peer in peers):
        raise DomainError(_("Nobody looks after their own work alone. Choose somebody else."), field="peers")
    if (form == "group") != (len(peers) > 1):
        raise DomainError(_("Choose one peer, or “several peers” where there are several."), field="peers")
    links = SupervisionLink.objects.held_by(supervisor).filter(kind=room.key, peer__in=peers)
    linked = set(links.select_for_update(of=("self",), no_key=True).values_list("peer_id", flat=True))
    if linked != {peer.pk for peer in peers}:
        raise NotAllowed(_("These two are not linked in this room today."))


def _check_circle(room: Room, peers: list[PeerSpecialist], form: str, *, is_in_it: bool, by: User) -> None:
    allowed = set(peers_among_themselves(by.agency).values_list("pk", flat=True))
    if not room.is_senior or not is_in_it or not {peer.pk for peer in peers} <= allowed:
        raise NotAllowed(_("This is not yours to do here."))
    if form != "group" or len(peers) < 2:
        raise DomainError(_("A circle is two peers or more."), field="peers")


def check_held(held_on: date, minutes: int, *, today: date) -> None:
    """Raises DomainError for a day or a length that can't have been."""
    if held_on > today:
        raise DomainError(_("That day is still to come. You can plan it instead."), field="held_on")
    if held_on < today - BACK:
        raise DomainError(_("That is more than a year ago. Please check the day."), field="held_on")
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError(_("A meeting here lasts from one minute to eight hours."), field="minutes_other")


def check_not_twice(room: Room, peers: Iterable[Any], meeting: Any, held_on: date, minutes: int) -> None:
    """The same people, day and length once more is a second tap; more than a day in a day is a slip."""
    others = room.meetings.objects.held().of_peers(list(peers)).filter(held_on=held_on)
    others = others.filter(supervisor=meeting.supervisor_id).exclude(pk=meeting.pk)
    lengths = list(others.values_list("minutes", flat=True))
    if minutes in lengths:
        raise WrongState(_("A meeting of this length on that day is written down already."))
    if sum(lengths) + minutes > 24 * 60:
        raise DomainError(_("That would be more than a day on that day."), field="minutes_other")

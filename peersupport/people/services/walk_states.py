"""How a pairing goes from one state to the next. What each service of a pairing shares."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import BlockedStaff, News, Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.relation_querysets import REST

from .news import tell
from .scope import pairing_of_two

NOT_AVAILABLE = gettext_lazy("This peer is not available. Choose somebody else.")


def check_peer_is_free_to(person: SupportedPerson, peer: PeerSpecialist) -> None:
    """One sentence for every reason, so that a block does not show."""
    unavailable = (
        peer.agency_id != person.agency_id
        or Role.PEER not in peer.user.roles
        or person.also_staff_id == peer.user_id
        or BlockedStaff.objects.filter(person=person, user=peer.user_id).exists()
    )
    if unavailable:
        raise DomainError(str(NOT_AVAILABLE), field="peer")


def check_peer_can_be_asked(person: SupportedPerson, peer: PeerSpecialist) -> None:
    """By the office. The same sentence for everything the page calls "not available"."""
    if not PeerSpecialist.objects.askable_for(person).filter(pk=peer.pk).exists():
        raise DomainError(str(NOT_AVAILABLE), field="peer")


def rest(pairing: Pairing) -> None:
    """Not saved yet. The office does not ask these two at once again; they themselves may, any day."""
    pairing.rests_until = pairing.person.program.today() + REST


def require_offered(pairing: Pairing) -> None:
    if pairing.state != Pairing.State.OFFERED:
        raise WrongState(_("There is no open question here any more."))


def require_peer(pairing: Pairing, *, by: User) -> None:
    if pairing.peer.user_id != by.pk:
        raise NotAllowed(_("Only %(name)s can say this yes.") % {"name": pairing.peer.user.name})


def require_person(pairing: Pairing, *, by: User) -> None:
    if pairing.person.user_id != by.pk:
        raise NotAllowed(_("Only %(name)s can say this yes.") % {"name": pairing.person.chosen_name})


def move(pairing: Pairing, state: Pairing.State) -> None:
    if state not in Pairing.TRANSITIONS[Pairing.State(pairing.state)]:
        raise WrongState(_("This has changed in the meantime. Have a look at how it is now."))
    pairing.state = state


def last_day(pairing: Pairing) -> date | None:
    """The last day on which they walked together, in the program's own zone; the one before while they don't."""
    zone = ZoneInfo(pairing.person.program.time_zone)
    ended = pairing.ended_at.astimezone(zone).date() if pairing.ended_at else None
    days = [day for day in (ended, pairing.ends_on) if day is not None]
    return min(days) if ended is not None else pairing.walked_until


def ask_anew(person: SupportedPerson, peer: PeerSpecialist, *, by: User) -> Pairing:
    """An open question to two, not saved yet, whatever was before; of a walk before, the last day stays."""
    pairing = pairing_of_two(person, peer)
    if pairing is not None:
        move(pairing, Pairing.State.OFFERED)
        pairing.walked_until = last_day(pairing)
    pairing = pairing or Pairing(agency_id=person.agency_id, person=person, peer=peer)
    pairing.offered_by, pairing.offered_at = by, clock.now()
    pairing.peer_yes_at = pairing.person_yes_at = pairing.person_yes_recorded_by = None
    pairing.starts_on, pairing.ends_on = person.program.today(), None
    pairing.covers_for = pairing.opens_at = None
    clear_stamps(pairing)
    return pairing


def clear_stamps(pairing: Pairing) -> None:
    """Breaks, ends and questions of a walk before mean nothing for the next."""
    pairing.ended_at, pairing.end_reason = None, ""
    pairing.paused_at = pairing.paused_by = None
    pairing.not_now_at, pairing.not_now_words = None, ""
    pairing.back_asked_at = pairing.confirm_by = pairing.rests_until = None


def start_if_both_said_yes(pairing: Pairing, action: str, *, by: User) -> Pairing:
    """Both yeses there: they walk together from today on, in the program's own zone."""
    if not (pairing.peer_yes_at and pairing.person_yes_at):
        return saved(pairing, action, by=by)
    check_peer_is_free_to(pairing.person, pairing.peer)
    move(pairing, Pairing.State.ACTIVE)
    pairing.starts_on = pairing.person.program.today()
    if pairing.ends_on is not None and pairing.ends_on < pairing.starts_on:
        raise WrongState(_("The last day of this has passed. Ask the office to offer it again."))
    if pairing.opens_at is not None:
        pairing.opens_at = _opens_from_now(pairing)
    kind = News.Kind.COVER if pairing.covers_for_id else News.Kind.STARTED
    tell([pairing.person_id], kind, about=pairing.peer.user, opens_at=pairing.opens_at, by=by)
    return saved(pairing, action, by=by)


def _opens_from_now(pairing: Pairing) -> datetime | None:
    """The days of waiting begin when it stands in the person's news; who said their own yes to it chose it."""
    if pairing.opens_at is None or pairing.person_yes_recorded_by_id is None:
        return None
    return clock.now() + (pairing.opens_at - pairing.offered_at)


def end(pairing: Pairing, reason: str, *, by: User | None) -> None:
    """Not saved yet. The last day stays with the row, also when the two choose each other again."""
    move(pairing, Pairing.State.ENDED)
    clear_stamps(pairing)
    pairing.ended_at, pairing.end_reason = clock.now(), reason
    pairing.walked_until = last_day(pairing)
    kind = News.Kind.COVER_ENDED if pairing.covers_for_id else News.Kind.ENDED
    tell([pairing.person_id], kind, about=pairing.peer.user, by=by)


def saved(pairing: Pairing, action: str, *, by: User | None) -> Pairing:
    if pairing.covers_for_id is not None:  # who stands in for whom keeps a history
        sign_history(by=by)
    pairing.save()
    record(action, target=pairing, by=by, person_id=pairing.person_id)
    return pairing

"""A peer and a person who chose each other: offered, both say yes, a break, goodbye, and coming back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import BlockedStaff, Pairing, PeerSpecialist, SupportedPerson

from .scope import locked_pairing, require

WAIT_DAYS = 3
COVER_AT_MOST = timedelta(days=180)


@transaction.atomic
def offer_pairing(
    *,
    person: SupportedPerson,
    peer: PeerSpecialist,
    covers_for: PeerSpecialist | None = None,
    ends_on: date | None = None,
    wait_days: int = WAIT_DAYS,
    by: User,
) -> Pairing:
    """Offer, not assign. The two have one row for good: after a goodbye it opens again, with two new yeses."""
    person = _person_to_offer(person, peer=peer, is_cover=covers_for is not None, by=by)
    _check_peer_is_free_to(person, peer)
    today = person.program.today()
    if covers_for is not None:
        _check_cover(person, peer=peer, covers_for=covers_for, ends_on=ends_on, today=today)
    elif ends_on is not None:
        raise DomainError(_("Only standing in for somebody has a last day."), field="ends_on")
    pairing = Pairing.objects.select_for_update().filter(person=person, peer=peer).first()
    if pairing is None:
        pairing = Pairing(agency_id=person.agency_id, person=person, peer=peer)
    else:
        _move(pairing, Pairing.State.OFFERED)
    pairing.offered_by, pairing.offered_at = by, clock.now()
    pairing.peer_yes_at = pairing.person_yes_at = pairing.person_yes_recorded_by = None
    pairing.ended_at, pairing.end_reason, pairing.paused_at = None, "", None
    pairing.covers_for, pairing.starts_on, pairing.ends_on = covers_for, today, ends_on
    pairing.opens_at = clock.now() + timedelta(days=wait_days) if covers_for is not None else None
    pairing.save()
    record("pairing.offered", target=pairing, by=by, person_id=person.pk)
    return pairing


@transaction.atomic
def peer_says_yes(*, pairing: Pairing, by: User) -> Pairing:
    pairing = locked_pairing(pairing, by=by)
    if pairing.peer.user_id != by.pk:
        raise NotAllowed(_("Only %(name)s can say this yes.") % {"name": pairing.peer.user.name})
    _require_offered(pairing)
    pairing.peer_yes_at = pairing.peer_yes_at or clock.now()
    return _saved_and_started(pairing, "pairing.peer_said_yes", by=by)


@transaction.atomic
def record_persons_yes(*, pairing: Pairing, by: User) -> Pairing:
    """The person's spoken yes, written down by the peer who heard it or by the office."""
    pairing = locked_pairing(pairing, by=by)
    if by.kind == User.Kind.PERSON:
        raise NotAllowed(_("This is for a yes that somebody heard. Yours has its own button."))
    _require_offered(pairing)
    pairing.person_yes_at = pairing.person_yes_at or clock.now()
    pairing.person_yes_recorded_by = pairing.person_yes_recorded_by or by
    return _saved_and_started(pairing, "pairing.person_yes_recorded", by=by)


@transaction.atomic
def person_says_yes(*, pairing: Pairing, by: User) -> Pairing:
    pairing = locked_pairing(pairing, by=by)
    if pairing.person.user_id != by.pk:
        raise NotAllowed(_("Only %(name)s can say this yes.") % {"name": pairing.person.chosen_name})
    _require_offered(pairing)
    pairing.person_yes_at = pairing.person_yes_at or clock.now()
    return _saved_and_started(pairing, "pairing.person_said_yes", by=by)


@transaction.atomic
def decline_pairing(*, pairing: Pairing, by: User) -> Pairing:
    """Not now, by either side or taken back by the office; no reason is asked."""
    pairing = locked_pairing(pairing, by=by)
    _move(pairing, Pairing.State.NOT_NOW)
    return _saved(pairing, "pairing.declined", by=by)


@transaction.atomic
def pause_pairing(*, pairing: Pairing, by: User) -> Pairing:
    """A break, by either side; no reason is asked."""
    pairing = locked_pairing(pairing, by=by)
    _move(pairing, Pairing.State.PAUSED)
    pairing.paused_at = clock.now()
    return _saved(pairing, "pairing.paused", by=by)


@transaction.atomic
def resume_pairing(*, pairing: Pairing, by: User) -> Pairing:
    pairing = locked_pairing(pairing, by=by)
    if pairing.state != Pairing.State.PAUSED:
        raise WrongState(_("You are not taking a break at the moment."))
    _check_peer_is_free_to(pairing.person, pairing.peer)
    _move(pairing, Pairing.State.ACTIVE)
    pairing.paused_at = None
    return _saved(pairing, "pairing.resumed", by=by)


@transaction.atomic
def end_pairing(*, pairing: Pairing, reason: str = Pairing.End.GOODBYE, by: User) -> Pairing:
    """Goodbye for now. The door stays open: offering again brings the same row back."""
    pairing = locked_pairing(pairing, by=by)
    if reason not in {Pairing.End.GOODBYE, Pairing.End.OTHER_PEER}:
        raise DomainError(_("Choose one of the two."), field="reason")
    _end(pairing, reason)
    return _saved(pairing, "pairing.ended", by=by)


@transaction.atomic
def set_rhythm(*, pairing: Pairing, rhythm: str, by: User) -> Pairing:
    """How often the two mean to meet; "" takes it back. Agreed by two, so the office has no say."""
    pairing = locked_pairing(pairing, by=by)
    if by.pk not in {pairing.peer.user_id, pairing.person.user_id}:
        raise NotAllowed(_("The two of them agree on this."))
    if pairing.state not in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
        raise WrongState(_("You are not walking together at the moment."))
    pairing.rhythm = SupportedPerson.Rhythm(rhythm) if rhythm else ""
    return _saved(pairing, "pairing.rhythm_set", by=by)


@transaction.atomic
def end_finished_cover(*, pairing_id: object) -> None:
    """Close a stand-in whose last day is over. Nobody could read anything since; now the list says so too."""
    pairing = (
        Pairing.objects.past_their_last_day()
        .select_for_update(of=("self",), skip_locked=True)
        .filter(pk=pairing_id)
        .first()
    )
    if pairing is not None:
        _end(pairing, Pairing.End.GOODBYE)
        _saved(pairing, "pairing.ended", by=None)


def _person_to_offer(
    person: SupportedPerson, *, peer: PeerSpecialist, is_cover: bool, by: User
) -> SupportedPerson:
    """Locked. The office offers; a peer only themselves, to somebody they added and nobody was offered to before.

    After a goodbye or a "not now" it is for others to offer: nobody comes back by their own hand.
    """
    if peer.user_id == by.pk:
        found = SupportedPerson.objects.filter(agency_id=by.agency_id, added_by=by, pairings=None)
        found = found.exclude(also_staff=by)
        if is_cover or not found.filter(pk=person.pk).exists():
            raise NotAllowed(_("Nobody offers themselves. Ask a colleague in the office."))
        require(by, Permission.ADD_PERSON)
    else:
        require(by, Permission.ARRANGE_PAIRINGS)
        found = SupportedPerson.objects.changed_by(by)
    locked: SupportedPerson = (
        found.select_for_update(of=("self",), no_key=True).select_related("program").get(pk=person.pk)
    )
    if locked.died_on is not None:
        raise WrongState(
            _("%(name)s has died. Nothing is changed here any more.") % {"name": locked.chosen_name}
        )
    return locked


def _check_peer_is_free_to(person: SupportedPerson, peer: PeerSpecialist) -> None:
    """One sentence for every reason, so that a block does not show."""
    unavailable = (
        peer.agency_id != person.agency_id
        or Role.PEER not in peer.user.roles
        or person.also_staff_id == peer.user_id
        or BlockedStaff.objects.filter(person=person, user=peer.user_id).exists()
    )
    if unavailable:
        raise DomainError(_("This peer is not available. Choose somebody else."), field="peer")


def _check_cover(
    person: SupportedPerson,
    *,
    peer: PeerSpecialist,
    covers_for: PeerSpecialist,
    ends_on: date | None,
    today: date,
) -> None:
    if ends_on is None or not today <= ends_on <= today + COVER_AT_MOST:
        raise DomainError(_("Standing in needs a last day within the next six months."), field="ends_on")
    walks = Pairing.objects.walking().filter(person=person, peer=covers_for, covers_for=None)
    if covers_for.pk == peer.pk or not walks.exists():
        raise DomainError(
            _("Choose whom they stand in for: somebody who walks together now."), field="covers_for"
        )


def _require_offered(pairing: Pairing) -> None:
    if pairing.state != Pairing.State.OFFERED:
        raise WrongState(_("There is no open question here any more."))


def _move(pairing: Pairing, state: Pairing.State) -> None:
    if state not in Pairing.TRANSITIONS[Pairing.State(pairing.state)]:
        raise WrongState(_("This has changed in the meantime. Have a look at how it is now."))
    pairing.state = state


def _end(pairing: Pairing, reason: str) -> None:
    _move(pairing, Pairing.State.ENDED)
    pairing.ended_at, pairing.paused_at, pairing.end_reason = clock.now(), None, reason


def _saved_and_started(pairing: Pairing, action: str, *, by: User) -> Pairing:
    """Both yeses there: they walk together from today on, in the program's own zone."""
    if pairing.peer_yes_at and pairing.person_yes_at:
        _check_peer_is_free_to(pairing.person, pairing.peer)
        _move(pairing, Pairing.State.ACTIVE)
        pairing.starts_on = pairing.person.program.today()
        if pairing.ends_on is not None and pairing.ends_on < pairing.starts_on:
            raise WrongState(_("The last day of this has passed. Ask the office to offer it again."))
    return _saved(pairing, action, by=by)


def _saved(pairing: Pairing, action: str, *, by: User | None) -> Pairing:
    pairing.save()
    record(action, target=pairing, by=by, person_id=pairing.person_id)
    return pairing

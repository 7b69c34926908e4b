"""A peer and a person who choose each other: offered, and both say yes or not now."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.relation_querysets import WAIT_DAYS

from .scope import locked_pairing, require
from .walk_states import (
    ask_anew,
    check_peer_can_be_asked,
    check_peer_is_free_to,
    move,
    require_offered,
    require_peer,
    require_person,
    rest,
    saved,
    start_if_both_said_yes,
)

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
    if peer.user_id == by.pk:
        check_peer_is_free_to(person, peer)
    else:
        check_peer_can_be_asked(person, peer)
    today = person.program.today()
    if covers_for is not None:
        _check_cover(person, peer=peer, covers_for=covers_for, ends_on=ends_on, today=today)
    elif ends_on is not None:
        raise DomainError(_("Only standing in for somebody has a last day."), field="ends_on")
    pairing = ask_anew(person, peer, by=by)
    pairing.covers_for, pairing.ends_on = covers_for, ends_on
    pairing.opens_at = clock.now() + timedelta(days=wait_days) if covers_for is not None else None
    return saved(pairing, "pairing.offered", by=by)


@transaction.atomic
def peer_says_yes(*, pairing: Pairing, by: User) -> Pairing:
    pairing = locked_pairing(pairing, by=by)
    require_peer(pairing, by=by)
    require_offered(pairing)
    pairing.peer_yes_at = pairing.peer_yes_at or clock.now()
    return start_if_both_said_yes(pairing, "pairing.peer_said_yes", by=by)


@transaction.atomic
def record_persons_yes(*, pairing: Pairing, by: User) -> Pairing:
    """The person's spoken yes, written down by the peer who heard it or by the office."""
    pairing = locked_pairing(pairing, by=by)
    if by.kind == User.Kind.PERSON:
        raise NotAllowed(_("This is for a yes that somebody heard. Yours has its own button."))
    require_offered(pairing)
    pairing.person_yes_at = pairing.person_yes_at or clock.now()
    pairing.person_yes_recorded_by = pairing.person_yes_recorded_by or by
    return start_if_both_said_yes(pairing, "pairing.person_yes_recorded", by=by)


@transaction.atomic
def person_says_yes(*, pairing: Pairing, by: User) -> Pairing:
    pairing = locked_pairing(pairing, by=by)
    require_person(pairing, by=by)
    require_offered(pairing)
    pairing.person_yes_at = pairing.person_yes_at or clock.now()
    return start_if_both_said_yes(pairing, "pairing.person_said_yes", by=by)


@transaction.atomic
def decline_pairing(*, pairing: Pairing, words: str = "", by: User) -> Pairing:
    """Not now, by either side or taken back by the office; no reason is asked, and nobody counts it.

    A person who had said yes reads it in their space, with the kind words the peer chose, if any.
    """
    pairing = locked_pairing(pairing, by=by)
    if words not in {"", *Pairing.KindWords.values}:
        raise DomainError(_("Please choose one."), field="words")
    move(pairing, Pairing.State.NOT_NOW)
    if by.pk in {pairing.peer.user_id, pairing.person.user_id}:
        rest(pairing)
    if pairing.person_yes_at is not None and pairing.person.user_id != by.pk:
        pairing.not_now_at, pairing.not_now_words = clock.now(), words
    return saved(pairing, "pairing.declined", by=by)


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

"""The person chooses: a wish to walk with a peer, and reading the answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson

from .coming_back import ask_back
from .scope import locked_pairing, locked_person, pairing_of_two
from .walk_states import ask_anew, check_peer_is_free_to, require_person, saved, start_if_both_said_yes

WISHES_AT_MOST = 3


@transaction.atomic
def wish_for_peer(*, person: SupportedPerson, peer: PeerSpecialist, by: User) -> Pairing:
    """The person's own yes comes first; it starts with the peer's. Wished twice it is wished once.

    Raises WrongState where they walk together already, DomainError without room or with three open wishes.
    """
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("Only %(name)s can say this yes.") % {"name": person.chosen_name})
    person = locked_person(person, by=by)
    check_peer_is_free_to(person, peer)
    pairing = pairing_of_two(person, peer)
    if pairing is not None and pairing.was_a_goodbye:
        return ask_back(pairing=pairing, by=by)
    if pairing is not None and pairing.state in {Pairing.State.ACTIVE, Pairing.State.PAUSED}:
        raise WrongState(_("You walk together already."))
    if pairing is None or pairing.state != Pairing.State.OFFERED:
        _check_room(person, peer, by=by)
        pairing = ask_anew(person, peer, by=by)
    pairing.person_yes_at = pairing.person_yes_at or clock.now()
    return start_if_both_said_yes(pairing, "pairing.wished", by=by)


@transaction.atomic
def read_not_now(*, pairing: Pairing, by: User) -> Pairing:
    """The person has read the answer, and it need not stand in their space any more."""
    pairing = locked_pairing(pairing, by=by)
    require_person(pairing, by=by)
    pairing.not_now_at, pairing.not_now_words = None, ""
    return saved(pairing, "pairing.answer_read", by=by)


def _check_room(person: SupportedPerson, peer: PeerSpecialist, *, by: User) -> None:
    if not (peer.has_room and peer.user.is_active):
        raise DomainError(_("This peer has no room just now. Other peers have."), field="peer")
    wishes = Pairing.objects.filter(person=person, state=Pairing.State.OFFERED, offered_by=by)
    if wishes.count() >= WISHES_AT_MOST:
        raise DomainError(
            _("Three wishes are waiting for an answer. Take one back to ask somebody else."), field="peer"
        )

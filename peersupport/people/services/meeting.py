"""Somebody met tonight: the person and, if a peer writes it down, the pairing in one step."""

from typing import Any

from django.db import transaction

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.people.models import PeerSpecialist, SupportedPerson

from .pairings import offer_pairing, peer_says_yes, record_persons_yes
from .people import add_person


@transaction.atomic
def meet_person(
    *, program: Program, chosen_name: str, said_yes: bool = False, by: User, **details: Any
) -> SupportedPerson:
    """add_person(), and for a peer the offer with their own yes; with `said_yes` the two walk together at once."""
    person = add_person(program=program, chosen_name=chosen_name, by=by, **details)
    peer = PeerSpecialist.objects.filter(user=by).first() if Role.PEER in by.roles else None
    if peer is not None:
        pairing = offer_pairing(person=person, peer=peer, by=by)
        peer_says_yes(pairing=pairing, by=by)
        if said_yes:
            record_persons_yes(pairing=pairing, by=by)
    return person

"""Whoever decides on a peer's pay hears nothing about that peer's signals and pulses."""

from peersupport.accounts.models import User
from peersupport.people.models import PeerSpecialist


def is_separate(peer: PeerSpecialist, supervisor: User) -> bool:
    """Whether this supervisor does not decide on this peer's pay or place. True where the house named nobody."""
    return peer.agency_id == supervisor.agency_id

"""Peers, people and the relations between them and the staff. Never a diagnosis, a legal name or a birth date."""

from .erasing import Erasure, LegalHold
from .news import News
from .peers import Credential, PeerSpecialist, SharedExperience
from .persons import AboutMe, ContactDetails, LeaveOut, PersonWord, SupportedPerson
from .relations import AskedGrant, BlockedStaff, Pairing, PersonGrant, ProposedLink, SupervisionLink
from .structure import DecidesOn, LinkException, SupervisorLeave

__all__ = [
    "AboutMe",
    "AskedGrant",
    "BlockedStaff",
    "ContactDetails",
    "Credential",
    "DecidesOn",
    "Erasure",
    "LeaveOut",
    "LegalHold",
    "LinkException",
    "News",
    "Pairing",
    "PeerSpecialist",
    "PersonGrant",
    "PersonWord",
    "ProposedLink",
    "SharedExperience",
    "SupervisionLink",
    "SupervisorLeave",
    "SupportedPerson",
]

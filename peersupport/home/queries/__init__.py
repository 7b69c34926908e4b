"""What the home pages show, as small frozen dataclasses: one module for each kind of page."""

from .office import OfficeHome, office_home
from .peer import PeerHome, peer_home
from .person import PersonHome, person_home
from .person_page import PersonPage, person_page
from .supervisor import SupervisorHome, supervisor_home
from .waiting import what_waits
from .week import is_monday_morning, week_lines, who_is_told_of_week

__all__ = [
    "OfficeHome",
    "PeerHome",
    "PersonHome",
    "PersonPage",
    "SupervisorHome",
    "is_monday_morning",
    "office_home",
    "peer_home",
    "person_home",
    "person_page",
    "supervisor_home",
    "week_lines",
    "what_waits",
    "who_is_told_of_week",
]

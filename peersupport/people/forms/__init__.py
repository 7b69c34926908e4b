"""Shapes of what people type about people. What is allowed, the services decide."""

from .lists import PeopleFilterForm, SearchForm
from .pairings import GoodbyeForm, NotNowForm, OfferForm, RhythmForm
from .people import AddPersonForm, ContactForm, DeathForm, LeaveOutForm
from .profile import AudienceForm, ExperienceForm, PeerForm
from .words import OwnWordForm, WordForm

__all__ = [
    "AddPersonForm",
    "AudienceForm",
    "ContactForm",
    "DeathForm",
    "ExperienceForm",
    "GoodbyeForm",
    "LeaveOutForm",
    "NotNowForm",
    "OfferForm",
    "OwnWordForm",
    "PeerForm",
    "PeopleFilterForm",
    "RhythmForm",
    "SearchForm",
    "WordForm",
]

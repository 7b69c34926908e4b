"""Shape of what people type about meetings. Rules of the house stand in the services."""

from .answers import AnswerForm, ChangeForm, GivenForm, LeaveOutForm, OwnWordsForm, ReplyForm
from .gatherings import GatheringForm
from .goodbye import GoodbyePageForm
from .group_notes import GroupNoteForm
from .groups import GatheringPlanForm, GroupForm
from .later import AddendumForm, WhyForm
from .listing import FilterForm
from .log import SessionForm
from .planning import LaterForm, MoveForm, PlanForm, RepeatForm
from .search import SearchForm, SearchWhyForm
from .tally import TallyForm

__all__ = [
    "AddendumForm",
    "AnswerForm",
    "ChangeForm",
    "FilterForm",
    "GatheringForm",
    "GatheringPlanForm",
    "GivenForm",
    "GoodbyePageForm",
    "GroupForm",
    "GroupNoteForm",
    "LaterForm",
    "LeaveOutForm",
    "MoveForm",
    "OwnWordsForm",
    "PlanForm",
    "RepeatForm",
    "ReplyForm",
    "SearchForm",
    "SearchWhyForm",
    "SessionForm",
    "TallyForm",
    "WhyForm",
]

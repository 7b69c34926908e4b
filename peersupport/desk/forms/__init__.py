"""What is typed at the desk. Forms say whether it has the right shape; the services decide."""

from .changes import ChangesFilterForm
from .comments import AnswerForm, CommentForm, ProposeForm, PublishForm
from .erasing import DeleteForm, HoldForm
from .house import HouseForm
from .links import LinkForm
from .policy import DaysForm, LimitAddForm, LimitForm, PageForm, ReadersForm, words_in
from .programs import ProgramForm
from .reminders import RemindersFilterForm
from .rules import PackForm, ProgramRulesForm
from .staff import AcceptForm, CodeForm, CredentialForm, InviteForm, TaskForm
from .words import EntryForm, TryForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "ChangesFilterForm",
    "CodeForm",
    "CommentForm",
    "CredentialForm",
    "DaysForm",
    "DeleteForm",
    "EntryForm",
    "HoldForm",
    "HouseForm",
    "InviteForm",
    "LimitAddForm",
    "LimitForm",
    "LinkForm",
    "PackForm",
    "PageForm",
    "ProgramForm",
    "ProgramRulesForm",
    "ProposeForm",
    "PublishForm",
    "ReadersForm",
    "RemindersFilterForm",
    "TaskForm",
    "TryForm",
    "words_in",
]

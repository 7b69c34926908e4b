"""What is typed at the desk. Forms say whether it has the right shape; the services decide."""

from .changes import ChangesFilterForm
from .house import HouseForm
from .links import LinkForm
from .programs import ProgramForm
from .staff import AcceptForm, CodeForm, CredentialForm, InviteForm, TaskForm

__all__ = [
    "AcceptForm",
    "ChangesFilterForm",
    "CodeForm",
    "CredentialForm",
    "HouseForm",
    "InviteForm",
    "LinkForm",
    "ProgramForm",
    "TaskForm",
]

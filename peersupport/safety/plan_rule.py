"""When a peer keeps words in somebody's plan for hard times."""

from django.utils.translation import gettext as _

from consent.models import ConsentNow
from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Program

# At the others nobody but the person keeps words about them.
KEEP_WORDS = frozenset({Program.Level.BRIEF, Program.Level.TOGETHER, Program.Level.BILLABLE})


def why_not(gate: ConsentNow, program: Program) -> str:
    """Why a peer keeps no words of this plan, "" when they may."""
    if not consent_holds(gate):
        return _("Nothing is written down while there is no yes about what stays private.")
    if level_in_force(gate=gate, program=program) not in KEEP_WORDS:
        return _("At the level you two agreed on, this is not written down.")
    return ""

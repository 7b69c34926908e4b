"""What a message says. Never a word about health, a service or a program: whoever holds the phone may read it.

The house's neutral name stands for the sender, and the only thing told is that something waits behind the sign-in.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from peersupport.accounts.models import Agency
from peersupport.notifications.kinds import Kind


class Words(NamedTuple):
    subject: str
    text: str


def words_of(kind: str, *, agency: Agency, language: str) -> Words:
    """Subject and text of a kind in a language."""
    with override(language):
        name = {"name": agency.neutral_name}
        if Kind(kind) is Kind.CONCERN:
            return Words(
                _("%(name)s: please sign in now") % name,
                _("%(name)s: please sign in now. Somebody waits for your answer.") % name,
            )
        return Words(
            _("%(name)s: something for you") % name,
            _("%(name)s: there is something for you. Please sign in when you have a moment.") % name,
        )

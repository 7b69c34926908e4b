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


def words_for_person(*, name: str, language: str) -> Words:
    """What a person is told before a meeting. name: whom they chose as the sender, or the house's neutral one."""
    with override(language):
        return Words(name, _("%(name)s: see you soon.") % {"name": name})


def words_of(kind: str, *, agency: Agency, language: str) -> Words:
    """Subject and text of a kind in a language."""
    with override(language):
        name = {"name": agency.neutral_name}
        if Kind(kind) is Kind.CONCERN:
            return Words(
                _("%(name)s: please sign in now") % name,
                _("%(name)s: please sign in now. Somebody waits for your answer.") % name,
            )
        if Kind(kind) in {Kind.WAY_LOST, Kind.NOT_SENT}:
            return Words(
                str(Kind(kind).label),
                _("Something could not be delivered. You find it among the messages that need somebody."),
            )
        if Kind(kind) is Kind.TRY:
            return Words(
                _("%(name)s: a try") % name,
                _("%(name)s: this is a try. It works, and nothing needs to be done.") % name,
            )
        return Words(
            _("%(name)s: something for you") % name,
            _("%(name)s: there is something for you. Please sign in when you have a moment.") % name,
        )


def with_repeat(text: str, key: str, *, language: str) -> str:
    """The text of a further try of which nobody knows whether an earlier one arrived."""
    with override(language):
        return text + " " + _("This message may come twice (#%(number)s).") % {"number": key[:6]}


def help_words(*, language: str) -> str:
    """The answer to somebody who asks by text message what this is. It names nobody: whoever holds the phone may ask,
    and a person may have chosen to hear from another name than the house's."""
    with override(language):
        return _("To get no more messages reply STOP. To get them again reply START.")

"""What the pulses add to the first page of supervision. No line says who has not answered: peers owe nothing here."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from supervision.lines import Line, Lines

from .workplace import is_asked, waits_for_the_office


def pulse_lines(user: User) -> Lines:
    """Doors for everybody, and in the office the answer that the house owes its peers."""
    lines = Lines()
    if Role.PEER in user.roles:
        text = _("Five taps a month, if you like.")
        lines.doors.append(Line(_("How is peer support going?"), reverse("supervision:pulse"), text))
        if is_asked(user.agency.today()):
            text = _("Five taps without your name. The house answers in writing.")
            lines.doors.append(Line(_("How is it to work here?"), reverse("supervision:workplace"), text))
    text = _("How the house treats its peers, and how peer support goes.")
    lines.doors.append(Line(_("Is peer support still peer support?"), reverse("supervision:fidelity"), text))
    if user.may(Permission.RUN_HOUSE):
        text = _("How it goes with a peer, on paper, without a name.")
        lines.doors.append(Line(_("Sheets that people fill in"), reverse("supervision:sheets"), text))
    if (day := waits_for_the_office(user)) is not None:
        by = _("by %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        title = _("The peers said how it is to work here. Please answer.")
        lines.waiting.append(Line(title, reverse("supervision:fidelity"), tag=by, tone="wait"))
    return lines

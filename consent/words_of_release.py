"""A permission in plain words: what is read before signing is what stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from peersupport.people.models import SupportedPerson

from .models import Apart, Kind, Way

Line = tuple[str, str]


@dataclass(frozen=True)
class ReleaseWords:
    """lines: label and value; promises: sentences that hold for every permission of this kind."""

    lines: list[Line]
    promises: list[str]

    @property
    def text(self) -> str:
        return "\n".join([*(f"{label}: {value}" for label, value in self.lines), "", *self.promises])


def words_of(
    person: SupportedPerson,
    *,
    recipient: str,
    sent_by: str,
    kinds: Iterable[str],
    what: str,
    purpose: str,
    until_on: date | None,
    until_event: str,
    apart: str,
    part2: bool,
    language: str,
) -> ReleaseWords:
    """person: with its agency. Everything that § 2.31(a) asks for is here, in either mode."""
    with override(language):
        lines = [
            (_("Who allows it"), person.chosen_name),
            (_("Who may send it"), _("whoever walks with me at %(house)s") % {"house": person.agency.name}),
            (_("To whom"), recipient),
            (_("Which way"), str(Way(sent_by).label)),
            (_("What kind of things"), "; ".join(str(Kind(kind).label) for kind in kinds)),
            (_("What exactly"), what),
            (_("What it is for"), purpose),
            (_("Until"), _until(until_on, until_event)),
        ]
        return ReleaseWords(lines, _promises(apart, part2=part2))


def _until(until_on: date | None, until_event: str) -> str:
    day = date_format(until_on, "DATE_FORMAT") if until_on else ""
    if day and until_event:
        return _("%(day)s, or before: %(event)s") % {"day": day, "event": until_event}
    return day or until_event


def _promises(apart: str, *, part2: bool) -> list[str]:
    said = [
        _("I can take this back at any time: with one tap in my space, by telling my peer, or in writing."),
        _("What went out before I took it back can't be called back."),
        _("I see the exact words before anything goes out, and I can read later what went out and when."),
        _("If I say no, nothing changes here. Nobody walks with me less because of it."),
    ]
    if part2:
        said += [
            _("What goes out carries a notice that the law (42 CFR Part 2) limits how it may be used."),
            _(
                "If it goes to somebody who treats me or pays for care, they may pass it on "
                "as the rules on health privacy allow."
            ),
        ]
    else:
        said.append(_("Whoever gets it could pass it on. We can't stop that."))
    if apart == Apart.NOTES:
        said.append(_("This permission is for notes of our talks and for nothing else."))
    if apart == Apart.PROCEEDINGS:
        said.append(_("It may be used in a court or a hearing. It is for that and for nothing else."))
    else:
        said.append(_("It is not for use against me in a court or a hearing."))
    return said

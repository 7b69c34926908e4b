"""Wider help in sentences: who comes stands beside every number, and emergency services stand last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.safety.models import WiderHelp, YesNoAsk
from peersupport.safety.phone_file import in_language


@dataclass(frozen=True)
class HelpLine:
    name: str
    hours: str
    who_comes: str
    police: str
    force: str
    number: str
    languages: str
    checked_on: date | None
    is_emergency: bool
    where: str
    edit: str
    dates: str


def _police(answer: str) -> str:
    return {
        YesNoAsk.YES: _("They may send police."),
        YesNoAsk.NO: _("They send no police."),
        YesNoAsk.ASK: _("Ask them first whether they send police."),
    }[YesNoAsk(answer)]


def _force(answer: str) -> str:
    return {
        YesNoAsk.YES: _("They may take somebody along against their will."),
        YesNoAsk.NO: _("They take nobody along against their will."),
        YesNoAsk.ASK: _("Ask them first whether they may take somebody along against their will."),
    }[YesNoAsk(answer)]


def in_sentences(found: Iterable[WiderHelp], *, editing: bool = False) -> list[HelpLine]:
    """`editing`: with where each is changed, for the office."""
    language = get_language() or "en"
    return [
        HelpLine(
            name=in_language(one.names, language),
            hours=in_language(one.hours, language),
            who_comes=in_language(one.who_comes, language),
            police=_police(one.sends_police),
            force=_force(one.may_force),
            number=one.number,
            languages=", ".join(one.languages),
            checked_on=one.checked_on,
            is_emergency=one.is_emergency,
            where=one.program.name if one.program else "",
            edit=reverse("safety:wider_help_edit", args=[one.pk]) if editing else "",
            dates=_dates(one) if editing else "",
        )
        for one in found
    ]


def _dates(one: WiderHelp) -> str:
    today = one.agency.today()
    if one.starts_on > today:
        return _("not shown yet")
    if one.ends_on is not None and one.ends_on < today:
        return _("not shown any more")
    return ""


def help_of_house(user: User) -> list[HelpLine]:
    """What is shown today in any program, for everybody who works here."""
    found = WiderHelp.objects.of_house(user.agency_id, user.agency.today())
    return in_sentences(found.select_related("program"))


def help_to_arrange(user: User) -> list[HelpLine]:
    """For the office: also what is shown from another day on, or not any more."""
    found = WiderHelp.objects.filter(agency_id=user.agency_id, ended_at=None).in_order()
    return in_sentences(found.select_related("program", "agency"), editing=True)

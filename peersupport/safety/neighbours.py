"""What other parts of safety bring, asked for by name: lists of the house, duties, and what a person does not want.

Each answers with nothing where its part is not there, so that a worry never waits for a list.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from consent.models import PolicyLimit
from peersupport.accounts.models import Agency, Program, User
from peersupport.core.errors import CannotOpen
from peersupport.people.models import SupportedPerson

EMERGENCY = "911"
Code = PolicyLimit.Code
CATEGORIES = {Code.CHILD: ("child",), Code.ADULT: ("elder", "vulnerable")}


class Phone(NamedTuple):
    number: str
    words: str


def phones(agency: Agency) -> list[Any]:
    """The house's phone plan, never empty. Without a database it is the house's own number."""
    try:
        with transaction.atomic():
            return list(_found("peersupport.safety.queries.phone_plan")(agency))
    except (ImportError, DatabaseError):
        number = agency.on_call_phone
        words = _("the number of the house") if number else _("Our house has written down no number yet.")
        return [Phone(number, words)]


def wider_help(program: Program | None, at: datetime) -> list[Any]:
    model = _model("WiderHelp")
    return list(model.objects.shown(program, at)) if model and program else []


def duties(agency: Agency, code: str, day: date) -> list[Any]:
    """What the house holds about the duty to report under this exception. Nothing means: not checked."""
    model = _model("ReportingDuty")
    if model is None:
        return []
    rows = [model.objects.in_force(agency, name, day) for name in CATEGORIES.get(Code(code), ())]
    return [row for row in rows if row is not None and row.is_checked]


def not_wanted(person: SupportedPerson, reader: User) -> str:
    """ "What I do not want" of the person's plan, where it opens to this reader."""
    try:
        with transaction.atomic():
            return str(_found("peersupport.safety.queries.not_wanted")(person, reader))
    except (ImportError, DatabaseError, CannotOpen):
        return ""


def _found(path: str) -> Any:
    return import_string(path)


def _model(name: str) -> Any:
    return apps.all_models["safety"].get(name.lower())

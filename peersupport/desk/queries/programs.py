"""The programs of the house, and whom a change of level would concern."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consent.models import ConsentNow
from consent.services import LEVELS
from peersupport.accounts.models import Program, User

from .pairings import in_reach
from .rows import Row

NAMES_AT_MOST = 30


@dataclass(frozen=True)
class Waiting:
    """People whose agreement keeps less than the program: each waits for a new conversation."""

    names: list[str]
    more: int


def program_rows(user: User) -> tuple[list[Row], list[Row]]:
    """Open ones and closed ones."""
    programs = Program.objects.filter(agency_id=user.agency_id)
    rows = sorted(programs, key=lambda program: (program.name.casefold(), str(program.pk)))
    return (
        [_row(program) for program in rows if program.closed_on is None],
        [_row(program) for program in rows if program.closed_on is not None],
    )


def waiting_for_level(user: User, program: Program) -> Waiting:
    """Those in it who agreed to less: the level they agreed to holds until they were asked again."""
    lower = LEVELS[: LEVELS.index(program.level)]
    gates = ConsentNow.objects.filter(
        person__program=program, consent__isnull=False, level__in=lower, person__in=in_reach(user)
    )
    listed = list(gates.select_related("person").order_by("person__name_key", "pk")[: NAMES_AT_MOST + 1])
    names = [gate.person.chosen_name for gate in listed[:NAMES_AT_MOST]]
    return Waiting(names=names, more=gates.count() - len(names) if len(listed) > NAMES_AT_MOST else 0)


def _row(program: Program) -> Row:
    if program.closed_on:
        text = _("closed on %(day)s") % {"day": date_format(program.closed_on, "DATE_FORMAT")}
    else:
        text = f"{program.get_level_display()} · {program.get_supervision_model_display()}"
    return Row(title=program.name, text=text, url=reverse("desk:program_edit", args=[program.pk]))

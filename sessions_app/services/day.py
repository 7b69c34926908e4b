"""Several meetings at once: each a transaction of its own, so that one that can't be saved holds up no other."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import SupportedPerson
from sessions_app.entry import SessionEntry
from sessions_app.models import SupportSession

from .completing import complete_session
from .planning import mark_not_met


@dataclass(frozen=True)
class DayAnswer:
    """What became of one planned meeting; no entry: they didn't connect."""

    session: SupportSession
    person: SupportedPerson
    entry: SessionEntry | None


def write_day_down(*, answers: Iterable[DayAnswer], by: User) -> dict[uuid.UUID, DomainError]:
    """Write each down, and say which could not be. The same answers again change nothing."""
    refused: dict[uuid.UUID, DomainError] = {}
    for answer in answers:
        try:
            _write_down(answer, by)
        except DomainError as error:
            refused[answer.session.pk] = error
        except ObjectDoesNotExist:
            refused[answer.session.pk] = WrongState(_("You two are not walking together any more."))
    return refused


def _write_down(answer: DayAnswer, by: User) -> None:
    if answer.entry is None:
        mark_not_met(session=answer.session, by=by)
    else:
        complete_session(key=answer.session.pk, person=answer.person, entry=answer.entry, by=by)

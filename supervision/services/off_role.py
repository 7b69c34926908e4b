"""A peer writes down what they were asked to do outside their role; the office answers within the days it promised."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from peersupport.rules.models import HousePromise
from supervision.models import OffRoleAnswer, OffRoleTask

MOST_MINUTES = 24 * 60
MOST_DAYS_BACK = 365


@dataclass(frozen=True)
class OffRoleDetails:
    """What may be said about a request afterwards. All of it but the day may stay empty."""

    asked_on: date
    minutes: int | None = None
    asked_by: str = ""
    whose_goal: str = ""
    had_choice: str = ""
    words: str = ""


@transaction.atomic
def log_off_role(*, key: uuid.UUID, task: str, by: User) -> OffRoleTask:
    """Write down, in one tap, that this peer was asked today. The same key again gives the row that is there.

    Raises NotAllowed for whoever is no peer, WrongState for a key that somebody else used.
    """
    peer = PeerSpecialist.objects.filter(user=by).first()
    if peer is None or not by.may(Permission.LOG_SESSION):
        raise NotAllowed(_("This is not yours to do here."))
    today = by.agency.today()
    promise = HousePromise.objects.of(by.agency_id)
    entry = OffRoleTask(
        pk=key,
        agency_id=by.agency_id,
        peer=peer,
        task=OffRoleTask.Task(task),
        asked_on=today,
        answer_by=today + timedelta(days=promise.answer_days),
    )
    OffRoleTask.objects.bulk_create([entry], ignore_conflicts=True)
    found: OffRoleTask | None = OffRoleTask.objects.own(by).filter(pk=key).first()
    if found is None:
        raise WrongState(_("This page was used already. Please open it again."))
    record("off_role.written", target=found, by=by)
    return found


@transaction.atomic
def say_more_off_role(*, entry: OffRoleTask, said: OffRoleDetails, by: User) -> OffRoleTask:
    """Add who asked, minutes and so on, or change them. Raises OffRoleTask.DoesNotExist, DomainError, WrongState."""
    entry = _lock_own(entry, by)
    today = by.agency.today()
    if said.asked_on > today:
        raise DomainError(_("This day is still to come."), field="asked_on")
    if said.asked_on < today - timedelta(days=MOST_DAYS_BACK):
        raise DomainError(_("Please give a day of the last twelve months."), field="asked_on")
    if said.minutes is not None and not 0 <= said.minutes <= MOST_MINUTES:
        raise DomainError(_("Please give minutes of one day, at most 1440."), field="minutes")
    names = list(vars(said))
    for name in names:
        setattr(entry, name, getattr(said, name))
    entry.save(update_fields=names)
    record("off_role.changed", target=entry, by=by, fields=names)
    return entry


@transaction.atomic
def take_back_off_role(*, entry: OffRoleTask, by: User) -> None:
    """It was a slip: the row is gone, the trail keeps that there was one.

    Raises OffRoleTask.DoesNotExist, WrongState once answered.
    """
    entry = _lock_own(entry, by)
    record("off_role.taken_back", target=entry, by=by)
    entry.delete()


@transaction.atomic
def answer_off_role(*, entries: Iterable[uuid.UUID], text: str, by: User) -> OffRoleAnswer:
    """One answer to these requests, for their peers and for every peer of the house to read, without a name.

    Raises NotAllowed for all but the office, DomainError without words or requests, WrongState if one was answered or
    taken back meanwhile.
    """
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    wanted = set(entries)
    if not wanted:
        raise DomainError(_("Please choose what you answer."), field="entries")
    if not text.strip():
        raise DomainError(_("Please write an answer."), field="text")
    waiting = OffRoleTask.objects.waiting_for(by).filter(pk__in=wanted).order_by("pk")
    tasks = list(waiting.select_for_update(of=("self",), no_key=True))
    if len(tasks) != len(wanted):
        raise WrongState(_("Some of these were answered or taken back meanwhile. Please look again."))
    answer = OffRoleAnswer.objects.create(
        agency_id=by.agency_id, text=text, answered_by=by, answered_on=by.agency.today()
    )
    OffRoleTask.objects.filter(pk__in=wanted).update(answer=answer)
    record("off_role.answered", target=answer, by=by)
    return answer


@transaction.atomic
def notice_answer(*, entry: OffRoleTask, by: User) -> OffRoleTask:
    """The peer has read it. Raises OffRoleTask.DoesNotExist, WrongState while there is no answer."""
    entry = OffRoleTask.objects.own(by).select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if entry.answer_id is None:
        raise WrongState(_("There is no answer yet."))
    if entry.noticed_at is None:
        entry.noticed_at = clock.now()
        entry.save(update_fields=["noticed_at"])
        record("off_role.answer_read", target=entry, by=by)
    return entry


def _lock_own(entry: OffRoleTask, by: User) -> OffRoleTask:
    own = OffRoleTask.objects.own(by).select_for_update(of=("self",), no_key=True)
    found: OffRoleTask = own.get(pk=entry.pk)
    if found.answer_id is not None:
        raise WrongState(_("The office has answered this one, so it stays as it is."))
    return found

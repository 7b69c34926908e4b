"""Check-ins: switched on, answered, shown and taken back by the person alone.

Nothing here leaves an audit row and every row carries the Monday of its week instead of a moment, by promise: no trail
may join an answer with a peer, a meeting or a skipped question. A skipped question is no call at all.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from consent.services import consent_holds, level_in_force, lock_gate
from peersupport.accounts.models import Program, User
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import SupportedPerson
from sessions_app.models import CheckIn, CheckInAnswer, CheckInQuestion, CheckInWish

from .scope import ConsentMissing, lock_pairing_and_gate


def week_of(person: SupportedPerson) -> date:
    """The Monday of this week where the person's program is."""
    today = person.program.today()
    return today - timedelta(days=today.weekday())


def _monday(person: SupportedPerson) -> datetime:
    return datetime.combine(week_of(person), time(), ZoneInfo(person.program.time_zone))


def _lock_asked(person_id: uuid.UUID, *, by: User) -> SupportedPerson:
    """The person at their own screen, or at one that a peer who walks with them handed over.

    Raises DoesNotExist out of scope, NotAllowed during a break or at level none, ConsentMissing without a yes.
    """
    if by.kind == User.Kind.PERSON:
        mine = SupportedPerson.objects.changed_by(by).filter(died_on=None).select_related("program")
        person: SupportedPerson = mine.get(pk=person_id)
        lock_gate(person.pk)
        return person
    pairing, gate = lock_pairing_and_gate(person_id=person_id, by=by)
    level = level_in_force(gate=gate, program=pairing.person.program)
    require_a_yes(holds=consent_holds(gate), level=level)
    walking_with: SupportedPerson = pairing.person
    return walking_with


def require_a_yes(*, holds: bool, level: str) -> None:
    """Raises ConsentMissing without a yes in force, NotAllowed where nothing is written about people."""
    if not holds:
        raise ConsentMissing(_("First the two of you talk about what stays private."))
    if level == Program.Level.NONE:
        raise NotAllowed(_("Nothing is asked here: nothing is written about people in this program."))


@transaction.atomic
def wish_check_ins(*, person: SupportedPerson, is_on: bool, questions: Iterable[str], by: User) -> None:
    """On with the questions they chose, or off. Off, nobody is shown anything; the answers stay the person's."""
    person = _lock_asked(person.pk, by=by)
    chosen = [question.value for question in CheckInQuestion if question in set(questions)]
    if is_on and not chosen:
        raise DomainError(_("Please choose at least one."), field="questions")
    if not is_on:
        CheckInWish.objects.filter(person=person).delete()
        CheckIn.objects.filter(person=person, shown=True).update(shown=False)
        return
    CheckInWish.objects.update_or_create(
        person=person,
        defaults={"is_on": True, "questions": chosen},
        create_defaults={
            "agency_id": person.agency_id,
            "is_on": True,
            "questions": chosen,
            "created_at": _monday(person),
        },
    )


@transaction.atomic
def answer_check_in(*, person: SupportedPerson, question: str, answer: int, by: User) -> None:
    """The answer of this week, hidden until shown. Answered again in the same week, the new answer stands."""
    person = _lock_asked(person.pk, by=by)
    question, answer = CheckInQuestion(question), CheckInAnswer(answer)
    if not CheckInWish.objects.filter(person=person, is_on=True).exists():
        raise NotAllowed(_("Nobody said yes to being asked."))
    said = {"question": question, "answer": answer, "shown": False}
    new = {"agency_id": person.agency_id, "created_at": _monday(person)}
    CheckIn.objects.update_or_create(
        person=person, week=week_of(person), defaults=said, create_defaults=said | new
    )


@transaction.atomic
def show_check_in(*, person: SupportedPerson, week: date, shown: bool, by: User) -> None:
    """Show one answer to one's peer, or hide it again. On a screen handed over, that of this week alone.

    Raises CheckIn.DoesNotExist where there is none.
    """
    person = _lock_asked(person.pk, by=by)
    if by.kind != User.Kind.PERSON and week != week_of(person):
        raise CheckIn.DoesNotExist
    row = CheckIn.objects.get(person=person, week=week)
    row.shown = shown
    row.save(update_fields=["shown"])


@transaction.atomic
def take_back_check_in(*, person: SupportedPerson, week: date, by: User) -> None:
    """Gone, without a trace. By the person alone. Raises NotAllowed for anybody else."""
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("This is the person's own."))
    person = _lock_asked(person.pk, by=by)
    CheckIn.objects.filter(person=person, week=week).delete()


@transaction.atomic
def forget_check_ins_of(*, person: SupportedPerson) -> None:
    """Every answer, and the wish to be asked, of somebody who is deleted. Only inside the deletion, which says so."""
    CheckIn.objects.filter(person=person).delete()
    CheckInWish.objects.filter(person=person).delete()

"""What is closed for good is read again: one asks and says why, another of the other line agrees, for three days."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import enter, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.local_time import comes_back_at, to_instant
from peersupport.people.models import SupportedPerson
from peersupport.safety.concern_again_querysets import has_second, line_of_asker, people_to_ask_about
from peersupport.safety.models import ReadingAgain

from .scope import require_near


@transaction.atomic
def ask_to_read_again(*, person: SupportedPerson, day: date, reason: str, by: User) -> ReadingAgain:
    """Ask to read what was closed around this day. It opens nothing, and tells nobody whether there is something.

    Raises SupportedPerson.DoesNotExist out of reach, DomainError, WrongState while a question of theirs waits.
    """
    reached = people_to_ask_about(by).filter(pk=person.pk)
    locked = SupportedPerson.objects.select_for_update(of=("self",), no_key=True).select_related("program")
    person = locked.get(pk__in=reached.values("pk"))
    if not reason:
        raise DomainError(_("Please say why: they read it."), field="reason")
    if day > person.program.today():
        raise DomainError(_("This day is still to come."), field="day")
    require_near(day, field="day", by=by)
    if ReadingAgain.objects.waiting().filter(person=person, asked_by=by).exists():
        raise WrongState(_("You asked this already. It waits for a second person."))
    line = line_of_asker(by, person)
    if not has_second(by, person, line):
        raise DomainError(
            _("There is nobody here who could agree: it takes somebody who supervises in the other way.")
        )
    asked = ReadingAgain(
        agency_id=person.agency_id,
        person=person,
        day=day,
        from_at=_midnight(day - ReadingAgain.AROUND, person),
        to_at=_midnight(day + ReadingAgain.AROUND + timedelta(days=1), person),
        line=line,
        reason=reason,
        asked_by=by,
    )
    asked.save(force_insert=True)
    record("reading_again.asked", target=asked, by=by, person_id=person.pk)
    return asked


@transaction.atomic
def agree_to_read_again(*, asked: ReadingAgain, by: User) -> ReadingAgain:
    """As the second person: it opens to both for 72 hours. Raises ReadingAgain.DoesNotExist, WrongState."""
    asked = _locked(asked, ReadingAgain.objects.asked_of(by))
    now = clock.now()
    asked.answered_by, asked.answered_at, asked.until = by, now, now + ReadingAgain.LASTS
    asked.save(update_fields=["answered_by", "answered_at", "until"])
    record("reading_again.agreed", target=asked, by=by, person_id=asked.person_id, fields=["until"])
    payload = {"asked_by": str(asked.asked_by_id), "day": str(asked.day), "until": asked.until.isoformat()}
    enter("concern.read_again", target=asked, by=by, person_id=asked.person_id, payload=payload)
    return asked


@transaction.atomic
def drop_reading_again(*, asked: ReadingAgain, by: User) -> ReadingAgain:
    """Not agreed to, or taken back by who asked. No reason is asked. Raises ReadingAgain.DoesNotExist, WrongState."""
    rows = ReadingAgain.objects
    mine = rows.filter(pk__in=rows.waiting().filter(asked_by=by).values("pk"))
    asked = _locked(asked, mine if mine.filter(pk=asked.pk).exists() else rows.asked_of(by))
    asked.answered_by, asked.answered_at = by, clock.now()
    asked.save(update_fields=["answered_by", "answered_at"])
    record("reading_again.dropped", target=asked, by=by, person_id=asked.person_id)
    return asked


def _locked(asked: ReadingAgain, rows: object) -> ReadingAgain:
    """Locked first, then looked at: of two who answer at once the second finds it answered."""
    found: ReadingAgain = ReadingAgain.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if found.answered_at is not None:
        raise WrongState(_("This was answered already."))
    return rows.get(pk=found.pk)  # type: ignore[attr-defined, no-any-return]


def _midnight(day: date, person: SupportedPerson) -> datetime:
    zone = person.program.time_zone
    return to_instant(comes_back_at(datetime.combine(day, time()), zone), zone)

"""The phone plan: whom to call when nobody can be reached, or nothing can be stored."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.safety import phone_file
from peersupport.safety.models import PhoneLine

from .scope import dialled, house_locked, require_office, words_per_language

MOST = 8


@transaction.atomic
def add_phone_line(*, number: str, words: dict[str, str], by: User) -> PhoneLine:
    """At the end of the plan. Raises NotAllowed for all but the office, DomainError at its field."""
    require_office(by)
    house_locked(by)
    lines = list(PhoneLine.objects.in_force(by.agency_id))
    if len(lines) >= MOST:
        raise DomainError(_("Eight numbers are enough. Take one off first."), field="number")
    number = dialled(number, required=True)
    sign_history(by=by)
    made = PhoneLine.objects.create(
        agency_id=by.agency_id,
        place=max((one.place for one in lines), default=0) + 1,
        number=number,
        words=words_per_language(words, name="words", most=120, languages=by.agency.languages),
        made_by=by,
    )
    record("phone_line.added", target=made, by=by)
    _write_down_after_commit()
    return made


@transaction.atomic
def end_phone_line(*, phone_line: PhoneLine, by: User) -> PhoneLine:
    require_office(by)
    house_locked(by)
    found = _standing(phone_line, by)
    sign_history(by=by)
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    record("phone_line.ended", target=found, by=by, fields=["ended_at"])
    _write_down_after_commit()
    return found


@transaction.atomic
def move_phone_line_up(*, phone_line: PhoneLine, by: User) -> PhoneLine:
    """It is called before the one above it. The first stays where it is."""
    require_office(by)
    house_locked(by)
    found = _standing(phone_line, by)
    lines = list(PhoneLine.objects.in_force(by.agency_id))
    at = [one.pk for one in lines].index(found.pk)
    if at == 0:
        return found
    above = lines[at - 1]
    sign_history(by=by)
    above.place, found.place = found.place, above.place
    for one in (above, found):
        one.save(update_fields=["place"])
    record("phone_line.moved", target=found, by=by, fields=["place"])
    _write_down_after_commit()
    return found


def _standing(phone_line: PhoneLine, by: User) -> PhoneLine:
    found: PhoneLine = PhoneLine.objects.get(pk=phone_line.pk, agency_id=by.agency_id)
    if found.ended_at is not None:
        raise WrongState(_("This line has been taken off already."))
    return found


def _write_down_after_commit() -> None:
    transaction.on_commit(phone_file.write_down, robust=True)

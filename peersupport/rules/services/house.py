"""The house's own words for the language mirror, and what it promises its peers."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.names import name_key
from peersupport.rules.models import HousePromise, LanguageEntry


@transaction.atomic
def set_language_entry(
    *, language: str, term: str, change: str, suggestion: str = "", why: str = "", by: User
) -> LanguageEntry:
    """Say what the mirror does about a word in this house. An entry about the same word makes way for it.

    change: LanguageEntry.Change; what is added needs a `why`. Raises NotAllowed for all but the office, DomainError.
    """
    require_office(by)
    change = LanguageEntry.Change(change)
    key = name_key(term)
    if not key.strip():
        raise DomainError(_("Please write the word."), field="term")
    if change == LanguageEntry.Change.ADD and not why:
        raise DomainError(_("Please say why, in one sentence: it is shown to whoever writes."), field="why")
    sign_history(by=by)
    before = LanguageEntry.objects.in_force(by.agency_id).select_for_update()
    before.filter(language=language, term_key=key).update(ended_at=clock.now())
    entry = LanguageEntry.objects.create(
        agency_id=by.agency_id,
        language=language,
        term=term,
        term_key=key,
        change=change,
        suggestion=suggestion,
        why=why,
    )
    record("language_entry.set", target=entry, by=by)
    return entry


@transaction.atomic
def end_language_entry(*, entry: LanguageEntry, by: User) -> None:
    """From now on the mirror speaks about this word as it does everywhere. Raises LanguageEntry.DoesNotExist."""
    require_office(by)
    entry = LanguageEntry.objects.in_force(by.agency_id).select_for_update().get(pk=entry.pk)
    sign_history(by=by)
    entry.ended_at = clock.now()
    entry.save(update_fields=["ended_at"])
    record("language_entry.ended", target=entry, by=by)


@transaction.atomic
def set_house_promise(*, answer_days: int, room_text_months: int, by: User) -> HousePromise:
    """Set the days and months. Raises NotAllowed for all but the office, DomainError beyond what a house can keep."""
    require_office(by)
    if not 1 <= answer_days <= 60:
        raise DomainError(_("Choose between 1 and 60 days."), field="answer_days")
    if not 1 <= room_text_months <= 24:
        raise DomainError(_("Choose between 1 and 24 months."), field="room_text_months")
    promise = _locked_promise(by)
    promise.answer_days, promise.room_text_months = answer_days, room_text_months
    promise.save(update_fields=["answer_days", "room_text_months"])
    record("house_promise.set", target=promise, by=by, fields=["answer_days", "room_text_months"])
    return promise


@transaction.atomic
def accept_signals(*, by: User) -> HousePromise:
    """Put in writing, for good, that no drift signal is a ground for discipline. Raises NotAllowed, WrongState."""
    require_office(by)
    promise = _locked_promise(by)
    if promise.signals_accepted_at is not None:
        raise WrongState(_("Your house has put this in writing already."))
    promise.signals_accepted_at, promise.signals_accepted_by = clock.now(), by
    promise.save(update_fields=["signals_accepted_at", "signals_accepted_by"])
    record("house_promise.signals_accepted", target=promise, by=by, fields=["signals_accepted_at"])
    return promise


def _locked_promise(by: User) -> HousePromise:
    sign_history(by=by)
    HousePromise.objects.bulk_create([HousePromise(agency_id=by.agency_id)], ignore_conflicts=True)
    promise: HousePromise = HousePromise.objects.select_for_update(of=("self",)).get(agency=by.agency_id)
    return promise


def require_office(by: User) -> None:
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))

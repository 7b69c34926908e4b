"""The house's own words for the language mirror, what it promises its peers, and what a peer does here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.names import name_key
from peersupport.core.text import EMPTY, clean_line
from peersupport.rules.models import HousePromise, LanguageEntry, RoleText, RoleVersion
from peersupport.rules.role import PARTS as ROLE_PARTS
from peersupport.rules.role import role_words

ROLE_LINES_AT_MOST = 15


@transaction.atomic
def set_language_entry(
    *, language: str, term: str, change: str, suggestion: str = "", why: str = "", by: User
) -> LanguageEntry:
    """Say what the mirror does about a word in this house. An entry about the same word makes way for it.

    change: LanguageEntry.Change; what is added needs a `why`. Raises NotAllowed for all but the office, DomainError.
    """
    _require_office(by)
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
    _require_office(by)
    entry = LanguageEntry.objects.in_force(by.agency_id).select_for_update().get(pk=entry.pk)
    sign_history(by=by)
    entry.ended_at = clock.now()
    entry.save(update_fields=["ended_at"])
    record("language_entry.ended", target=entry, by=by)


@transaction.atomic
def set_house_promise(*, answer_days: int, room_text_months: int, by: User) -> HousePromise:
    """Set the days and months. Raises NotAllowed for all but the office, DomainError beyond what a house can keep."""
    _require_office(by)
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
    _require_office(by)
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


def _require_office(by: User) -> None:
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))


@transaction.atomic
def start_role_agreement(*, by: User) -> RoleVersion:
    """A draft with the words that hold today, in each language of the house. Raises NotAllowed, WrongState."""
    _require_office(by)
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    if RoleVersion.objects.draft(agency.pk).exists():
        raise WrongState(_("A new version is being written already."))
    newest = RoleVersion.objects.published(agency.pk).first()
    version = RoleVersion.objects.create(
        agency=agency, number=newest.number + 1 if newest else 1, written_by=by
    )
    for language in agency.languages:
        words = role_words(agency, language)
        lines = {part: list(getattr(words, part)) for part in ROLE_PARTS}
        RoleText.objects.create(agency=agency, version=version, language=language, **lines)
    record("role_agreement.started", target=version, by=by)
    return version


@transaction.atomic
def write_role_agreement(
    *, version: RoleVersion, language: str, does: str, does_not: str, gives: str, by: User
) -> RoleText:
    """Change the draft in one language; each part one sentence a line. Raises DomainError, RoleVersion.DoesNotExist."""
    version = _locked_draft(version, by=by)
    text: RoleText = RoleText.objects.select_for_update(of=("self",), no_key=True).get(
        version=version, language=language
    )
    for part, said in zip(ROLE_PARTS, (does, does_not, gives), strict=True):
        setattr(text, part, _role_lines(said, field=part))
    text.save(update_fields=list(ROLE_PARTS))
    record("role_agreement.written", target=version, by=by, fields=ROLE_PARTS)
    return text


@transaction.atomic
def publish_role_agreement(*, version: RoleVersion, by: User) -> RoleVersion:
    """It holds from now on, its words never change again, and everybody is asked anew. Raises DoesNotExist."""
    version = _locked_draft(version, by=by)
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=["published_at", "published_by"])
    record("role_agreement.published", target=version, by=by)
    return version


@transaction.atomic
def drop_role_agreement(*, version: RoleVersion, by: User) -> None:
    """Away with the draft; what holds goes on. Raises RoleVersion.DoesNotExist."""
    version = _locked_draft(version, by=by)
    record("role_agreement.dropped", target=version, by=by)
    version.texts.all().delete()
    version.delete()


def _locked_draft(version: RoleVersion, *, by: User) -> RoleVersion:
    _require_office(by)
    drafts = RoleVersion.objects.draft(by.agency_id).select_for_update(of=("self",))
    found: RoleVersion = drafts.get(pk=version.pk)
    return found


def _role_lines(said: str, *, field: str) -> list[str]:
    """One sentence a line, without empty ones."""
    try:
        lines = [clean_line(line) for line in said.splitlines()]
    except ValidationError as error:
        raise DomainError(error.messages[0], field=field) from error
    lines = [line.removeprefix("- ") for line in lines if line]
    if not lines:
        raise DomainError(EMPTY, field=field)
    if len(lines) > ROLE_LINES_AT_MOST:
        raise DomainError(_("Please keep it to 15 lines: people read all of it."), field=field)
    return lines

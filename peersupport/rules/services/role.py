"""What a peer does here: written by the house, frozen once it holds."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.text import EMPTY, clean_line
from peersupport.rules.models import RoleText, RoleVersion
from peersupport.rules.role import PARTS as ROLE_PARTS
from peersupport.rules.role import role_words

from .house import require_office

ROLE_LINES_AT_MOST = 15


@transaction.atomic
def start_role_agreement(*, by: User) -> RoleVersion:
    """A draft with the words that hold today, in each language of the house. Raises NotAllowed, WrongState."""
    require_office(by)
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    if RoleVersion.objects.draft(agency.pk).exists():
        raise WrongState(_("A new version is being written already."))
    RoleText.objects.filter(version__in=RoleVersion.objects.dropped(agency.pk)).delete()
    RoleVersion.objects.dropped(agency.pk).delete()
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
    """Change the draft in one language of the house, also one that it added meanwhile; each part one sentence a line.

    Raises DomainError, RoleVersion.DoesNotExist, RoleText.DoesNotExist for a language the house doesn't write in.
    """
    version = _locked_draft(version, by=by)
    text: RoleText | None = RoleText.objects.filter(version=version, language=language).first()
    if text is None:
        if language not in by.agency.languages:
            raise RoleText.DoesNotExist
        text = RoleText(agency_id=by.agency_id, version=version, language=language)
    for part, said in zip(ROLE_PARTS, (does, does_not, gives), strict=True):
        setattr(text, part, _role_lines(said, field=part))
    text.save()
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
    """Away with the draft; what holds goes on. Until the next one begins it can be brought back.

    Raises RoleVersion.DoesNotExist.
    """
    version = _locked_draft(version, by=by)
    version.dropped_at = clock.now()
    version.save(update_fields=["dropped_at"])
    record("role_agreement.dropped", target=version, by=by)


@transaction.atomic
def bring_back_role_agreement(*, version: RoleVersion, by: User) -> RoleVersion:
    """The draft that was thrown away goes on. Twice is once. Raises RoleVersion.DoesNotExist."""
    require_office(by)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    back: RoleVersion = RoleVersion.objects.filter(agency=by.agency_id, published_at=None).get(pk=version.pk)
    if back.dropped_at is not None:
        back.dropped_at = None
        back.save(update_fields=["dropped_at"])
        record("role_agreement.brought_back", target=back, by=by)
    return back


def _locked_draft(version: RoleVersion, *, by: User) -> RoleVersion:
    require_office(by)
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

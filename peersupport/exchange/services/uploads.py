"""A file arrives: looked at, refused where it can't or mustn't come in, and kept sealed in pieces for a day."""

from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.exchange import columns, tables
from peersupport.exchange.models import ImportChunk, ImportProgress, ImportRun, RememberedColumns

from .fingerprints import fingerprint

OVER = {ImportRun.State.DONE, ImportRun.State.FAILED}


@transaction.atomic
def start_import(*, kind: str, data: bytes, by: User) -> ImportRun:
    """Keep the file and guess its columns. The same file again, while it is on its way, is the same import.

    Raises NotAllowed, and DomainError with the field "file" for what is no table, holds no rows, or tells more
    about people than may come in: none of it is stored then.
    """
    if not by.may(Permission.BRING_IN):
        raise NotAllowed(_("This is not yours to do here."))
    tables.refuse_other_kinds(data)
    header = tables.header_of(tables.texts(data))
    _refuse_columns(header.names, kind)
    if next(tables.rows(tables.texts(data), header), None) is None:
        raise DomainError(
            _("There is only a first line with names of columns here, and no row below it."), field="file"
        )
    file_key = fingerprint(by.agency_id, sha256(data).hexdigest(), purpose="file")
    same = ImportRun.objects.brought_to(by).filter(kind=kind, file_key=file_key).exclude(state__in=OVER)
    earlier: ImportRun | None = same.first()
    if earlier is not None:
        return earlier
    return _stored(kind, data, header, file_key, by=by)


def _stored(kind: str, data: bytes, header: tables.Header, file_key: str, *, by: User) -> ImportRun:
    header_key = fingerprint(kind, *(columns.plain(name) for name in header.names), purpose="header")
    known = RememberedColumns.objects.filter(agency_id=by.agency_id, kind=kind, header_key=header_key).first()
    run = ImportRun.objects.create(
        agency_id=by.agency_id,
        kind=kind,
        started_by=by,
        file_key=file_key,
        header="\n".join(name.replace("\n", " ") for name in header.names),
        header_key=header_key,
        delimiter=header.delimiter,
        lines=1 + sum(text.count("\n") for text in tables.texts(data)),
        columns=known.columns if known else columns.guessed(header.names, kind),
        expires_at=clock.now() + timedelta(hours=ImportRun.HOURS),
    )
    for number, text in enumerate(tables.texts(data)):
        if text:
            ImportChunk.objects.create(
                agency_id=by.agency_id, run=run, part=ImportChunk.Part.FILE, number=number, text=text
            )
    ImportProgress.objects.create(agency_id=by.agency_id, run=run)
    record("import.uploaded", target=run, by=by)
    return run


def _refuse_columns(names: list[str], kind: str) -> None:
    words, never = columns.refused(names, kind)
    if words:
        raise DomainError(
            _(
                "Please take these columns out and bring the file again: %(names)s. They hold what somebody wrote "
                "about people. Such words come in only with the yes of the person they are about, one person at a "
                "time, after you two have talked. Nothing of this file was kept."
            )
            % {"names": _named(words)},
            field="file",
        )
    if never:
        raise DomainError(
            _(
                "Please take these columns out and bring the file again: %(names)s. This house keeps the name people "
                "chose and a way to reach them, and nothing else from papers. Nothing of this file was kept."
            )
            % {"names": _named(never)},
            field="file",
        )


def _named(names: list[str]) -> str:
    shown = ", ".join(f"“{tables.shortened(name)}”" for name in names[:8])
    return shown + (" …" if len(names) > 8 else "")

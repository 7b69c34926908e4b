"""Undo of "this and all later ones": every meeting back to its day, hour and series, as long as nobody touched it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import WrongState
from sessions_app.models import Attendance, SessionDraft, SessionSeries, SupportSession

from .scope import lock_series
from .series import lock_and_fill_in, put_on

State = SupportSession.State
UNDO_WITHIN = timedelta(hours=1)
OF_MEETING = (
    "series_id", "occurrence", "program_id", "time_zone", "local_start", "starts_at", "minutes", "way", "place",
    "state", "closed_at",
)  # fmt: skip
OF_SERIES = ("ends_on", "ended_at")


@contextmanager
def remembered(old: SessionSeries, new: SessionSeries, *, since: date) -> Iterator[None]:
    """What a change does to the old series and its meetings, before and after, kept with the new one. Not saved."""
    series = _as_it_is(old, OF_SERIES)
    later = old.sessions.filter(occurrence__gte=since)
    before = {session.pk: _as_it_is(session, OF_MEETING) for session in later}
    yield
    moved = {
        str(session.pk): [before[session.pk], _as_it_is(session, OF_MEETING)]
        for session in new.sessions.all()
    }
    told = [series, _as_it_is(old, OF_SERIES)]
    new.took_over = {
        "from": str(old.pk),
        "series": told,
        "itself": _as_it_is(new, OF_SERIES),
        "meetings": moved,
    }
    new.save(update_fields=["took_over"])


def _as_it_is(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    """As JSON keeps it, to the microsecond."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _put_back(row: Any, kept: dict[str, Any]) -> None:
    for name, value in kept.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))


@transaction.atomic
def undo_change_of_series(*, series: SessionSeries, by: User) -> SessionSeries:
    """The series as it was before, for an hour. What was moved, skipped or written down since stays as it is.

    Raises SessionSeries.DoesNotExist for anybody else's, Pairing.DoesNotExist after a goodbye, NotAllowed during a
    break, WrongState when it is too late or one of the two series has been changed or ended since.
    """
    lock_and_fill_in(series, by=by)
    new = lock_series(series_id=series.pk, by=by)
    told = new.took_over
    if told is None or new.created_at < clock.now() - UNDO_WITHIN:
        raise WrongState(_("That was a while ago. You can change these meetings anew."))
    old = lock_series(series_id=uuid.UUID(told["from"]), by=by)
    before, after = told["series"]
    if (_as_it_is(old, OF_SERIES), _as_it_is(new, OF_SERIES)) != (after, told["itself"]):
        raise WrongState(_("These meetings have moved on since. You can change them anew."))
    sessions = SupportSession.objects.filter(series=new).order_by("occurrence")
    for session in sessions.select_for_update(of=("self",), no_key=True):
        _undo_one(session, new, told["meetings"].get(str(session.pk)))
    _put_back(old, before)
    old.save(update_fields=list(OF_SERIES))
    record(
        "series.change_undone", target=old, by=by, person_id=old.person_id, fields=["local_start", "minutes"]
    )
    new.delete()
    return old


def _undo_one(session: SupportSession, new: SessionSeries, told: list[dict[str, Any]] | None) -> None:
    if told is None:
        _take_away(session, new)
        return
    before, after = told
    is_untouched = _as_it_is(session, OF_MEETING) == after
    _put_back(
        session, before if is_untouched else {name: before[name] for name in ("series_id", "occurrence")}
    )
    session.save()
    session.attendances.update(starts_at=session.starts_at)


def _take_away(session: SupportSession, new: SessionSeries) -> None:
    """One that the change made. Somebody who did something with it since keeps it, as a meeting of its own."""
    usual = SupportSession()
    put_on(usual, new, session.occurrence)  # type: ignore[arg-type]
    names = ("local_start", "minutes", "way", "place")
    is_usual = session.state == State.PLANNED and _as_it_is(session, names) == _as_it_is(usual, names)
    if is_usual and not SessionDraft.objects.filter(session_key=session.pk).exists():
        Attendance.objects.filter(session=session).delete()
        session.delete()
    else:
        session.series = session.occurrence = None
        session.save(update_fields=["series", "occurrence"])


@transaction.atomic
def forget_changes_of_series() -> None:
    """What can't be undone any more need not be kept."""
    late = SessionSeries.objects.filter(took_over__isnull=False, created_at__lt=clock.now() - UNDO_WITHIN)
    late.update(took_over=None)

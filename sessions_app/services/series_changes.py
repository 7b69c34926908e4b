"""What becomes of a series: this and all later ones differently, ended, and the ending undone."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.people.models import Pairing
from sessions_app import local_time
from sessions_app.models import Group, SessionSeries, SupportSession

from .planning import move_to
from .scope import lock_own_session, lock_series
from .series import lock_and_fill_in, make_ahead, put_on, require_plannable, series_under_key
from .series_undo import UNDO_WITHIN, remembered

State = SupportSession.State


@transaction.atomic
def change_series(
    *,
    key: uuid.UUID,
    session: SupportSession,
    local_start: datetime,
    minutes: int,
    way: str = "",
    place: str = "",
    ends_on: date | None = None,
    by: User,
) -> SessionSeries:
    """ "This and all later ones": the old series ends the day before, a new one under `key` goes on from here.

    Meetings that stand already move along; one that was skipped or written down keeps its place in the row and is
    not made again. The same key again returns the new series. Raises SupportSession.DoesNotExist out of scope,
    NotAllowed during a break, WrongState when it is not planned any more, DomainError for what can't be planned.
    """
    old = _series_of(session, by=by)
    told = {"minutes": minutes, "way": way, "place": place, "ends_on": ends_on}
    new = _next_of(old, id=key, local_start=local_time.stored(local_start), **told)
    level = lock_and_fill_in(new, by=by)
    if earlier := series_under_key(key=key, by=by):
        return earlier
    old = lock_series(series_id=old.pk, by=by)
    session = lock_own_session(session_id=session.pk, by=by)
    since = session.occurrence
    if session.state != State.PLANNED or session.series_id != old.pk or since is None or old.ended_at:
        raise WrongState(_("This meeting has moved on since you opened the page."))
    require_plannable(new)
    new.save(force_insert=True)
    with remembered(old, new, since=since):
        _move_over(old, new, since=since)
    make_ahead(new, level=level)
    record("series.changed", target=new, by=by, person_id=new.person_id, fields=["local_start", "minutes"])
    return new


def _next_of(old: SessionSeries, **told: Any) -> SessionSeries:
    """The same rhythm with the same people, as told."""
    return SessionSeries(
        agency_id=old.agency_id, person_id=old.person_id, group_id=old.group_id, every=old.every, **told
    )


def _series_of(session: SupportSession, *, by: User) -> SessionSeries:
    found = SupportSession.objects.written_by(by).select_related("series").get(pk=session.pk)
    if found.series is None:
        raise WrongState(_("This meeting comes only once."))
    series: SessionSeries = found.series
    return series


def _move_over(old: SessionSeries, new: SessionSeries, *, since: date) -> None:
    """Everything from `since` on belongs to the new series, each at its own turn."""
    first = local_time.from_stored(new.local_start).date()
    later = SupportSession.objects.filter(series=old, occurrence__gte=since)
    for session in later.select_for_update(of=("self",), no_key=True).order_by("occurrence"):
        day = first + (session.occurrence - since)
        if session.state == State.PLANNED:
            put_on(session, new, day)
            if new.ends_on is not None and day > new.ends_on:
                move_to(session, State.CANCELLED)
            session.attendances.update(starts_at=session.starts_at)
        session.series, session.occurrence = new, day
        session.save()
        new.made_through = day
    old.ends_on = since - timedelta(days=1)
    if not SupportSession.objects.filter(series=old, state=State.PLANNED).exists():
        old.ended_at = clock.now()
    old.save(update_fields=["ends_on", "ended_at"])


@transaction.atomic
def end_series(*, series: SessionSeries, by: User) -> SessionSeries:
    """No more of these: what was still to come is called off in the same moment, what has been stays.

    Also during a break. Done twice it stays done. Raises SessionSeries.DoesNotExist for anybody else's.
    """
    _lock_whom(series)
    series = lock_series(series_id=series.pk, by=by)
    if series.ended_at is not None:
        return series
    series.ended_at = clock.now()
    series.save(update_fields=["ended_at"])
    coming = SupportSession.objects.filter(series=series, state=State.PLANNED, starts_at__gt=series.ended_at)
    coming.update(state=State.CANCELLED, closed_at=series.ended_at)
    record("series.ended", target=series, by=by, person_id=series.person_id, fields=["ended_at"])
    return series


def _lock_whom(series: SessionSeries) -> None:
    """The order of locks of the house, whatever state the two are in: calling off is always allowed."""
    if series.person_id is not None:
        two = Pairing.objects.filter(peer=series.peer_id, person=series.person_id)
        two.select_for_update(of=("self",), no_key=True).first()
    else:
        Group.objects.select_for_update(of=("self",), no_key=True).get(pk=series.group_id)


@transaction.atomic
def resume_series(*, series: SessionSeries, by: User) -> SessionSeries:
    """Undo of an ending, for an hour: exactly what it called off is planned again.

    Raises Pairing.DoesNotExist after a goodbye, NotAllowed during a break, WrongState when it is too late.
    """
    lock_and_fill_in(series, by=by)
    series = lock_series(series_id=series.pk, by=by)
    ended_at = series.ended_at
    if ended_at is None:
        return series
    if ended_at < clock.now() - UNDO_WITHIN:
        raise WrongState(_("That was a while ago. You can plan these meetings anew."))
    series.ended_at = None
    series.save(update_fields=["ended_at"])
    called_off = SupportSession.objects.filter(series=series, state=State.CANCELLED, closed_at=ended_at)
    called_off.update(state=State.PLANNED, closed_at=None)
    record("series.resumed", target=series, by=by, person_id=series.person_id, fields=["ended_at"])
    return series

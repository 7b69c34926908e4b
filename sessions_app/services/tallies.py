"""Level none: that people came or called, as a number a day. No person and no hour is kept."""

import uuid
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from sessions_app import local_time
from sessions_app.gathering_entry import MOST_PEOPLE
from sessions_app.models import Attendance, Kind, SessionDraft, SupportSession, Tally, Way

from .gatherings import peer_of
from .scope import lock_own_session

PLANS_FORGOTTEN_AFTER = timedelta(days=30)
BACK_AT_MOST = timedelta(days=31)
AT_ONCE = 200


@transaction.atomic
def count_people(
    *,
    key: uuid.UUID,
    program: Program,
    minutes: int,
    people: int = 1,
    day: date | None = None,
    way: str = "",
    kinds: tuple[str, ...] = (),
    plan: SupportSession | None = None,
    by: User,
) -> Tally:
    """Somebody came or called. The same key again counts once. A plan that this was goes, and its name with it.

    Raises Group.DoesNotExist for whoever is no peer, SupportSession.DoesNotExist for a plan that is not theirs,
    WrongState for a program that keeps names or a key that stands for something else, DomainError for odd numbers.
    """
    peer, day = peer_of(by), day or program.today()
    told = {"people": people, "minutes": minutes, "way": way, "kinds": sorted(set(kinds)), "day": day}
    earlier: Tally | None = Tally.objects.written_by(by).filter(pk=key).first()
    if earlier is not None:
        return _same_or_refuse(earlier, program, told)
    if program.agency_id != by.agency_id or program.level != Program.Level.NONE:
        raise WrongState(_("In this program meetings are written down."))
    start_of_day = datetime.combine(day, time(), ZoneInfo(program.time_zone))
    tally = Tally(id=key, agency_id=by.agency_id, program=program, peer=peer, created_at=start_of_day, **told)
    _require_sense(tally)
    try:
        tally.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState(_("This was saved a moment ago in another window.")) from error
    record("tally.counted", target=tally, by=by, at=start_of_day)
    if plan is not None:
        _forget([lock_own_session(session_id=plan.pk, by=by)], by)
    return tally


def _same_or_refuse(earlier: Tally, program: Program, told: dict[str, object]) -> Tally:
    if (program.pk, told) != (earlier.program_id, {name: getattr(earlier, name) for name in told}):
        raise WrongState(
            _(
                "This was counted a moment ago, with other answers, and that stands. "
                "If it is somebody else, save again."
            )
        )
    return earlier


def _require_sense(tally: Tally) -> None:
    if not 1 <= tally.people <= MOST_PEOPLE:
        raise DomainError(_("Please check the number."), field="people")
    local_time.require_length(tally.minutes)
    if not tally.program.today() - BACK_AT_MOST <= tally.day <= tally.program.today():
        raise DomainError(_("Please choose a day of the last month."), field="day")
    if tally.way not in ("", *Way.values):
        raise DomainError(_("Please choose one of the answers shown."), field="way")
    if not set(tally.kinds) <= set(Kind.values):
        raise DomainError(_("Please choose among the four kinds."), field="kinds")


@transaction.atomic
def take_back_tally(*, tally: Tally, by: User) -> None:
    """Undo: it was not so. Only one's own, and only as far back as one can count. Raises Tally.DoesNotExist
    for another's, WrongState for an older day.
    """
    tally = (
        Tally.objects.written_by(by)
        .select_for_update(of=("self",))
        .select_related("program")
        .get(pk=tally.pk)
    )
    if tally.day < tally.program.today() - BACK_AT_MOST:
        raise WrongState(_("This is too long ago to be taken back."))
    start_of_day = datetime.combine(tally.day, time(), ZoneInfo(tally.program.time_zone))
    record("tally.taken_back", target=tally, by=by, at=start_of_day)
    tally.delete()


@transaction.atomic
def forget_old_plans() -> int:
    """Planned meetings of programs that keep no names, thirty days after their day. Safe to run any number of times."""
    before = clock.now() - PLANS_FORGOTTEN_AFTER
    old = SupportSession.objects.without_names_by_now(before).select_for_update(
        of=("self",), skip_locked=True
    )
    gone = list(old.order_by("starts_at")[:AT_ONCE])
    _forget(gone, None)
    return len(gone)


def _forget(sessions: list[SupportSession], by: User | None) -> None:
    """Nothing of them stays: neither the row nor who it was with, nor a draft."""
    for session in sessions:
        if session.state == SupportSession.State.COMPLETED:
            raise WrongState(_("This meeting is written down already."))
        record("session.forgotten", target=session, by=by)
    keys = [session.pk for session in sessions]
    SessionDraft.objects.filter(session_key__in=keys).delete()
    Attendance.objects.filter(session__in=keys).delete()
    SupportSession.objects.filter(pk__in=keys).delete()

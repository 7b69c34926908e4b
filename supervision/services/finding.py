"""What the detector says about the weeks that are over becomes a signal, first of all to the peer it is about."""

import uuid
from datetime import date, timedelta

from django.db import transaction

from peersupport.accounts.models import Agency
from peersupport.audit.services import record
from peersupport.people.models import PeerSpecialist
from peersupport.rules.models import HousePromise
from supervision.drift import DIRECTIONS, Alarm, Counts, Found, Movement, find_drift
from supervision.models import (
    CommonMovement,
    CountedUntil,
    DriftSignal,
    Signal,
    WeeklyCount,
    WithoutSharing,
)
from supervision.signal_querysets import accepted_in
from supervision.weeks import monday_of

NEWS = timedelta(
    weeks=8
)  # what could be said longer ago is no news, and a second word about it within them none either


@transaction.atomic
def find_signals(*, agency_id: uuid.UUID) -> int:
    """Look at the weeks that are over, keep what is new, delete what was kept long enough; how many are new.

    Nothing at all in a house that has not put in writing that no signal is a ground for discipline. Safe to call any
    number of times.
    """
    agency = Agency.objects.get(pk=agency_id)
    # As counting does: a peer who switches a signal off waits for either, and finds nothing of it left.
    CountedUntil.objects.select_for_update(of=("self",), no_key=True).filter(agency=agency).first()
    this_week = monday_of(agency.today())
    old = DriftSignal.objects.filter(agency=agency)
    old.filter(week__lte=this_week - DriftSignal.KEPT).delete()
    old.exclude(peer__in=PeerSpecialist.objects.at_work_in(agency)).delete()
    if not accepted_in(agency.pk).exists():
        return 0
    rows = WeeklyCount.objects.filter(agency=agency).before(this_week)
    columns = rows.order_by("week").values_list("peer", "week", "signal", "numerator", "denominator")
    counts = Counts.from_rows((str(peer), *rest) for peer, *rest in columns.iterator())
    return keep_found(agency=agency, found=find_drift(counts))


@transaction.atomic
def keep_found(*, agency: Agency, found: Found) -> int:
    """Keep what a detector found as signals and common movements, but nothing twice; how many are new."""
    oldest = monday_of(agency.today()) - NEWS
    promise = HousePromise.objects.of(agency.pk)
    answer_by = agency.today() + timedelta(days=promise.answer_days)
    known = set(Signal.values)
    alarms = [one for one in found.alarms if one.week >= oldest and one.signal in known]
    movements = [one for one in found.common if one.week >= oldest and one.signal in known and _matters(one)]
    return sum(_keep_alarm(agency, one) for one in alarms) + sum(
        _keep_movement(agency, one, answer_by) for one in movements
    )


def _matters(moved: Movement) -> bool:
    """A rise in what only a fall is news about, or a fall where a rise is, is said of all as little as of one."""
    return DIRECTIONS.get(moved.signal, moved.direction) == moved.direction


def _near(week: date) -> tuple[date, date]:
    return week - NEWS, week + NEWS


def _keep_alarm(agency: Agency, alarm: Alarm) -> bool:
    peer_id = uuid.UUID(alarm.peer)
    if alarm.signal == Signal.SHARING and WithoutSharing.objects.filter(peer=peer_id).exists():
        return False
    same = DriftSignal.objects.filter(peer=peer_id, signal=alarm.signal, direction=alarm.direction)
    if same.filter(week__range=_near(alarm.week)).exists():
        return False
    told = {
        "week": alarm.week,
        "direction": alarm.direction,
        "before": alarm.baseline,
        "after": alarm.observed,
    }
    signal, is_new = DriftSignal.objects.get_or_create(
        agency=agency, peer_id=peer_id, signal=alarm.signal, week=alarm.week, defaults=told
    )
    if is_new:
        record("signal.found", target=signal, by=None)
    return is_new


def _keep_movement(agency: Agency, moved: Movement, answer_by: date) -> bool:
    same = CommonMovement.objects.filter(agency=agency, signal=moved.signal, direction=moved.direction)
    if same.filter(week__range=_near(moved.week)).exists():
        return False
    told = {
        "direction": moved.direction,
        "before": moved.before,
        "after": moved.after,
        "answer_by": answer_by,
    }
    movement, is_new = CommonMovement.objects.get_or_create(
        agency=agency, signal=moved.signal, week=moved.week, defaults=told
    )
    if is_new:
        record("movement.found", target=movement, by=None)
    return is_new

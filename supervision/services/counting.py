"""Weekly counts are kept up with what happened, and found equal when they are counted from scratch.

A sweep, called by a task: it asks the audit trail what changed since the last one, and counts those weeks again.
"""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from peersupport.accounts.models import Agency
from peersupport.audit.models import AuditEvent
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.people.models import PeerSpecialist
from supervision.counting.querysets import EVERYTHING, Pair, recount, touched
from supervision.models import CountedUntil, Signal, WeeklyCount
from supervision.weeks import monday_of

# A row is stamped before its transaction is over: looking back a little finds what was under way.
UNDER_WAY = timedelta(hours=1)
WEEK = timedelta(weeks=1)


@transaction.atomic
def count_weeks(*, agency_id: uuid.UUID, anew: bool = False) -> int:
    """Count what changed since the last time, or everything; how many counts are other than before.

    Safe to call any number of times. Called by a task, and once by the demo.
    """
    agency = Agency.objects.get(pk=agency_id)
    now, last = clock.now(), monday_of(agency.today())
    first = monday_of(last - WeeklyCount.KEPT)
    until, is_new = CountedUntil.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        agency=agency, defaults={"at": now}
    )
    since = until.at - UNDER_WAY
    at_work = PeerSpecialist.objects.at_work_in(agency)
    if is_new or anew or _all_changed(agency, since):
        pairs = _weeks_of(at_work.values_list("pk", flat=True), first, last)
    else:
        here = set(at_work.values_list("pk", flat=True))
        pairs = [
            pair for pair in touched(agency=agency, since=since, first=first, last=last) if pair[0] in here
        ]
        counted = WeeklyCount.objects.filter(agency=agency).values_list("peer_id", flat=True)
        uncounted = here - set(counted.distinct())
        pairs += _weeks_of(uncounted, first, last)
    changed = recount(agency=agency, pairs=pairs, now=now)
    kept = WeeklyCount.objects.filter(agency=agency)
    changed += kept.filter(week__lt=first).delete()[0] + kept.exclude(peer__in=at_work).delete()[0]
    until.at = now
    until.save(update_fields=["at"])
    if changed:
        record("weeks.counted", target=until, by=None, fields=[f"rows:{changed}"])
    return changed


def _all_changed(agency: Agency, since: object) -> bool:
    events = AuditEvent.objects.filter(agency_id=agency.pk, at__gte=since, target_id=agency.pk)
    return events.filter(action__in=EVERYTHING).exists()


def _weeks_of(peers: Iterable[uuid.UUID], first: date, last: date) -> list[Pair]:
    weeks = [first + number * WEEK for number in range((last - first) // WEEK + 1)]
    return [(peer, week) for peer in peers for week in weeks]


def count_peer(peer: PeerSpecialist) -> None:
    """Count all weeks of one peer from scratch, in the caller's transaction."""
    last = monday_of(peer.agency.today())
    recount(
        agency=peer.agency,
        pairs=_weeks_of([peer.pk], monday_of(last - WeeklyCount.KEPT), last),
        now=clock.now(),
    )


@transaction.atomic
def bring_counts(*, peer: PeerSpecialist, signal: str, weeks: dict[date, tuple[int, int]]) -> None:
    """Take over weeks that a house counted before it kept its meetings here. No sweep counts them again.

    weeks: Monday → (some, of so many); one that is there already makes way.
    """
    signal = Signal(signal)
    WeeklyCount.objects.filter(peer=peer, signal=signal, week__in=weeks).delete()
    WeeklyCount.objects.bulk_create(
        [
            WeeklyCount(
                agency_id=peer.agency_id, peer=peer, signal=signal, week=week, numerator=some, denominator=of_all,
                brought=True,
            )
            for week, (some, of_all) in weeks.items()
        ]
    )  # fmt: skip
    record("weeks.brought", target=peer, by=None, fields=[f"rows:{len(weeks)}"])

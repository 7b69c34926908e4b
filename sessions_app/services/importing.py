"""Meetings of long ago, brought by the office from where they were counted before. Facts, and never a word."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app import local_time
from sessions_app.models import Attendance, Kind, SupportSession, Way

AT_ONCE = 1000
WAYS, KINDS = frozenset(["", *Way.values]), frozenset(Kind.values)


@dataclass(frozen=True)
class PastMeeting:
    """Two people met, as a row tells of it. The key is made by the caller, who wants to remember it."""

    id: uuid.UUID
    person_id: uuid.UUID
    peer_id: uuid.UUID
    program_id: uuid.UUID
    zone: str
    local_start: datetime
    fold: int
    minutes: int
    way: str = ""
    kinds: Sequence[str] = ()


def unsaved_meeting(*, met: PastMeeting, by: User) -> tuple[SupportSession, Attendance]:
    """Facts at the level of attendance. No first contact: those three are for the two of them, see decision 0006.

    Raises DomainError for a time that doesn't exist, is still to come, or is no length of a meeting.
    """
    starts_at = local_time.to_instant(met.local_start, met.zone, met.fold)
    if starts_at > clock.now():  # however long ago: that is what an import is for
        raise DomainError(_("That is still to come."), field="start_time")
    local_time.require_length(met.minutes)
    if met.way not in WAYS or not KINDS.issuperset(met.kinds):
        raise DomainError(_("Please choose one of the answers shown."))
    both = {"agency_id": by.agency_id, "peer_id": met.peer_id, "starts_at": starts_at}
    session = SupportSession(
        id=met.id,
        program_id=met.program_id,
        level=Program.Level.ATTENDANCE,
        state=SupportSession.State.COMPLETED,
        local_start=local_time.stored(met.local_start),
        time_zone=met.zone,
        minutes=met.minutes,
        way=met.way,
        kinds=sorted(set(met.kinds)),
        closed_at=clock.now(),
        imported=True,
        **both,
    )
    return session, Attendance(session=session, person_id=met.person_id, **both)


@transaction.atomic
def import_sessions(*, meetings: Iterable[PastMeeting], by: User) -> int:
    """All of them or none; how many. `meetings` is read a thousand at a time, so it may be long.

    Raises NotAllowed for anybody but the office, DoesNotExist for people and peers out of its reach.
    """
    if not by.may(Permission.BRING_IN):
        raise NotAllowed(_("This is not yours to do here."))
    done = 0
    for some in _batches(meetings):
        _require_within_reach(some, by=by)
        rows = [unsaved_meeting(met=met, by=by) for met in some]
        SupportSession.objects.bulk_create([session for session, _attendance in rows])
        Attendance.objects.bulk_create([attendance for _session, attendance in rows])
        done += len(some)
    record("session.imported", target=by.agency, by=by, fields=[f"rows:{done}"])
    return done


def _batches(meetings: Iterable[PastMeeting]) -> Iterator[list[PastMeeting]]:
    rest = iter(meetings)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _require_within_reach(some: list[PastMeeting], *, by: User) -> None:
    people, peers = {met.person_id for met in some}, {met.peer_id for met in some}
    reached = SupportedPerson.objects.reached_by(by).listed().filter(pk__in=people)
    if reached.count() != len(people):
        raise SupportedPerson.DoesNotExist
    if PeerSpecialist.objects.in_agency_of(by).filter(pk__in=peers).count() != len(peers):
        raise PeerSpecialist.DoesNotExist

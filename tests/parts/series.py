"""Meetings that come back, the end of the day, and what a note points at."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import SupportedPerson
from sessions_app import local_time
from sessions_app.entry import SessionEntry
from sessions_app.models import Attendance, Group, SessionSeries, SupportSession
from sessions_app.services import change_series, complete_session, start_series

TABLE = """
# --- meetings that come back: planned and changed by who they are with; the office and supervisors see each as one ----
sessions_app:series_detail              GET   200 author
sessions_app:series_end                 POST  go author
sessions_app:series_resume              POST  go author
sessions_app:series_undo                POST  go author
sessions_app:session_later              GET   200 author | 403 paired cover
sessions_app:session_later              POST  422 author | 403 paired cover
sessions_app:session_detail@series      GET   200 walking clinical senior grant
sessions_app:session_read@around        GET   200 author | go paired cover clinical senior grant
sessions_app:session_read@around        POST  200 author | 200/404 paired cover clinical senior grant
my_record:meeting_detail@around         GET   200 person
sessions_app:group_repeat               GET   200 author | 403 paired former offered other cover blocked
sessions_app:group_repeat               POST  422 author | 403 paired former offered other cover blocked

# --- the end of the day: one's own meetings ---------------------------------------------------------------------------
sessions_app:end_of_day                 GET   200 peers
sessions_app:end_of_day                 POST  go peers
"""
FORMS: dict[str, dict[str, Any]] = {"sessions_app:session_read@around": {"why": "documentation"}}
PLANTED = {"around": ["canary-connected-with"]}
CANARIES = {"around": "author person | paired cover clinical senior grant"}

PAGES = {
    "peer": [
        "sessions_app:end_of_day", "sessions_app:series_detail series", "sessions_app:session_later in_series",
        "sessions_app:session_detail in_series", "sessions_app:group_repeat repeated_group",
        "sessions_app:session_read around",
    ],
    "new peer": ["sessions_app:end_of_day"],
    "person": ["my_record:meeting_detail around"],
}  # fmt: skip
ELSEWHERE = {"sessions_app:series_end", "sessions_app:series_resume", "sessions_app:series_undo"}

COUNTED = [
    ("peer", "GET", "sessions_app:end_of_day", 8),
    ("peer", "GET", "sessions_app:series_detail", 8),
]

SERIES, SESSION = "sessions_app_sessionseries", "sessions_app_supportsession"
CHANGED = {
    "a_series_is_with_a_person_or_a_group": f"UPDATE {SERIES} SET person_id = NULL, group_id = NULL",
    "a_series_comes_every_one_or_two_weeks": f"UPDATE {SERIES} SET every = 3",
    "one_session_an_occurrence": f"UPDATE {SESSION} SET occurrence = '2026-01-01' WHERE series_id IS NOT NULL",
    "an_occurrence_belongs_to_a_series": f"UPDATE {SESSION} SET occurrence = '2026-01-01' WHERE series_id IS NULL",
}


def _wall(person: SupportedPerson, **ahead: float) -> datetime:
    zone = person.program.time_zone
    local = local_time.to_local(clock.now() + timedelta(**ahead), zone)
    return local.replace(second=0, microsecond=0, fold=0)


def _series(person: SupportedPerson, user: Any) -> SessionSeries:
    with acting_as(user.pk):
        return start_series(
            key=uuid.uuid4(), person=person, every=1, local_start=_wall(person, days=1), minutes=45,
            way="phone", by=user,
        )  # fmt: skip


def _changed(person: SupportedPerson, user: Any) -> SessionSeries:
    series = _series(person, user)
    second = SupportSession.objects.filter(series=series).order_by("occurrence")[1]
    with acting_as(user.pk):
        return change_series(
            key=uuid.uuid4(), session=second, local_start=_wall(person, days=9), minutes=30, by=user
        )


def _around(person: SupportedPerson, user: Any) -> SupportSession:
    """A meeting whose note speaks of somebody they connected with."""
    entry = SessionEntry(
        local_start=_wall(person, days=-3), minutes=30, kinds=("emotional",), text="We looked around.",
        read_together=True, tags=("rights",), connection="canary-connected-with", connection_state="planned",
    )  # fmt: skip
    with acting_as(user.pk):
        return complete_session(key=uuid.uuid4(), person=person, entry=entry, by=user)


def _group(person: SupportedPerson, user: Any) -> Group:
    return Group.objects.create(
        agency=person.agency, program=person.program, name="Walkers", lead=user.peer, started_by=user
    )


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, person = house.readers["author"], house.person
    series = {"pk": _series(person, author).pk}
    first = {"pk": SupportSession.objects.filter(series=series["pk"]).earliest("starts_at").pk}
    around = {"pk": _around(person, author).pk}
    return {
        "sessions_app:series_detail": series,
        "sessions_app:series_end": series,
        "sessions_app:series_resume": series,
        "sessions_app:series_undo": {"pk": _changed(person, author).pk},
        "sessions_app:session_later": first,
        "sessions_app:session_detail@series": first,
        "sessions_app:session_read@around": around,
        "my_record:meeting_detail@around": around,
        "sessions_app:group_repeat": {"pk": _group(person, author).pk},
        "sessions_app:end_of_day": {},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    person, user = SupportedPerson.objects.get(pk=world["person"]), world["users"]["peer"]
    series = _series(person, user)
    return {
        "series": series.pk,
        "in_series": SupportSession.objects.filter(series=series).earliest("starts_at").pk,
        "around": _around(person, user).pk,
        "repeated_group": _group(person, user).pk,
    }


def crowd(crowd: Any) -> None:
    """Something unwritten with each of them, and a series that is the longer the more they are."""
    person = crowd.people[0]
    series = _series(person, crowd.peer.user)
    for number, one in enumerate(crowd.people[:20]):
        _planned(crowd, one, clock.now() - timedelta(hours=3))
        _planned(crowd, person, clock.now() + timedelta(days=60 + number), series=series)
    crowd.arguments["sessions_app:series_detail"] = [series.pk]


def _planned(crowd: Any, person: SupportedPerson, at: datetime, *, series: Any = None) -> None:
    common = {"agency": crowd.agency, "peer": crowd.peer}
    session = SupportSession.objects.create(
        id=uuid.uuid4(), program=crowd.program, level="brief", state="planned", minutes=30, series=series,
        occurrence=at.date() if series else None, local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC",
        starts_at=at, **common,
    )  # fmt: skip
    Attendance.objects.create(session=session, person=person, starts_at=at, **common)


def scene(person: SupportedPerson, peer: Any) -> None:
    series = SessionSeries.objects.create(
        agency=person.agency, peer=peer, person=person, program=person.program, every=1, minutes=45,
        local_start="2026-01-01T10:00", time_zone="UTC",
    )  # fmt: skip
    for day in (1, 8):
        at = datetime(2026, 1, day, 10, tzinfo=clock.now().tzinfo)
        SupportSession.objects.create(
            agency=person.agency, peer=peer, program=person.program, level="brief", state="planned", minutes=45,
            local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, series=series, occurrence=at.date(),
        )  # fmt: skip

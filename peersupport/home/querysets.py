"""The statements behind the first pages of staff, called here and nowhere else; what they count stands in sql/.

They answer plain values: building a query of this size anew, and model instances for its rows, costs a page more than
the database does. All but what_waits() read as the acting principal.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from peersupport.core.principal import rows_for_principal


class PlannedRow(NamedTuple):
    session_id: uuid.UUID
    person_id: uuid.UUID | None
    name: str
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    group_id: uuid.UUID | None


class PairRow(NamedTuple):
    """walks: in force today, breaks included; otherwise a question that is open to the peer.

    talk: the kind of ConsentReminder that is due, of those who walk and don't take a break.
    """

    pairing_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    state: str
    walks: bool
    peer_said_yes: bool
    wished: bool
    rhythm: str
    since: datetime
    talk: str | None
    talk_since: datetime | None
    valid_until: datetime | None
    last_met: datetime | None


class PaperRow(NamedTuple):
    peer_id: uuid.UUID
    name: str
    this_week: int
    not_closed: int
    first_contacts: int


class MixRow(NamedTuple):
    """what: "meetings", or in how many of them a "kind" of support or a choice of the "agenda" was."""

    peer_id: uuid.UUID
    name: str
    what: str
    code: str
    meetings: int


class NewestRow(NamedTuple):
    session_id: uuid.UUID
    peer: str
    group_name: str | None
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str


class WaitingRow(NamedTuple):
    """what: "confirm" (by `day`), "offer" (open `since`) or "returned" (to be looked at by `day`)."""

    what: str
    person_id: uuid.UUID
    person: str
    colleague: str
    pairing_id: uuid.UUID
    since: datetime
    day: date
    wished: bool


class HouseRow(NamedTuple):
    """code: a kind of support, or "" for all meetings of the program."""

    program_id: uuid.UUID
    code: str
    meetings: int


# As MessageQuerySet.for_page(), ConcernQuerySet.open() and ReadingAgainQuerySet.waiting() have them; the last: talks
# after a worry that this reader raised or took.
WHAT_WAITS = """
SELECT
  EXISTS (SELECT FROM notifications_message m JOIN notifications_route r ON r.id = m.route_id
           WHERE r.user_id = %(user)s AND r.channel = 'inbox' AND m.agency_id = %(agency)s AND m.state = 'sent'
             AND (m.drop_at IS NULL OR m.drop_at > %(now)s) AND m.read_at IS NULL),
  EXISTS (SELECT FROM safety_concern c WHERE c.agency_id = %(agency)s AND c.state <> 'closed'),
  EXISTS (SELECT FROM safety_readingagain a WHERE a.agency_id = %(agency)s AND a.answered_at IS NULL
             AND a.created_at > %(asked_since)s),
  EXISTS (SELECT FROM safety_repairtalk t JOIN safety_concern c ON c.id = t.concern_id
           WHERE t.agency_id = %(agency)s AND t.held_at IS NULL
             AND %(user)s IN (c.raised_by_id, c.acknowledged_by_id))
"""


def what_waits(
    *, user_id: uuid.UUID, agency_id: uuid.UUID, now: datetime, asked_since: datetime
) -> tuple[bool, bool, bool, bool]:
    """Whether there is anything unread, an open worry, a question about a closed one, a talk of theirs to be had."""
    said: dict[str, Any] = {"user": user_id, "agency": agency_id, "now": now, "asked_since": asked_since}
    with connection.cursor() as cursor:
        cursor.execute(WHAT_WAITS, said)
        unread, is_open, is_asked, talks = cursor.fetchone()
    return unread, is_open, is_asked, talks


def my_planned(since: datetime, until: datetime) -> list[PlannedRow]:
    return [
        PlannedRow(*row) for row in rows_for_principal("SELECT * FROM my_planned(%s, %s)", [since, until])
    ]


def my_pairs(now: datetime) -> list[PairRow]:
    return [PairRow(*row) for row in rows_for_principal("SELECT * FROM my_pairs(%s)", [now])]


def supervised_papers(now: datetime, week: datetime, lately: datetime) -> list[PaperRow]:
    rows = rows_for_principal("SELECT * FROM supervised_papers(%s, %s, %s)", [now, week, lately])
    return [PaperRow(*row) for row in rows]


def supervised_mix(since: datetime, now: datetime) -> list[MixRow]:
    return [MixRow(*row) for row in rows_for_principal("SELECT * FROM supervised_mix(%s, %s)", [since, now])]


def supervised_newest(limit: int) -> list[NewestRow]:
    return [NewestRow(*row) for row in rows_for_principal("SELECT * FROM supervised_newest(%s)", [limit])]


def house_people() -> tuple[int, int, int]:
    """How many people, how many of them walk with somebody, and how many peers."""
    ((people, walking, peers),) = rows_for_principal("SELECT * FROM house_people()")
    return people, walking, peers


def house_waiting() -> list[WaitingRow]:
    return [WaitingRow(*row) for row in rows_for_principal("SELECT * FROM house_waiting()")]


def house_meetings(since: datetime, now: datetime) -> list[HouseRow]:
    return [
        HouseRow(*row) for row in rows_for_principal("SELECT * FROM house_meetings(%s, %s)", [since, now])
    ]


def house_people_met(
    since: datetime, now: datetime, *, cells: Sequence[tuple[list[uuid.UUID], str]], at_most: int
) -> list[int]:
    """Of each cell (programs, kind of support or ""): how many different people met, counted up to `at_most`."""
    if not cells:
        return []
    each = ", ".join(["house_people_met(%s, %s, %s::uuid[], %s, %s)"] * len(cells))
    values = [value for programs, code in cells for value in (since, now, programs, code, at_most)]
    (row,) = rows_for_principal("SELECT " + each, values)
    return list(row)

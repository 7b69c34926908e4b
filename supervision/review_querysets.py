"""Notes that lack something, for who looks after their author's work and for the author. Not a word of them is read."""

import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from peersupport.core import clock
from peersupport.core.principal import rows_for_principal
from sessions_app.querysets import Cursor

PAGE = 25
BACK = timedelta(days=90)
LATE = timedelta(days=7)  # until then a meeting that nobody wrote down is nobody's business but the peer's
FIRST_NOTES = 5
SCOPES = {
    "after": ("(x).clinical", "(x).hidden"),  # whose work the reader looks after; not those kept from them
    "own": ("(x).peers", "(x).blocked"),
}
# Which boxes are filled, never what stands in them. Each level asks for what it asks for, and for nothing else.
HELD = """
WITH given AS (SELECT %s::timestamptz AS now, %s::timestamptz AS since, %s::timestamptz AS late, %s::uuid AS only,
  %s::timestamptz AS at, %s::uuid AS pk),
me AS MATERIALIZED (SELECT {peers} AS peers, {hidden} AS hidden FROM (SELECT my_standing() AS x OFFSET 0) y),
first AS (SELECT f.id FROM me CROSS JOIN LATERAL unnest(me.peers) q (peer) CROSS JOIN LATERAL (
  SELECT n.id FROM sessions_app_sessionnote n WHERE n.peer_id = q.peer ORDER BY n.at, n.id LIMIT {first}) f),
asks AS MATERIALIZED (
  SELECT r.program_id, r.created_at, coalesce(r.ended_at, 'infinity') AS ended_at, k.each_note, k.prompts
  FROM rules_programrules r JOIN rules_supervisionpack k ON k.id = r.pack_id
  WHERE k.each_note OR k.prompts <> '{{}}'),
near AS (
  SELECT a.id, a.session_id, a.person_id, x.peer_id, x.starts_at, x.time_zone, x.minutes, x.level, x.program_id,
    x.group_id IS NOT NULL AS in_group, n.id AS note_id, n.final_at <= g.now AS is_final, ARRAY_REMOVE(ARRAY[
    CASE WHEN n.id IS NULL AND x.group_id IS NULL AND NOT x.first_contact AND NOT x.imported AND x.starts_at < g.late
      AND EXISTS (SELECT FROM consent_consentnow c WHERE c.person_id = a.person_id AND c.consent_id IS NOT NULL
        AND (c.valid_until IS NULL OR c.valid_until > g.now)) THEN 'not_written' END,
    CASE WHEN x.kinds = '{{}}' AND n.kinds = '{{}}' THEN 'kinds' END,
    CASE WHEN n.text IS NULL AND NOT n.rest_stays_between_us THEN 'text' END,
    CASE WHEN x.level = 'together' AND n.id IS NOT NULL AND (n.read_together IS NULL
      OR NOT n.read_together AND n.not_read_because IS NULL) THEN 'read_together' END,
    CASE WHEN x.level = 'billable' AND (n.next_step IS NULL OR n.next_step_whose = '') AND n.id IS NOT NULL
      THEN 'next_step' END,
    CASE WHEN x.level = 'billable' AND (x.way = '' AND n.way = '' OR x.place = '' AND n.place = '')
      THEN 'setting' END,
    CASE WHEN x.level = 'billable' AND n.id IS NOT NULL AND x.minutes = 0 THEN 'times' END,
    CASE WHEN x.level = 'billable' AND n.id IS NOT NULL AND NOT EXISTS (SELECT FROM people_credential r
      WHERE r.peer_id = x.peer_id AND (r.valid_until IS NULL
        OR r.valid_until >= (x.starts_at AT TIME ZONE x.time_zone)::date)) THEN 'credential' END,
    -- As when it is written: asked for where the person had called a goal theirs.
    CASE WHEN x.level = 'billable' AND EXISTS (SELECT FROM sessions_app_goal o WHERE o.person_id = a.person_id
        AND o.mine_at <= n.completed_at AND (o.closed_at IS NULL OR o.closed_at > n.completed_at))
      AND NOT EXISTS (SELECT FROM sessions_app_goaltouched t WHERE t.attendance_id = a.id) THEN 'goal' END,
    CASE WHEN w.each_note THEN 'each_note' END,
    CASE WHEN n.id IN (SELECT id FROM first) THEN 'new_here' END], NULL)
    || ARRAY(SELECT 'prompt_' || c FROM unnest(w.prompts) c WHERE x.level = 'billable' AND n.text IS NOT NULL
      AND NOT c = ANY (n.says)) AS holds
  FROM given g CROSS JOIN me CROSS JOIN LATERAL unnest(me.peers) q (peer)
  JOIN sessions_app_supportsession x ON x.peer_id = q.peer AND x.starts_at > g.since AND x.starts_at <= g.now
    AND x.level IN ('brief', 'together', 'billable') AND x.state IN ('planned', 'completed')
  JOIN sessions_app_attendance a ON a.session_id = x.id AND NOT a.person_id = ANY (me.hidden)
  JOIN people_supportedperson p ON p.id = a.person_id AND p.died_on IS NULL
  LEFT JOIN sessions_app_sessionnote n ON n.attendance_id = a.id
  -- What the rules of the program asked for on the day it was written; nothing of what came along from elsewhere.
  LEFT JOIN asks w ON w.program_id = x.program_id AND NOT x.imported AND n.completed_at >= w.created_at
    AND n.completed_at < w.ended_at
  WHERE (g.only IS NULL OR a.id = g.only) AND (g.at IS NULL OR (x.starts_at, a.id) > (g.at, g.pk))
)
SELECT k.id, k.session_id, k.person_id, k.peer_id, u.name, k.starts_at, k.time_zone, k.minutes, k.level, o.level,
  k.in_group, k.note_id, coalesce(k.is_final, true), h.holds, h.review,
  EXISTS (SELECT FROM sessions_app_addendum d WHERE d.note_id = k.note_id) AS added
FROM near k JOIN people_peerspecialist s ON s.id = k.peer_id JOIN accounts_user u ON u.id = s.user_id
JOIN accounts_program o ON o.id = k.program_id
CROSS JOIN LATERAL (SELECT
  ARRAY(SELECT e.c FROM unnest(k.holds) WITH ORDINALITY e (c, place)
    WHERE NOT EXISTS (SELECT FROM supervision_holddecision d WHERE d.attendance_id = k.id AND d.code = e.c
        AND NOT EXISTS (SELECT FROM supervision_holdundone z WHERE z.decision_id = d.id))
    AND NOT EXISTS (SELECT FROM sessions_app_notereview r WHERE r.note_id = k.note_id AND r.state = 'closed')
    ORDER BY e.place) AS holds,
  (SELECT r.state FROM sessions_app_notereview r WHERE r.note_id = k.note_id AND r.state IN ('returned', 'answered')
    AND r.reviewer_id = app_uid() LIMIT 1) AS review) h
{where} ORDER BY k.starts_at, k.id LIMIT {limit}
"""
# A note that the two can still change is nobody else's business; what its author added is not asked for again.
WAITS = {
    "after": "WHERE (h.holds <> '{}' OR h.review IS NOT NULL) AND coalesce(k.is_final, true)",
    "own": "WHERE array_remove(array_remove(h.holds, 'new_here'), 'each_note') <> '{}' "
    "AND NOT EXISTS (SELECT FROM sessions_app_addendum d WHERE d.note_id = k.note_id)",
}


class Held(NamedTuple):
    """One note, or one meeting without a note. Facts alone."""

    pk: uuid.UUID  # of the attendance
    session_id: uuid.UUID
    person_id: uuid.UUID
    peer_id: uuid.UUID
    peer_name: str
    starts_at: datetime
    time_zone: str
    minutes: int
    level: str
    program_level: str
    in_group: bool
    note_id: uuid.UUID | None
    is_final: bool
    holds: list[str]
    review: str | None  # the reader's own: returned or answered
    added: bool


def held_rows(scope: str, *, after: Cursor | None = None, limit: int = PAGE) -> list[Held]:
    """What lacks something, the oldest first: for the acting principal as supervisor ("after") or as author ("own")."""
    return _rows(scope, WAITS[scope], limit, place=after)


def held_one(scope: str, attendance_id: uuid.UUID) -> Held | None:
    """One of them, also with nothing open; None where it is not the acting principal's to look at."""
    found = _rows(scope, "", 1, only=attendance_id)
    return found[0] if found else None


def _rows(
    scope: str, where: str, limit: int, *, only: uuid.UUID | None = None, place: Cursor | None = None
) -> list[Held]:
    peers, hidden = SCOPES[scope]
    sql = HELD.format(peers=peers, hidden=hidden, where=where, limit=int(limit), first=FIRST_NOTES)
    now = clock.now()
    cursor = (place.at, place.pk) if place else (None, None)
    return [Held(*row) for row in rows_for_principal(sql, [now, now - BACK, now - LATE, only, *cursor])]

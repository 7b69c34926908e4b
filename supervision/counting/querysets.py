"""What is counted in a week of a peer, and which weeks something happened to since.

A week begins on Monday in the house's zone. Words are never looked at: of a sealed text only whether it is there.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

Pair = tuple[uuid.UUID, date]

# Every service leaves a row in the audit trail in its own transaction, so what changed since stands there. A completed
# meeting and a note keep their day for good: their week is enough. A request or a supervision meeting may get another
# day or be taken back: all weeks of that peer, of whoever is or was in it.
TOUCHED = """
WITH said AS MATERIALIZED (
  SELECT DISTINCT target_type, target_id, actor_id FROM audit_auditevent
  WHERE agency_id = %(agency)s AND at >= %(since)s AND target_type = ANY(%(types)s)
), peers AS (
  SELECT t.peer_id FROM said JOIN supervision_offroletask t ON t.id = target_id
  UNION SELECT p.id FROM said JOIN people_peerspecialist p ON p.user_id = said.actor_id
    WHERE target_type LIKE 'supervision.%%'
  UNION SELECT p.peer_id FROM said JOIN supervision_clinicalplace p ON target_id IN (p.id, p.meeting_id)
  UNION SELECT p.peer_id FROM said JOIN supervision_seniorplace p ON target_id IN (p.id, p.meeting_id)
  UNION SELECT w.peer_id FROM supervision_weeklycount w WHERE w.agency_id = %(agency)s
    AND w.signal = 'balance_of_supervision' AND EXISTS (
      SELECT FROM said WHERE target_type IN ('supervision.ClinicalMeeting', 'supervision.SeniorMeeting',
                                             'supervision.ClinicalPlace', 'supervision.SeniorPlace'))
)
SELECT s.peer_id, date_trunc('week', s.starts_at AT TIME ZONE %(zone)s)::date
  FROM said JOIN sessions_app_supportsession s ON s.id = target_id WHERE s.state = 'completed'
UNION SELECT n.peer_id, date_trunc('week', n.at AT TIME ZONE %(zone)s)::date
  FROM said JOIN sessions_app_sessionnote n ON n.id = target_id
UNION SELECT peer_id, week::date
  FROM peers CROSS JOIN generate_series(%(first)s::date, %(last)s::date, '7 days') AS week
"""
TYPES = [
    "sessions_app.SupportSession",
    "sessions_app.SessionNote",
    "supervision.OffRoleTask",
    "supervision.ClinicalMeeting",
    "supervision.ClinicalPlace",
    "supervision.SeniorMeeting",
    "supervision.SeniorPlace",
]
# Many meetings at once, or another zone: nothing less than everything is counted again.
EVERYTHING = {"session.imported", "agency.changed"}

# Time is counted in half hours, a request without a length as one of them.
RECOUNT = """
WITH asked AS MATERIALIZED (
  SELECT DISTINCT peer_id, week, week::timestamp AT TIME ZONE %(zone)s AS starts,
         (week + 7)::timestamp AT TIME ZONE %(zone)s AS ends
  FROM unnest(%(peers)s::uuid[], %(weeks)s::date[]) AS pair(peer_id, week)
), met AS (
  SELECT a.peer_id, a.week, sum(s.minutes) AS minutes,
         count(*) FILTER (WHERE s.agenda_by IN ('them', 'together')) AS chosen,
         count(*) FILTER (WHERE s.agenda_by <> '') AS said,
         sum(('informational' = ANY(s.kinds))::int + ('instrumental' = ANY(s.kinds))::int) AS doing,
         sum(('companionship' = ANY(s.kinds))::int + ('emotional' = ANY(s.kinds))::int) AS being
  FROM asked a JOIN sessions_app_supportsession s
    ON s.peer_id = a.peer_id AND s.starts_at >= a.starts AND s.starts_at < a.ends
  WHERE s.state = 'completed' GROUP BY a.peer_id, a.week
), written AS (
  SELECT a.peer_id, a.week, count(n.why_shared) AS shared, count(*) AS notes,
         count(*) FILTER (WHERE n.next_step_whose = 'them') AS own,
         count(*) FILTER (WHERE n.next_step_whose <> '') AS steps
  FROM asked a JOIN sessions_app_sessionnote n
    ON n.peer_id = a.peer_id AND n.at >= a.starts AND n.at < a.ends
  GROUP BY a.peer_id, a.week
), off_role AS (
  SELECT a.peer_id, a.week, sum(coalesce(t.minutes, 30)) AS minutes
  FROM asked a JOIN supervision_offroletask t
    ON t.peer_id = a.peer_id AND t.asked_on >= a.week AND t.asked_on < a.week + 7
     AND t.had_choice <> 'said_no'
  GROUP BY a.peer_id, a.week
), held AS (
  SELECT p.peer_id, m.held_on, m.minutes, true AS clinical FROM supervision_clinicalplace p
    JOIN supervision_clinicalmeeting m ON m.id = p.meeting_id WHERE m.state = 'held' AND p.agency_id = %(agency)s
  UNION ALL
  SELECT p.peer_id, m.held_on, m.minutes, false FROM supervision_seniorplace p
    JOIN supervision_seniormeeting m ON m.id = p.meeting_id WHERE m.state = 'held' AND p.agency_id = %(agency)s
), rooms AS (
  SELECT a.peer_id, a.week, sum(h.minutes) FILTER (WHERE h.clinical) AS clinical,
         sum(h.minutes) FILTER (WHERE NOT h.clinical) AS senior
  FROM asked a JOIN held h ON h.peer_id = a.peer_id AND h.held_on >= a.week AND h.held_on < a.week + 7
  GROUP BY a.peer_id, a.week
), halves AS (
  SELECT peer_id, week, round(coalesce(met.minutes, 0) / 30.0) AS met,
         round(coalesce(off_role.minutes, 0) / 30.0) AS off,
         round(coalesce(clinical, 0) / 30.0) AS clinical, round(coalesce(senior, 0) / 30.0) AS senior
  FROM asked LEFT JOIN met USING (peer_id, week) LEFT JOIN off_role USING (peer_id, week)
    LEFT JOIN rooms USING (peer_id, week)
), every_count AS (
  SELECT peer_id, week, 'off_role_time' AS signal, off AS part, off + met AS of_all FROM halves
  UNION ALL SELECT peer_id, week, 'balance_of_supervision', clinical, clinical + senior FROM halves
  UNION ALL SELECT peer_id, week, 'co_created_agenda', chosen, said FROM met
  UNION ALL SELECT peer_id, week, 'balance_of_kinds', doing, doing + being FROM met
  UNION ALL SELECT peer_id, week, 'own_next_steps', own, steps FROM written
  UNION ALL SELECT peer_id, week, 'purposeful_self_disclosure', shared, notes FROM written
    WHERE NOT EXISTS (SELECT FROM supervision_withoutsharing o WHERE o.peer_id = written.peer_id)
), counted AS MATERIALIZED (
  SELECT * FROM every_count WHERE of_all > 0
), gone AS (
  DELETE FROM supervision_weeklycount w USING asked a
  WHERE w.peer_id = a.peer_id AND w.week = a.week AND NOT w.brought AND NOT EXISTS (
    SELECT FROM counted c WHERE c.peer_id = w.peer_id AND c.week = w.week AND c.signal = w.signal)
  RETURNING 1
), kept AS (
  INSERT INTO supervision_weeklycount AS w
    (id, created_at, agency_id, peer_id, week, signal, numerator, denominator, brought)
  SELECT gen_random_uuid(), %(now)s, %(agency)s, peer_id, week, signal, part, of_all, false FROM counted
  ON CONFLICT (peer_id, signal, week) DO UPDATE
    SET numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator
    WHERE NOT w.brought AND (w.numerator, w.denominator)
      IS DISTINCT FROM (EXCLUDED.numerator, EXCLUDED.denominator)
  RETURNING 1
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept)
"""

ALL_WEEKS_AT_A_TIME = 10_000


def touched(*, agency: Any, since: datetime, first: date, last: date) -> list[Pair]:
    """Peers and Mondays between `first` and `last` that something happened to since."""
    told = {"agency": agency.pk, "zone": agency.time_zone, "since": since, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, {**told, "types": TYPES})
        return [(peer_id, week) for peer_id, week in cursor.fetchall() if first <= week <= last]


def recount(*, agency: Any, pairs: Sequence[Pair], now: datetime) -> int:
    """Count these weeks of these peers from scratch; how many counts are new, other or gone."""
    changed = 0
    with connection.cursor() as cursor:
        for start in range(0, len(pairs), ALL_WEEKS_AT_A_TIME):
            some = pairs[start : start + ALL_WEEKS_AT_A_TIME]
            told = {"agency": agency.pk, "zone": agency.time_zone, "now": now}
            told |= {"peers": [peer for peer, _week in some], "weeks": [week for _peer, week in some]}
            cursor.execute(RECOUNT, told)
            changed += cursor.fetchone()[0]
    return changed

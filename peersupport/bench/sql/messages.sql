-- So many messages of one state to one member of staff, as if each were sent a second after the other.
WITH way AS (
  INSERT INTO notifications_route (id, created_at, agency_id, user_id, channel, address_index, state, language,
    before, is_safe_on_shared_phone, device)
  VALUES (gen_random_uuid(), now(), %(agency)s, %(user)s, 'sms', %(state)s, 'on', 'en', '{}', false, '') RETURNING id
)
INSERT INTO notifications_message
  (id, created_at, agency_id, key, kind, lane, route_id, state, next_at, tries, set_aside, sent_at, provider_id)
SELECT gen_random_uuid(), now(), %(agency)s, %(state)s || ':' || n, 'concern', n %% 2, way.id, %(state)s,
       now() - n * interval '1 second', 0, 0, CASE %(state)s WHEN 'sent' THEN now() END, ''
  FROM way, generate_series(1, %(count)s) AS n;
ANALYZE notifications_message

-- What the first pages of staff are made of. Each is asked many times a day by everybody, so the statements stand here
-- with their plans; the pages say in words what is counted. Reader = app_uid(), as in consent/sql/access.sql.

-- Planned meetings the reader wrote down, without those of people who keep them away. Nobody is named before a group meets.
CREATE OR REPLACE FUNCTION my_planned(b_from timestamptz, b_until timestamptz)
RETURNS TABLE (session_id uuid, person_id uuid, name text, starts_at timestamptz, time_zone text, minutes int, way text, group_id uuid)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
BEGIN
  RETURN QUERY
  SELECT x.id, a.person_id, coalesce(p.chosen_name, g.name)::text, x.starts_at, x.time_zone::text, x.minutes::int, x.way::text, x.group_id
  FROM people_peerspecialist me
  JOIN sessions_app_supportsession x ON x.peer_id = me.id AND x.state = 'planned' AND x.starts_at > b_from AND x.starts_at < b_until
  LEFT JOIN sessions_app_group g ON g.id = x.group_id
  LEFT JOIN sessions_app_attendance a ON a.session_id = x.id AND x.group_id IS NULL
  LEFT JOIN people_supportedperson p ON p.id = a.person_id
  WHERE me.user_id = app_uid() AND (x.group_id IS NOT NULL OR a.id IS NOT NULL AND NOT EXISTS (
    SELECT FROM people_blockedstaff b WHERE b.user_id = app_uid() AND b.person_id = a.person_id))
  ORDER BY x.starts_at, x.id;
END $f$;

-- Who walks with the reader, and whose question is open to them (Pairing.objects.walking_with and .asking), by name: with
-- which conversation about the agreement may come up (reminders_due), until when it holds, and the last time the two met.
CREATE OR REPLACE FUNCTION my_pairs(moment timestamptz)
RETURNS TABLE (pairing_id uuid, person_id uuid, name text, state text, walks boolean, peer_said_yes boolean, wished boolean,
  rhythm text, since timestamptz, talk text, talk_since timestamptz, valid_until timestamptz, last_met timestamptz)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
BEGIN
  RETURN QUERY
  SELECT a.id, a.person_id, p.chosen_name::text, a.state::text, w.walks, a.peer_yes_at IS NOT NULL, a.offered_by_id = p.user_id IS TRUE,
    a.rhythm::text, a.created_at, d.kind, d.due_at, c.valid_until, met.starts_at
  FROM people_peerspecialist me
  JOIN people_pairing a ON a.peer_id = me.id
  JOIN people_supportedperson p ON p.id = a.person_id
  JOIN accounts_program g ON g.id = p.program_id
  JOIN consent_consentnow c ON c.person_id = a.person_id
  CROSS JOIN LATERAL (SELECT a.state IN ('active', 'paused') AND holds(a.starts_on, a.ends_on, a.ended_at, g.time_zone) AS walks) w
  LEFT JOIN LATERAL reminders_due(ARRAY[a.person_id], moment) d ON w.walks AND a.state = 'active'
  LEFT JOIN LATERAL (SELECT t.starts_at FROM sessions_app_attendance t
    JOIN sessions_app_supportsession x ON x.id = t.session_id AND x.state = 'completed'
    WHERE a.rhythm <> '' AND w.walks AND t.person_id = a.person_id AND t.peer_id = a.peer_id
    ORDER BY t.starts_at DESC LIMIT 1) met ON true
  WHERE me.user_id = app_uid()
    AND (w.walks OR p.also_staff_id IS DISTINCT FROM app_uid()
      AND (a.state = 'offered' OR a.state = 'ended' AND a.back_asked_at IS NOT NULL))
    AND NOT EXISTS (SELECT FROM people_blockedstaff b WHERE b.user_id = app_uid() AND b.person_id = a.person_id)
  ORDER BY p.name_key, a.id;
END $f$;

-- Meetings of two, begun since then, with people whom the reader's supervision does not reach: those who keep them away,
-- colleagues who are supported here, and those who died. They are few: asking of every meeting who was there costs far more.
CREATE OR REPLACE FUNCTION out_of_sight(since timestamptz) RETURNS TABLE (session_id uuid)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
BEGIN
  RETURN QUERY
  SELECT a.session_id FROM people_supportedperson p
  JOIN sessions_app_attendance a ON a.person_id = p.id AND a.starts_at > since
  JOIN sessions_app_supportsession x ON x.id = a.session_id AND x.group_id IS NULL
  WHERE p.agency_id = (SELECT u.agency_id FROM accounts_user u WHERE u.id = app_uid())
    AND (p.also_staff_id IS NOT NULL OR p.died_on IS NOT NULL
      OR EXISTS (SELECT FROM people_blockedstaff b WHERE b.user_id = app_uid() AND b.person_id = p.id));
END $f$;

-- Of each peer the reader supervises clinically: meetings in the last days, those planned of which nobody said what
-- became of them, and people met who have not talked it through.
CREATE OR REPLACE FUNCTION supervised_papers(moment timestamptz, week timestamptz, lately timestamptz)
RETURNS TABLE (peer_id uuid, name text, this_week int, not_closed int, first_contacts int)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE s standing := my_standing(); unseen uuid[];
BEGIN
  IF s.clinical = '{}' THEN RETURN; END IF;
  unseen := (SELECT coalesce(array_agg(o.session_id), '{}') FROM out_of_sight(lately) o);
  RETURN QUERY
  SELECT p.id, u.name::text,
    (SELECT count(*)::int FROM sessions_app_supportsession x WHERE x.peer_id = p.id AND x.state = 'completed'
      AND x.starts_at > week AND x.starts_at <= moment AND x.id <> ALL (unseen)),
    (SELECT count(*)::int FROM sessions_app_supportsession x WHERE x.peer_id = p.id AND x.state = 'planned' AND x.group_id IS NULL
      AND x.starts_at > lately AND x.starts_at < moment AND x.id <> ALL (unseen)),
    (SELECT count(DISTINCT a.person_id)::int FROM sessions_app_supportsession x JOIN sessions_app_attendance a ON a.session_id = x.id
      WHERE x.peer_id = p.id AND x.first_contact AND x.state = 'completed' AND x.group_id IS NULL
      AND x.starts_at > lately AND x.id <> ALL (unseen)
      AND NOT EXISTS (SELECT FROM consent_consentrecord r WHERE r.person_id = a.person_id))
  FROM people_peerspecialist p JOIN accounts_user u ON u.id = p.user_id
  WHERE p.id = ANY (s.clinical) ORDER BY u.name, p.id;
END $f$;

-- Of each peer the reader is the senior of: meetings since then ('meetings'), and in how many of them each kind of
-- support was ('kind'), and who chose the agenda ('agenda').
CREATE OR REPLACE FUNCTION supervised_mix(since timestamptz, moment timestamptz)
RETURNS TABLE (peer_id uuid, name text, what text, code text, meetings int)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE s standing := my_standing(); unseen uuid[]; house uuid;
BEGIN
  IF s.senior = '{}' THEN RETURN; END IF;
  unseen := (SELECT coalesce(array_agg(o.session_id), '{}') FROM out_of_sight(since) o);
  house := (SELECT u.agency_id FROM accounts_user u WHERE u.id = app_uid());
  RETURN QUERY
  WITH met AS MATERIALIZED (
    SELECT x.peer_id AS peer, x.kinds, x.agenda_by, count(*)::int AS n FROM sessions_app_supportsession x
    WHERE x.agency_id = house AND x.starts_at > since AND x.starts_at <= moment AND x.state = 'completed'
      AND x.peer_id = ANY (s.senior) AND x.id <> ALL (unseen)
    GROUP BY x.peer_id, x.kinds, x.agenda_by  -- few are left: what follows counts groups, not meetings
  ), counted AS (
    SELECT m.peer, 'meetings' AS what, '' AS code, sum(m.n)::int AS n FROM met m GROUP BY m.peer
    UNION ALL SELECT m.peer, 'kind', k.code::text, sum(m.n)::int FROM met m, unnest(m.kinds) k (code) GROUP BY m.peer, k.code
    UNION ALL SELECT m.peer, 'agenda', m.agenda_by::text, sum(m.n)::int FROM met m GROUP BY m.peer, m.agenda_by
  )
  SELECT c.peer, u.name::text, c.what, c.code, c.n FROM counted c
  JOIN people_peerspecialist p ON p.id = c.peer JOIN accounts_user u ON u.id = p.user_id
  ORDER BY u.name, p.id;
END $f$;

-- The newest meetings of the peers the reader supervises, without those of somebody who died.
CREATE OR REPLACE FUNCTION supervised_newest(lim int)
RETURNS TABLE (session_id uuid, peer text, group_name text, starts_at timestamptz, time_zone text, minutes int, way text)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE s standing := my_standing();
BEGIN
  RETURN QUERY
  SELECT x.id, u.name::text, g.name::text, x.starts_at, x.time_zone::text, x.minutes::int, x.way::text
  FROM session_page(25, NULL, NULL, 'completed', NULL, NULL, NULL) WITH ORDINALITY t (id, note_opens, whole, place)
  JOIN sessions_app_supportsession x ON x.id = t.id AND x.peer_id = ANY (s.clinical || s.senior)
  JOIN people_peerspecialist p ON p.id = x.peer_id JOIN accounts_user u ON u.id = p.user_id
  LEFT JOIN sessions_app_group g ON g.id = x.group_id
  WHERE NOT EXISTS (SELECT FROM sessions_app_attendance a JOIN people_supportedperson d ON d.id = a.person_id
                    WHERE a.session_id = x.id AND d.died_on IS NOT NULL)
  ORDER BY t.place LIMIT lim;
END $f$;

-- The house whose office the reader is; of nobody else's are there numbers.
CREATE OR REPLACE FUNCTION my_house() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT u.agency_id FROM accounts_user u WHERE u.id = app_uid() AND 'agency_admin' = ANY (my_roles())
$$;

-- Living people of the reader's house, without colleagues, how many of them walk with somebody today, and its peers.
CREATE OR REPLACE FUNCTION house_people() RETURNS TABLE (people int, walking int, peers int)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE house uuid := my_house();
BEGIN
  RETURN QUERY
  WITH days AS MATERIALIZED (SELECT g.id, local_day(g.time_zone) AS today FROM accounts_program g WHERE g.agency_id = house),
  walk AS MATERIALIZED (
    SELECT DISTINCT a.person_id FROM people_pairing a JOIN people_supportedperson p ON p.id = a.person_id
    JOIN days d ON d.id = p.program_id
    WHERE a.agency_id = house AND a.state IN ('active', 'paused') AND a.ended_at IS NULL AND a.starts_on <= d.today
      AND (a.ends_on IS NULL OR a.ends_on >= d.today)
  )
  SELECT count(*)::int, count(w.person_id)::int,
    (SELECT count(*)::int FROM people_peerspecialist s JOIN accounts_user u ON u.id = s.user_id
     WHERE s.agency_id = house AND u.is_active)
  FROM people_supportedperson p LEFT JOIN walk w ON w.person_id = p.id
  WHERE p.agency_id = house AND p.also_staff_id IS NULL AND p.died_on IS NULL;
END $f$;

-- What waits for the reader's house, of people whom it reaches: 'confirm' somebody a peer added, an open 'offer', and
-- two who walk together again on the word of a peer who is not the reader ('returned').
CREATE OR REPLACE FUNCTION house_waiting() RETURNS TABLE (what text, person_id uuid, person text, colleague text,
  pairing_id uuid, since timestamptz, day date, wished boolean)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE house uuid := my_house();
BEGIN
  RETURN QUERY
  WITH reached AS MATERIALIZED (
    SELECT p.* FROM people_supportedperson p WHERE p.agency_id = house AND p.also_staff_id IS NULL
      AND NOT EXISTS (SELECT FROM people_blockedstaff b WHERE b.user_id = app_uid() AND b.person_id = p.id)
  ), waiting AS (
    SELECT 'confirm' AS what, p.id AS person_id, p.chosen_name::text AS person, u.name::text AS colleague, NULL::uuid AS pairing_id,
      NULL::timestamptz AS since, p.confirm_by AS day, false AS wished, p.name_key::text AS place, p.id AS last
    FROM reached p JOIN accounts_user u ON u.id = p.added_by_id
    WHERE p.confirmed_at IS NULL AND p.confirm_by IS NOT NULL AND p.died_on IS NULL
    UNION ALL
    SELECT CASE WHEN a.state = 'offered' THEN 'offer' ELSE 'returned' END, p.id, p.chosen_name::text, u.name::text, a.id,
      CASE WHEN a.state = 'offered' THEN a.offered_at END, CASE WHEN a.state <> 'offered' THEN a.confirm_by END,
      a.offered_by_id = p.user_id IS TRUE, '', a.id
    FROM people_pairing a JOIN reached p ON p.id = a.person_id
    JOIN people_peerspecialist s ON s.id = a.peer_id JOIN accounts_user u ON u.id = s.user_id
    WHERE a.agency_id = house AND (a.state = 'offered' OR a.confirm_by IS NOT NULL AND u.id <> app_uid())
  )
  SELECT w.what, w.person_id, w.person, w.colleague, w.pairing_id, w.since, w.day, w.wished FROM waiting w
  ORDER BY w.what, w.day, w.since, w.place, w.last;
END $f$;

-- Meetings of the reader's house since then at which somebody was who lives: of each program, whole (code '') and by kind.
CREATE OR REPLACE FUNCTION house_meetings(since timestamptz, moment timestamptz)
RETURNS TABLE (program_id uuid, code text, meetings int)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
DECLARE house uuid := my_house(); gone uuid[];
BEGIN
  -- Of a meeting of two the one person is there by its nature; looked up are only those with somebody who died.
  gone := (SELECT coalesce(array_agg(a.session_id), '{}') FROM people_supportedperson p
           JOIN sessions_app_attendance a ON a.person_id = p.id AND a.starts_at >= since
           WHERE p.agency_id = house AND p.died_on IS NOT NULL);
  RETURN QUERY
  WITH met AS MATERIALIZED (
    SELECT x.program_id AS program, x.kinds FROM sessions_app_supportsession x
    WHERE x.agency_id = house AND x.starts_at >= since AND x.starts_at <= moment AND x.state = 'completed'
      AND CASE WHEN x.group_id IS NULL THEN x.id <> ALL (gone) ELSE EXISTS (
        SELECT FROM sessions_app_attendance a JOIN people_supportedperson p ON p.id = a.person_id
        WHERE a.session_id = x.id AND p.died_on IS NULL) END
  )
  SELECT m.program, '', count(*)::int FROM met m GROUP BY m.program
  UNION ALL SELECT m.program, k.code::text, count(*)::int FROM met m, unnest(m.kinds) k (code) GROUP BY m.program, k.code;
END $f$;

-- How many different living people were at those meetings, counted up to at_most; p_code: a kind of support, or '' for any.
-- The newest meetings come first, and it stops at the last person it needs: a large program costs no more than a small one.
CREATE OR REPLACE FUNCTION house_people_met(since timestamptz, moment timestamptz, programs uuid[], p_code text, at_most int) RETURNS int
LANGUAGE plpgsql STABLE AS $f$
DECLARE house uuid := my_house(); seen uuid[] := '{}'; one uuid;
BEGIN
  FOR one IN SELECT a.person_id FROM sessions_app_supportsession x
    JOIN sessions_app_attendance a ON a.session_id = x.id JOIN people_supportedperson p ON p.id = a.person_id
    WHERE x.agency_id = house AND x.starts_at >= since AND x.starts_at <= moment AND x.state = 'completed'
      AND x.program_id = ANY (programs) AND (p_code = '' OR p_code = ANY (x.kinds)) AND p.died_on IS NULL
    ORDER BY x.starts_at DESC
  LOOP
    CONTINUE WHEN one = ANY (seen);
    seen := seen || one;
    EXIT WHEN cardinality(seen) >= at_most;
  END LOOP;
  RETURN cardinality(seen);
END $f$;

-- Newest pages of meetings and notes. Every arm takes the newest rows of one key (a peer, a person) from an index
-- and the merge keeps the newest of those, so a page costs the same at 10 thousand and a million meetings.

-- A house may let a note open later for the person it is about, and for nobody else; nothing can close it to them.
CREATE OR REPLACE FUNCTION note_is_open_to(s standing, p_person uuid, p_opens_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT p_person = s.own IS NOT TRUE OR p_opens_at <= statement_timestamp() $$;

-- Facts. note_opens says whether the text of at least one note of the meeting may be opened now; `whole` whether a
-- group is seen as a group (see session_one): to everybody else it is one person's presence, without the group's name.
DROP FUNCTION IF EXISTS session_page(int, timestamptz, uuid, text, uuid, uuid, uuid);
CREATE FUNCTION session_page(
  lim int, b_at timestamptz, b_id uuid, f_state text, f_program uuid, f_peer uuid, f_person uuid
) RETURNS TABLE (session_id uuid, note_opens boolean, whole boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan ROWS 25 AS $f$
DECLARE
  s standing := my_standing(); people uuid[]; linked uuid[] := s.clinical || s.senior;
  more int; seen int; ids uuid[]; starts timestamptz[]; cut timestamptz := '-infinity';
BEGIN
  b_at := coalesce(b_at, 'infinity'); b_id := coalesce(b_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  people := s.paired || s.cover || s.granted || (CASE WHEN s.own IS NULL THEN '{}' ELSE ARRAY[s.own] END)::uuid[];
  IF f_person IS NOT NULL THEN
    RETURN QUERY SELECT p.session_id, session_opens(s, p.session_id), p.whole
      FROM person_page(s, f_person, lim, b_at, b_id, f_state, f_program, f_peer) p;
    RETURN;
  END IF;
  -- By peers: the reader as one, and those they supervise. Whether somebody hidden was there is asked of the newest
  -- rows only; where that leaves less than a page, again further down.
  more := lim + CASE WHEN s.hidden = '{}' OR linked = '{}' THEN 0 ELSE 8 END;
  LOOP
    SELECT count(*), coalesce(array_agg(c.id ORDER BY c.starts_at DESC, c.id DESC) FILTER (WHERE c.shown), '{}'),
           coalesce(array_agg(c.starts_at ORDER BY c.starts_at DESC, c.id DESC) FILTER (WHERE c.shown), '{}')
      INTO seen, ids, starts
      FROM (SELECT m.id, m.starts_at, NOT m.sift OR NOT EXISTS (SELECT FROM sessions_app_attendance a
                     JOIN sessions_app_supportsession x ON x.id = a.session_id AND x.group_id IS NULL
                     WHERE a.session_id = m.id AND a.person_id = ANY (s.hidden) OFFSET 0) AS shown
            FROM (SELECT t.id, t.starts_at, q.sift
                  FROM (SELECT k.peer, NOT k.peer = ANY (s.peers) AS sift
                        FROM (SELECT DISTINCT unnest(s.peers || linked)) k (peer)) q
                  CROSS JOIN LATERAL (
                    SELECT x.id, x.starts_at FROM sessions_app_supportsession x
                    WHERE x.peer_id = q.peer AND (x.starts_at, x.id) < (b_at, b_id)
                      AND (f_state IS NULL OR x.state = f_state) AND (f_program IS NULL OR x.program_id = f_program)
                      AND (f_peer IS NULL OR x.peer_id = f_peer)
                    ORDER BY x.starts_at DESC, x.id DESC LIMIT more) t
                  ORDER BY t.starts_at DESC, t.id DESC LIMIT more) m OFFSET 0) c;
    EXIT WHEN cardinality(ids) >= lim OR seen < more;
    more := more * 4;
  END LOOP;
  -- By people: a page that is full already leaves room only for meetings as new as its last one, so that almost
  -- nothing of a peer's many people has to be looked at.
  IF cardinality(ids) >= lim THEN cut := starts[lim]; END IF;
  RETURN QUERY
  WITH newest AS (
    SELECT u.id, u.starts_at FROM (
      SELECT p.id, p.starts_at FROM unnest(ids[:lim], starts[:lim]) p (id, starts_at)
      UNION
      SELECT t.id, t.starts_at FROM (SELECT DISTINCT unnest(people)) q (person) CROSS JOIN LATERAL (
        SELECT a.session_id AS id, a.starts_at FROM sessions_app_attendance a
        WHERE a.person_id = q.person AND (a.starts_at, a.session_id) < (b_at, b_id) AND a.starts_at >= cut
          AND (f_peer IS NULL OR a.peer_id = f_peer)
          AND (f_state IS NULL AND f_program IS NULL
            OR (SELECT (f_state IS NULL OR x.state = f_state) AND (f_program IS NULL OR x.program_id = f_program)
                FROM sessions_app_supportsession x WHERE x.id = a.session_id))
        ORDER BY a.starts_at DESC, a.session_id DESC LIMIT lim) t) u
    ORDER BY u.starts_at DESC, u.id DESC LIMIT lim
  )
  SELECT n.id, coalesce(o.any_opens, false), n.id = ANY (ids) FROM newest n LEFT JOIN LATERAL (
    SELECT bool_or(opens(s, t.person_id, t.peer_id, 'narrative', coalesce(c.allows, 0))
      AND note_is_open_to(s, t.person_id, t.opens_at)) AS any_opens
    FROM sessions_app_sessionnote t LEFT JOIN consent_consentnow c ON c.person_id = t.person_id
      AND (c.valid_until IS NULL OR c.valid_until > statement_timestamp())
    WHERE t.session_id = n.id) o ON true
  ORDER BY n.starts_at DESC, n.id DESC;
END $f$;

-- The meetings of one person, as far as the reader's relation goes: all of them, or only those of certain peers.
DROP FUNCTION IF EXISTS person_page(standing, uuid, int, timestamptz, uuid, text, uuid, uuid);
CREATE FUNCTION person_page(
  s standing, p_person uuid, lim int, b_at timestamptz, b_id uuid, f_state text, f_program uuid, f_peer uuid
) RETURNS TABLE (session_id uuid, starts_at timestamptz, whole boolean) LANGUAGE plpgsql STABLE AS $f$
DECLARE everything boolean; linked uuid[];
BEGIN
  everything := p_person = s.own IS TRUE OR p_person = ANY (s.paired || s.cover || s.granted);
  linked := CASE WHEN p_person = ANY (s.hidden) THEN '{}' ELSE s.clinical || s.senior END;
  RETURN QUERY SELECT a.session_id, a.starts_at, a.peer_id = ANY (s.peers || s.clinical || s.senior)
    FROM sessions_app_attendance a
    JOIN sessions_app_supportsession x ON x.id = a.session_id
    WHERE a.person_id = p_person AND (a.starts_at, a.session_id) < (b_at, b_id)
      -- Who came to a group is known to who led it, not to the peer's supervisors.
      AND (everything OR a.peer_id = ANY (s.peers) OR (x.group_id IS NULL AND a.peer_id = ANY (linked)))
      AND (f_state IS NULL OR x.state = f_state)
      AND (f_program IS NULL OR x.program_id = f_program) AND (f_peer IS NULL OR a.peer_id = f_peer)
    ORDER BY a.starts_at DESC, a.session_id DESC LIMIT lim;
END $f$;

CREATE OR REPLACE FUNCTION session_opens(s standing, p_session uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $f$
BEGIN RETURN (SELECT coalesce(bool_or(opens(s, t.person_id, t.peer_id, 'narrative', allowed_now(t.person_id))
    AND note_is_open_to(s, t.person_id, t.opens_at)), false)
  FROM sessions_app_sessionnote t WHERE t.session_id = p_session);
END $f$;

-- One meeting, if its facts may be seen; no row otherwise. `whole`: the reader sees a group as a group (its name,
-- its number and its text): who led it and their supervisors. Everybody else sees that one person was there.
DROP FUNCTION IF EXISTS session_one(uuid);
CREATE FUNCTION session_one(p_session uuid) RETURNS TABLE (session_id uuid, note_opens boolean, whole boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $f$
DECLARE s standing := my_standing();
BEGIN
  RETURN QUERY SELECT x.id, session_opens(s, x.id), x.peer_id = ANY (s.peers || s.clinical || s.senior)
    FROM sessions_app_supportsession x
    WHERE x.id = p_session AND (
      x.peer_id = ANY (s.peers)
      OR EXISTS (SELECT FROM sessions_app_attendance a WHERE a.session_id = x.id
                 AND (a.person_id = s.own OR a.person_id = ANY (s.paired || s.cover || s.granted)))
      OR (x.peer_id = ANY (s.clinical || s.senior) AND (x.group_id IS NOT NULL OR NOT EXISTS (
                 SELECT FROM sessions_app_attendance a
                 WHERE a.session_id = x.id AND a.person_id = ANY (s.hidden)))));
END $f$;

-- The newest notes whose text opens. First the newest notes by the reader's peers and about their people, whatever
-- they chose; mostly enough of those open. Where too few do, note_page_by_key asks the other way round.
CREATE OR REPLACE FUNCTION note_page(lim int, b_at timestamptz, b_id uuid) RETURNS TABLE (note_id uuid, note_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan ROWS 25 AS $f$
DECLARE
  s standing := my_standing(); peers uuid[]; people uuid[]; more int := lim + lim / 2; seen int; ids uuid[]; ats timestamptz[];
BEGIN
  b_at := coalesce(b_at, 'infinity'); b_id := coalesce(b_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  peers := s.clinical_open || s.senior_open || CASE WHEN s.own_text = '{}' THEN '{}' ELSE s.peers END;
  people := s.paired || s.cover_open || s.granted_text || (CASE WHEN s.own IS NULL THEN '{}' ELSE ARRAY[s.own] END)::uuid[];
  WITH by_peer AS (
    SELECT t.* FROM (SELECT DISTINCT unnest(peers)) q (peer) CROSS JOIN LATERAL (
      SELECT n.id, n.at, n.person_id, n.peer_id, n.opens_at FROM sessions_app_sessionnote n
      WHERE n.peer_id = q.peer AND (n.at, n.id) < (b_at, b_id)
      ORDER BY n.at DESC, n.id DESC LIMIT more) t
    ORDER BY t.at DESC, t.id DESC LIMIT more
  ), cut AS (
    SELECT CASE WHEN count(*) < more THEN '-infinity' ELSE min(b.at) END AS at FROM by_peer b
  ), near AS (
    SELECT u.* FROM (
      SELECT b.* FROM by_peer b
      UNION
      SELECT t.* FROM cut, (SELECT DISTINCT unnest(people)) q (person) CROSS JOIN LATERAL (
        SELECT n.id, n.at, n.person_id, n.peer_id, n.opens_at FROM sessions_app_sessionnote n
        WHERE n.person_id = q.person AND (n.at, n.id) < (b_at, b_id) AND n.at >= cut.at
        ORDER BY n.at DESC, n.id DESC LIMIT more) t) u
    ORDER BY u.at DESC, u.id DESC LIMIT more
  )
  SELECT count(*), coalesce(array_agg(f.id ORDER BY f.at DESC, f.id DESC) FILTER (WHERE f.opens), '{}'),
         coalesce(array_agg(f.at ORDER BY f.at DESC, f.id DESC) FILTER (WHERE f.opens), '{}')
    INTO seen, ids, ats
    FROM (SELECT n.id, n.at, opens(s, n.person_id, n.peer_id, 'narrative', coalesce(c.allows, 0))
            AND note_is_open_to(s, n.person_id, n.opens_at) AS opens
          FROM near n LEFT JOIN consent_consentnow c ON c.person_id = n.person_id
            AND (c.valid_until IS NULL OR c.valid_until > statement_timestamp()) OFFSET 0) f;
  IF cardinality(ids) >= lim OR seen < more THEN
    RETURN QUERY SELECT p.id, p.at FROM unnest(ids[:lim], ats[:lim]) p (id, at) ORDER BY p.at DESC, p.id DESC;
  ELSE
    RETURN QUERY SELECT k.note_id, k.note_at FROM note_page_by_key(s, lim, b_at, b_id) k;
  END IF;
END $f$;

-- The same page where few notes open: consent filters keys, never rows, and of a supervisor's many (peer, person)
-- keys only those with the newest notes can hold the newest page (all that tie: many meet at two in the afternoon).
CREATE OR REPLACE FUNCTION note_page_by_key(s standing, lim int, b_at timestamptz, b_id uuid)
RETURNS TABLE (note_id uuid, note_at timestamptz) LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan ROWS 25 AS $f$
DECLARE moment timestamptz := statement_timestamp();
BEGIN
  RETURN QUERY
  WITH whole AS (
    SELECT c.person_id FROM consent_consentnow c
    WHERE c.person_id = ANY (s.paired || s.cover_open) AND (c.valid_until IS NULL OR c.valid_until > moment)
      AND ((c.person_id = ANY (s.paired) AND c.allows & cell_bit('paired', 'narrative') <> 0)
        OR (c.person_id = ANY (s.cover_open) AND c.allows & cell_bit('cover', 'narrative') <> 0))
    UNION SELECT unnest(s.granted_text)
    UNION SELECT s.own WHERE s.own IS NOT NULL
  ), pairs AS (
    SELECT q.peer AS peer_id, t.person AS person_id
    FROM unnest(s.peers) q (peer), unnest(s.own_text) t (person)
    UNION
    SELECT w.peer_id, w.person_id FROM (
      SELECT v.peer_id, v.person_id FROM (SELECT DISTINCT unnest(s.clinical_open || s.senior_open)) l (peer)
      CROSS JOIN LATERAL (
        SELECT a.peer_id, a.person_id, newest.at FROM people_pairing a
        JOIN consent_consentnow c ON c.person_id = a.person_id AND (c.valid_until IS NULL OR c.valid_until > moment)
          AND ((l.peer = ANY (s.clinical_open) AND c.allows & cell_bit('clinical', 'narrative') <> 0)
            OR (l.peer = ANY (s.senior_open) AND c.allows & cell_bit('senior', 'narrative') <> 0))
        CROSS JOIN LATERAL (SELECT CASE WHEN a.last_note_at < b_at THEN a.last_note_at ELSE (
          SELECT n.at FROM sessions_app_sessionnote n WHERE n.peer_id = a.peer_id AND n.person_id = a.person_id
            AND (n.at, n.id) < (b_at, b_id) ORDER BY n.at DESC, n.id DESC LIMIT 1) END AS at) newest
        WHERE a.peer_id = l.peer AND newest.at IS NOT NULL AND NOT a.person_id = ANY (s.hidden)
        ORDER BY newest.at DESC FETCH FIRST (lim) ROWS WITH TIES) v
      ORDER BY v.at DESC FETCH FIRST (lim) ROWS WITH TIES) w
  ), k AS (
    SELECT t.id, t.at FROM whole q CROSS JOIN LATERAL (
      SELECT n.id, n.at FROM sessions_app_sessionnote n
      WHERE n.person_id = q.person_id AND (n.at, n.id) < (b_at, b_id) AND note_is_open_to(s, n.person_id, n.opens_at)
      ORDER BY n.at DESC, n.id DESC LIMIT lim) t
    UNION
    SELECT t.id, t.at FROM pairs q CROSS JOIN LATERAL (
      SELECT n.id, n.at FROM sessions_app_sessionnote n
      WHERE n.peer_id = q.peer_id AND n.person_id = q.person_id AND (n.at, n.id) < (b_at, b_id)
      ORDER BY n.at DESC, n.id DESC LIMIT lim) t
  ) SELECT k.id, k.at FROM k ORDER BY k.at DESC, k.id DESC LIMIT lim;
END $f$;

-- Chosen names of those who attended these meetings, as far as the reader may know them. Nobody's who has died: the
-- meeting stays with the peer, and no list says with whom it was.
DROP FUNCTION IF EXISTS session_names(uuid[]);
CREATE FUNCTION session_names(sessions uuid[])
RETURNS TABLE (session_id uuid, chosen_name text, person_id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan ROWS 25 AS $f$
DECLARE s standing := my_standing(); near uuid[] := s.paired || s.cover || s.granted; linked uuid[] := s.clinical || s.senior;
BEGIN
  RETURN QUERY SELECT q.id, p.chosen_name::text, a.person_id FROM unnest(sessions) q (id)
    CROSS JOIN LATERAL (SELECT a.person_id, a.peer_id, x.group_id FROM sessions_app_attendance a
      JOIN sessions_app_supportsession x ON x.id = a.session_id WHERE a.session_id = q.id OFFSET 0) a
    CROSS JOIN LATERAL (SELECT x.chosen_name, x.name_key FROM people_supportedperson x
      WHERE x.id = a.person_id AND x.died_on IS NULL AND x.also_staff_id IS DISTINCT FROM app_uid() OFFSET 0) p
    WHERE a.person_id = s.own IS TRUE OR a.person_id = ANY (near)
      OR (a.peer_id = ANY (s.peers) AND NOT a.person_id = ANY (s.blocked))
      OR (a.group_id IS NULL AND a.peer_id = ANY (linked) AND NOT a.person_id = ANY (s.hidden))
    ORDER BY p.name_key, a.person_id;
END $f$;

REVOKE EXECUTE ON FUNCTION session_page(int, timestamptz, uuid, text, uuid, uuid, uuid), session_one(uuid),
  note_page(int, timestamptz, uuid), session_names(uuid[]) FROM PUBLIC;

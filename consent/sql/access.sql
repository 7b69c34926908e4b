-- The access rule, once. Reader = app_uid(); days in the zone of the program (pairings) or agency (links, roles).

-- Everything the reader stands in today, as keys. Blocked people are out of every array but `blocked`;
-- `hidden` are people whom no supervision, grant or office reaches: blocked ones, and colleagues supported here.
DO $$ BEGIN
CREATE TYPE standing AS (
  own uuid, peers uuid[], paired uuid[], cover uuid[], cover_open uuid[], own_text uuid[],
  clinical uuid[], clinical_open uuid[], senior uuid[], senior_open uuid[],
  granted uuid[], granted_text uuid[], granted_plan uuid[], blocked uuid[], hidden uuid[], is_admin boolean
);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE OR REPLACE FUNCTION my_standing() RETURNS standing LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  s standing; roles text[]; me uuid := app_uid(); house record; moment timestamptz := statement_timestamp();
BEGIN
  s.own := (SELECT p.id FROM people_supportedperson p JOIN accounts_user u ON u.id = p.user_id
            WHERE p.user_id = me AND u.is_active AND u.kind = 'person');
  roles := my_roles();
  s.is_admin := 'agency_admin' = ANY (roles);
  s.peers := '{}'; s.paired := '{}'; s.cover := '{}'; s.cover_open := '{}'; s.own_text := '{}';
  s.clinical := '{}'; s.clinical_open := '{}'; s.senior := '{}'; s.senior_open := '{}';
  s.granted := '{}'; s.granted_text := '{}'; s.granted_plan := '{}'; s.blocked := '{}'; s.hidden := '{}';
  IF roles = '{}' THEN RETURN s; END IF;
  SELECT a.id, a.time_zone, coalesce((SELECT p.own_text_days FROM consent_confidentialitypolicy p
      WHERE p.agency_id = a.id AND p.state = 'published'), 90) AS own_text_days
    INTO house FROM accounts_user u JOIN accounts_agency a ON a.id = u.agency_id WHERE u.id = me;
  s.blocked := (SELECT coalesce(array_agg(b.person_id), '{}') FROM people_blockedstaff b WHERE b.user_id = me);
  s.hidden := s.blocked || (SELECT coalesce(array_agg(p.id), '{}') FROM people_supportedperson p
                            WHERE p.agency_id = house.id AND p.also_staff_id IS NOT NULL);
  s.peers := (SELECT coalesce(array_agg(p.id), '{}') FROM people_peerspecialist p WHERE p.user_id = me);
  IF s.peers <> '{}' THEN
    SELECT
      -- A return that rests on the peer's word alone (confirm_by) reads what its author wrote, and nothing else yet.
      coalesce(array_agg(w.person_id) FILTER (WHERE w.settled AND w.covers_for_id IS NULL), '{}'),
      coalesce(array_agg(w.person_id) FILTER (WHERE w.settled AND w.covers_for_id IS NOT NULL), '{}'),
      coalesce(array_agg(w.person_id) FILTER (WHERE w.settled AND w.covers_for_id IS NOT NULL
                                              AND (w.opens_at IS NULL OR w.opens_at <= moment)), '{}'),
      coalesce(array_agg(w.person_id) FILTER (WHERE w.walking OR w.last_day >= w.today - house.own_text_days), '{}')
    INTO s.paired, s.cover, s.cover_open, s.own_text
    FROM (SELECT a.person_id, a.covers_for_id, a.opens_at, h.walking, h.walking AND a.confirm_by IS NULL AS settled,
                 -- Offered again, a pairing keeps the last day of the walk before, and with it the peer's own words.
                 CASE WHEN a.state IN ('active', 'paused', 'ended')
                      THEN least((a.ended_at AT TIME ZONE g.time_zone)::date, a.ends_on)
                      ELSE a.walked_until END AS last_day,
                 local_day(g.time_zone) AS today
          FROM people_pairing a
          -- OFFSET 0: look up the few people of a peer by key; joined freely, PostgreSQL reads everybody.
          CROSS JOIN LATERAL (SELECT p.also_staff_id, g.time_zone FROM people_supportedperson p
            JOIN accounts_program g ON g.id = p.program_id WHERE p.id = a.person_id OFFSET 0) g
          CROSS JOIN LATERAL (SELECT a.state IN ('active', 'paused')
            AND holds(a.starts_on, a.ends_on, a.ended_at, g.time_zone) AS walking OFFSET 0) h
          WHERE a.peer_id = ANY (s.peers) AND NOT a.person_id = ANY (s.blocked)
            AND g.also_staff_id IS DISTINCT FROM me OFFSET 0) w;
    IF NOT 'peer' = ANY (roles) THEN s.paired := '{}'; s.cover := '{}'; s.cover_open := '{}'; END IF;
  END IF;
  SELECT coalesce(array_agg(l.peer_id) FILTER (WHERE l.kind = 'clinical'), '{}'),
         coalesce(array_agg(l.peer_id) FILTER (WHERE l.kind = 'clinical' AND l.opens_at <= moment), '{}'),
         coalesce(array_agg(l.peer_id) FILTER (WHERE l.kind = 'senior'), '{}'),
         coalesce(array_agg(l.peer_id) FILTER (WHERE l.kind = 'senior' AND l.opens_at <= moment), '{}')
    INTO s.clinical, s.clinical_open, s.senior, s.senior_open
    FROM people_supervisionlink l
    WHERE l.supervisor_id = me AND l.agency_id = house.id
      AND holds(l.starts_on, l.ends_on, l.ended_at, house.time_zone)
      AND ((l.kind = 'clinical' AND 'clinical_supervisor' = ANY (roles))
        OR (l.kind = 'senior' AND 'senior_peer_supervisor' = ANY (roles)));
  SELECT coalesce(array_agg(g.content_object_id) FILTER (WHERE 'facts' = ANY (g.contents)), '{}'),
         coalesce(array_agg(g.content_object_id) FILTER (WHERE 'narrative' = ANY (g.contents)
           AND c.allows & cell_bit(g.audience, 'narrative') <> 0), '{}'),
         coalesce(array_agg(g.content_object_id) FILTER (WHERE 'plan' = ANY (g.contents)
           AND c.allows & cell_bit(g.audience, 'plan') <> 0), '{}')
    INTO s.granted, s.granted_text, s.granted_plan
    FROM people_persongrant g
    LEFT JOIN consent_consentnow c ON c.person_id = g.content_object_id
      AND (c.valid_until IS NULL OR c.valid_until > moment)
    WHERE g.user_id = me AND g.agency_id = house.id AND g.revoked_at IS NULL AND g.starts_at <= moment
      AND g.ends_at > moment AND NOT g.content_object_id = ANY (s.hidden);
  RETURN s;
END $$;

-- Whether the text of a note by p_author about p_person opens for somebody who stands like this.
CREATE OR REPLACE FUNCTION opens(s standing, p_person uuid, p_author uuid, p_content text, allows int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_person = s.own IS TRUE
    OR (p_content = 'narrative' AND p_author = ANY (s.peers) AND p_person = ANY (s.own_text))
    OR (p_person = ANY (s.paired) AND allows & cell_bit('paired', p_content) <> 0)
    OR (p_person = ANY (s.cover_open) AND allows & cell_bit('cover', p_content) <> 0)
    OR (NOT p_person = ANY (s.hidden) AND p_author = ANY (s.clinical_open) AND allows & cell_bit('clinical', p_content) <> 0)
    OR (NOT p_person = ANY (s.hidden) AND p_author = ANY (s.senior_open) AND allows & cell_bit('senior', p_content) <> 0)
    OR (p_content = 'narrative' AND p_person = ANY (s.granted_text))
    OR (p_content = 'plan' AND p_person = ANY (s.granted_plan)), false)
$$;

CREATE OR REPLACE FUNCTION allowed_now(p_person uuid) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c.allows FROM consent_consentnow c
    WHERE c.person_id = p_person AND (c.valid_until IS NULL OR c.valid_until > statement_timestamp())), 0)
$$;

-- May the acting user read this kind of content about this person now?
-- p_author: the peer who wrote the thing, or NULL for what hangs on the person alone; then a supervisor's way
-- leads through any peer of theirs who walks or walked with the person, and "author" means having walked with them.
CREATE OR REPLACE FUNCTION may_read(p_person uuid, p_author uuid, p_content text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s standing := my_standing(); person record; me uuid := app_uid();
  walked uuid[]; author boolean; paired boolean; supervised boolean; granted boolean; office boolean;
BEGIN
  SELECT p.id, p.also_staff_id INTO person FROM people_supportedperson p
    JOIN accounts_user u ON u.id = me AND u.agency_id = p.agency_id AND u.is_active WHERE p.id = p_person;
  IF NOT FOUND OR person.also_staff_id = me THEN RETURN false; END IF;
  IF p_person = s.own THEN RETURN p_content <> 'draft'; END IF;
  IF p_author IS NULL THEN
    walked := (SELECT coalesce(array_agg(a.peer_id), '{}') FROM people_pairing a
               WHERE a.person_id = p_person
                 AND (a.state IN ('active', 'paused', 'ended') OR a.walked_until IS NOT NULL));
  ELSE
    walked := ARRAY[p_author];
  END IF;
  IF p_content = 'narrative' THEN RETURN opens(s, p_person, p_author, p_content, allowed_now(p_person)); END IF;
  IF p_content = 'plan' THEN
    RETURN EXISTS (SELECT FROM unnest(walked || NULL::uuid) w (peer) WHERE opens(s, p_person, w.peer, p_content, allowed_now(p_person)));
  END IF;
  -- A blocked author keeps the facts of what they wrote, and nothing that hangs on the person alone.
  author := s.peers && walked AND (NOT p_person = ANY (s.blocked) OR (p_content = 'facts' AND p_author IS NOT NULL));
  paired := p_person = ANY (s.paired || s.cover);
  supervised := NOT p_person = ANY (s.hidden) AND (s.clinical || s.senior) && walked;
  granted := EXISTS (SELECT FROM people_persongrant g WHERE g.user_id = me AND g.content_object_id = p_person
    AND g.revoked_at IS NULL AND g.starts_at <= statement_timestamp() AND g.ends_at > statement_timestamp()
    AND NOT p_person = ANY (s.hidden) AND s.peers IS NOT NULL AND my_roles() <> '{}');
  office := s.is_admin AND NOT p_person = ANY (s.hidden);
  RETURN CASE p_content
    WHEN 'identity' THEN author OR paired OR supervised OR granted OR office
    WHEN 'contact' THEN paired OR office
    WHEN 'facts' THEN author OR paired OR supervised OR p_person = ANY (s.granted)
    WHEN 'consent' THEN author OR paired OR supervised OR office
    WHEN 'choices' THEN paired
    ELSE false END;
END $$;

REVOKE EXECUTE ON FUNCTION my_standing(), may_read(uuid, uuid, text) FROM PUBLIC;

-- Which conversation about the agreement may come up when somebody meets a person next. One for each of them at most.
-- The rule stands here once: the pages of peers ask it live, the table consent_consentreminder keeps what it answered.

-- After "not today" two weeks pass, whatever it was about.
-- missing     nobody talked it through yet; after "not today" two weeks later, after a no or a yes taken back half a year
-- ran_out     a yes whose time is over
-- superseded  a yes to a promise of before, and what may be shared has become more since
-- expiring    a yes that ends within thirty days
-- Nothing is due of those who died, in a program that writes nothing down, or in a house that promised nothing yet.
CREATE OR REPLACE FUNCTION reminders_due(people uuid[], moment timestamptz)
RETURNS TABLE (person_id uuid, agency_id uuid, kind text, consent_id uuid, due_at timestamptz, due_on date)
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
BEGIN
  RETURN QUERY
  SELECT p.id, p.agency_id, d.kind, r.id, d.due_at, (d.due_at AT TIME ZONE g.time_zone)::date
  FROM unnest(people) AS asked (id)
  JOIN people_supportedperson p ON p.id = asked.id AND p.died_on IS NULL
  JOIN accounts_program g ON g.id = p.program_id AND g.level <> 'none'
  JOIN consent_confidentialitypolicy house ON house.agency_id = p.agency_id AND house.state = 'published'
  -- What stands: a "not today" that came while a yes holds is a record of its own and ends nothing.
  LEFT JOIN LATERAL (SELECT * FROM consent_consentrecord c WHERE c.person_id = p.id AND c.superseded_at IS NULL
    ORDER BY c.version DESC LIMIT 1) r ON true
  LEFT JOIN LATERAL (SELECT max(c.signed_at) AS said_at FROM consent_consentrecord c
    WHERE c.person_id = p.id AND c.version > r.version AND c.answer = 'not_today') later ON true
  LEFT JOIN LATERAL (SELECT min(newer.valid_from) AS wider_from
    FROM consent_confidentialitypolicy signed
    JOIN consent_confidentialitypolicy newer ON newer.agency_id = signed.agency_id AND newer.version > signed.version
      AND newer.version <= house.version AND newer.change = 'wider'
    WHERE signed.id = r.policy_id AND r.policy_id <> house.id) w ON true
  CROSS JOIN LATERAL (SELECT
    r.id IS NOT NULL AND r.answer = 'yes' AND r.withdrawn_at IS NULL AS said_yes,
    coalesce(r.expires_at <= moment, false) AS is_over) s
  CROSS JOIN LATERAL (SELECT CASE
      WHEN NOT s.said_yes THEN 'missing'
      WHEN s.is_over THEN 'ran_out'
      WHEN w.wider_from IS NOT NULL THEN 'superseded'
      ELSE 'expiring' END AS kind) k
  CROSS JOIN LATERAL (SELECT k.kind, greatest(later.said_at + interval '14 days', CASE k.kind
      WHEN 'missing' THEN CASE
        WHEN r.id IS NULL THEN p.created_at
        WHEN r.answer = 'not_today' THEN r.signed_at + interval '14 days'
        ELSE coalesce(r.withdrawn_at, r.signed_at) + interval '183 days' END
      WHEN 'ran_out' THEN r.expires_at
      WHEN 'superseded' THEN w.wider_from
      ELSE r.expires_at - interval '30 days' END) AS due_at) d
  -- Who said "not today" in the last thirty days is asked again when it ran out, not before.
  WHERE d.due_at <= moment AND (d.kind <> 'expiring' OR later.said_at IS NULL OR later.said_at < r.expires_at - interval '30 days');
END $f$;

-- Bring the rows of these people in step with the rule: what is no longer due is closed, what is due now is there once.
CREATE OR REPLACE FUNCTION reminders_refresh(people uuid[], moment timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE AS $f$
DECLARE made integer;
BEGIN
  UPDATE consent_consentreminder m SET closed_at = moment
  WHERE m.person_id = ANY (people) AND m.closed_at IS NULL AND NOT EXISTS (
    SELECT FROM reminders_due(ARRAY[m.person_id], moment) d
    WHERE d.kind = m.kind AND d.consent_id IS NOT DISTINCT FROM m.consent_id);
  INSERT INTO consent_consentreminder AS m (id, created_at, agency_id, person_id, kind, consent_id, due_on)
  SELECT gen_random_uuid(), moment, d.agency_id, d.person_id, d.kind, d.consent_id, d.due_on
  FROM reminders_due(people, moment) d
  ON CONFLICT ON CONSTRAINT one_reminder_of_a_kind DO UPDATE SET closed_at = NULL WHERE m.closed_at IS NOT NULL;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $f$;

-- People of a house whose rows are not in step with the rule, as time alone brings it about.
CREATE OR REPLACE FUNCTION reminders_out_of_step(house uuid, moment timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $f$
BEGIN
  RETURN QUERY
  WITH due AS MATERIALIZED (
    SELECT d.person_id, d.kind, d.consent_id
    FROM reminders_due((SELECT coalesce(array_agg(p.id), '{}') FROM people_supportedperson p WHERE p.agency_id = house), moment) d
  ), stand AS MATERIALIZED (
    SELECT m.person_id, m.kind::text, m.consent_id FROM consent_consentreminder m WHERE m.agency_id = house AND m.closed_at IS NULL
  )
  SELECT x.person_id FROM ((TABLE due EXCEPT TABLE stand) UNION (TABLE stand EXCEPT TABLE due)) x
  GROUP BY x.person_id ORDER BY x.person_id;
END $f$;

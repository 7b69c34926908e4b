-- The gate rows and what keeps them in step. What an agreement allows is worked out in computed.sql.

CREATE FUNCTION cell_bit(audience text, content text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT 1 << (4 * (array_position(ARRAY['paired', 'clinical', 'senior', 'cover', 'responder'], audience) - 1)
               + array_position(ARRAY['narrative', 'check_ins', 'plan'], content) - 1)
$$;

CREATE FUNCTION at_most(audience text, content text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN content = 'check_ins' THEN 0
    WHEN audience = 'paired' AND content = 'plan' THEN 2
    WHEN audience = 'senior' AND content = 'plan' THEN 0
    ELSE 1 END
$$;

-- Bring the gate rows of these people up to date. OFFSET 0 keeps the aggregate to the people asked for:
-- without it PostgreSQL flattens the join and aggregates everybody (202 ms instead of 1.7 ms, measured).
CREATE FUNCTION consent_refresh(people uuid[]) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE touched integer;
BEGIN
  UPDATE consent_consentnow g
  SET consent_id = v.consent_id, allows = coalesce(v.allows, 0), valid_until = v.valid_until,
      level = coalesce(v.level, 'attendance'), changes = g.changes + 1
  FROM unnest(people) AS asked (person_id)
  LEFT JOIN LATERAL (SELECT * FROM consent_computed c WHERE c.person_id = asked.person_id OFFSET 0) v ON true
  WHERE g.person_id = asked.person_id;
  GET DIAGNOSTICS touched = ROW_COUNT;
  RETURN touched;
END $$;

-- Exactly one gate row per person, made with the person.
CREATE FUNCTION make_gate_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO consent_consentnow (person_id, agency_id, allows, level, changes)
  VALUES (NEW.id, NEW.agency_id, 0, 'attendance', 0);
  RETURN NULL;
END $$;
CREATE TRIGGER people_supportedperson_has_a_gate AFTER INSERT ON people_supportedperson
  FOR EACH ROW EXECUTE FUNCTION make_gate_row();

-- Every narrowing touches the gate row, so that it waits for a running save or disclosure, and the next one for it:
-- a block, the end of a pairing, of a link or of a grant. Rows are locked in the order of their keys.
CREATE FUNCTION touch_gates(people uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consent_consentnow g WHERE g.person_id = ANY (people) ORDER BY g.person_id FOR NO KEY UPDATE;
  UPDATE consent_consentnow g SET changes = g.changes + 1 WHERE g.person_id = ANY (people);
END $$;

CREATE FUNCTION narrowing_touches_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'people_supervisionlink' THEN
    PERFORM touch_gates((SELECT coalesce(array_agg(a.person_id), '{}') FROM people_pairing a WHERE a.peer_id = NEW.peer_id));
  ELSIF TG_TABLE_NAME = 'people_persongrant' THEN
    PERFORM touch_gates(ARRAY[NEW.content_object_id]);
  ELSE
    PERFORM touch_gates(ARRAY[NEW.person_id]);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_blockedstaff_touches_gate BEFORE INSERT ON people_blockedstaff
  FOR EACH ROW EXECUTE FUNCTION narrowing_touches_gate();
CREATE TRIGGER people_pairing_touches_gate BEFORE UPDATE OF state, ends_on, ended_at ON people_pairing
  FOR EACH ROW EXECUTE FUNCTION narrowing_touches_gate();
CREATE TRIGGER people_supervisionlink_touches_gate BEFORE UPDATE OF ends_on, ended_at ON people_supervisionlink
  FOR EACH ROW EXECUTE FUNCTION narrowing_touches_gate();
CREATE TRIGGER people_persongrant_touches_gate BEFORE UPDATE OF ends_at, revoked_at ON people_persongrant
  FOR EACH ROW EXECUTE FUNCTION narrowing_touches_gate();

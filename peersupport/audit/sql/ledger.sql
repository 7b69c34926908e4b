-- The ledger: what must never be quietly different afterwards, as one hash chain for each agency. Everything that makes
-- a row a link is worked out here, under the lock of the chain's head; what a caller says about it is overwritten.

-- What a link seals. Time goes in as whole microseconds, so that no time zone of a session changes it.
CREATE OR REPLACE FUNCTION ledger_hash(e audit_ledgerentry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(e.agency_id, e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.actor_id,
    e.action, e.target_type, e.target_id, e.person_id, e.payload, encode(e.prev, 'hex'))::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION ledger_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE head audit_ledgerhead;
BEGIN
  INSERT INTO audit_ledgerhead (agency_id, seq, hash) VALUES (NEW.agency_id, 0, sha256(NEW.agency_id::text::bytea))
    ON CONFLICT (agency_id) DO NOTHING;
  SELECT * INTO head FROM audit_ledgerhead h WHERE h.agency_id = NEW.agency_id FOR UPDATE;
  NEW.seq := head.seq + 1;
  NEW.at := clock_timestamp();
  NEW.prev := head.hash;
  NEW.hash := ledger_hash(NEW);
  UPDATE audit_ledgerhead SET seq = NEW.seq, hash = NEW.hash WHERE agency_id = NEW.agency_id;
  RETURN NEW;
END $$;

REVOKE EXECUTE ON FUNCTION ledger_link() FROM PUBLIC;

DROP TRIGGER IF EXISTS audit_ledgerentry_is_linked ON audit_ledgerentry;
CREATE TRIGGER audit_ledgerentry_is_linked BEFORE INSERT ON audit_ledgerentry
  FOR EACH ROW EXECUTE FUNCTION ledger_link();

-- One agency's chain, walked once: how many links, the last one, and the first place where it does not hold.
-- fault: 'gap' (rows are missing before it), 'chain' (it does not follow the one before), 'hash' (it was changed),
-- 'head' (the chain ends elsewhere than its head says); NULL where everything holds.
CREATE OR REPLACE FUNCTION verify_ledger(p_agency uuid)
RETURNS TABLE (links bigint, last_seq bigint, last_hash bytea, fault text, at_seq bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE head audit_ledgerhead;
BEGIN
  SELECT * INTO head FROM audit_ledgerhead h WHERE h.agency_id = p_agency;
  WITH walked AS MATERIALIZED (
    SELECT e.seq, e.hash, CASE
        WHEN e.seq <> lag(e.seq, 1, 0::bigint) OVER follows + 1 THEN 'gap'
        WHEN e.prev <> lag(e.hash, 1, sha256(p_agency::text::bytea)) OVER follows THEN 'chain'
        WHEN e.hash <> ledger_hash(e) THEN 'hash' END AS fault
    FROM audit_ledgerentry e WHERE e.agency_id = p_agency WINDOW follows AS (ORDER BY e.seq)
  ), ends AS (SELECT w.seq, w.hash FROM walked w ORDER BY w.seq DESC LIMIT 1),
  wrong AS (SELECT w.seq, w.fault FROM walked w WHERE w.fault IS NOT NULL ORDER BY w.seq LIMIT 1)
  SELECT (SELECT count(*) FROM walked), (SELECT e.seq FROM ends e), (SELECT e.hash FROM ends e),
         (SELECT w.fault FROM wrong w), (SELECT w.seq FROM wrong w)
    INTO links, last_seq, last_hash, fault, at_seq;
  IF fault IS NULL AND (head.seq IS DISTINCT FROM last_seq OR head.hash IS DISTINCT FROM last_hash) THEN
    fault := 'head'; at_seq := coalesce(head.seq, last_seq);
  END IF;
  RETURN NEXT;
END $$;

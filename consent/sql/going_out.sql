-- What was allowed to go out, and what went: the words of a permission stay, only the stamp of its end is added, once.
CREATE OR REPLACE FUNCTION release_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
    OR (to_jsonb(NEW) - 'revoked_at' - 'revoked_by_id') <> (to_jsonb(OLD) - 'revoked_at' - 'revoked_by_id')
  THEN RAISE EXCEPTION 'A permission that was given is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consent_release_is_sealed BEFORE UPDATE OR DELETE ON consent_release
  FOR EACH ROW EXECUTE FUNCTION release_is_sealed();

-- What somebody asked to send is answered once, and never put differently.
CREATE OR REPLACE FUNCTION asked_disclosure_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.answered_at IS NOT NULL
    OR (to_jsonb(NEW) - 'answered_at' - 'answered_by_id' - 'disclosure_id' - 'alone')
      <> (to_jsonb(OLD) - 'answered_at' - 'answered_by_id' - 'disclosure_id' - 'alone')
  THEN RAISE EXCEPTION 'What was asked is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consent_askeddisclosure_is_sealed BEFORE UPDATE OR DELETE ON consent_askeddisclosure
  FOR EACH ROW EXECUTE FUNCTION asked_disclosure_is_sealed();

-- A permission taken back waits for a running disclosure, and the next one for it.
CREATE OR REPLACE TRIGGER consent_release_touches_gate BEFORE UPDATE OF revoked_at ON consent_release
  FOR EACH ROW EXECUTE FUNCTION narrowing_touches_gate();

-- So does a program that comes under 42 CFR Part 2: from then on its permissions need more.
CREATE OR REPLACE FUNCTION part2_touches_gates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM touch_gates((SELECT coalesce(array_agg(p.id), '{}') FROM people_supportedperson p WHERE p.program_id = NEW.id));
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER accounts_program_part2_touches_gates AFTER UPDATE OF part2 ON accounts_program
  FOR EACH ROW WHEN (NEW.part2 IS DISTINCT FROM OLD.part2) EXECUTE FUNCTION part2_touches_gates();

-- A program that keeps more or less than before is news for everybody in it. The level is changed below, in accounts,
-- which knows nobody in the program (docs/decisions/0004).
CREATE OR REPLACE FUNCTION level_is_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO people_news (id, created_at, agency_id, person_id, at, kind)
  SELECT gen_random_uuid(), now(), p.agency_id, p.id, now(), 'level'
  FROM people_supportedperson p WHERE p.program_id = NEW.id AND p.died_on IS NULL;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER accounts_program_level_is_news AFTER UPDATE OF level ON accounts_program
  FOR EACH ROW WHEN (NEW.level IS DISTINCT FROM OLD.level) EXECUTE FUNCTION level_is_news();

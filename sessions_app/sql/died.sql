-- When somebody died, nothing about them is planned, expected or due any more, from the same moment on.
CREATE OR REPLACE FUNCTION death_calls_everything_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sessions_app_attendance a USING sessions_app_supportsession x
  WHERE a.person_id = NEW.id AND x.id = a.session_id AND x.state = 'planned' AND x.group_id IS NOT NULL;
  UPDATE sessions_app_supportsession x SET state = 'cancelled', closed_at = clock_timestamp()
  WHERE x.state = 'planned' AND EXISTS (
    SELECT FROM sessions_app_attendance a WHERE a.session_id = x.id AND a.person_id = NEW.id);
  UPDATE sessions_app_sessionseries r SET ended_at = clock_timestamp() WHERE r.ended_at IS NULL AND r.person_id = NEW.id;
  DELETE FROM sessions_app_groupregular r WHERE r.person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER people_supportedperson_death_calls_off AFTER UPDATE OF died_on ON people_supportedperson
  FOR EACH ROW WHEN (NEW.died_on IS NOT NULL AND OLD.died_on IS NULL) EXECUTE FUNCTION death_calls_everything_off();

-- Who is deleted comes to nothing any more either.
CREATE OR REPLACE TRIGGER people_supportedperson_deletion_calls_off AFTER UPDATE OF erased_at ON people_supportedperson
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL) EXECUTE FUNCTION death_calls_everything_off();

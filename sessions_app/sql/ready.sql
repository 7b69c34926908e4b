-- A note is first ready to be read: until final_at the two can change what they wrote, and nothing else of it. Then
-- nobody can, by the clock of the database. It is never deleted.
CREATE OR REPLACE FUNCTION finished_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changeable text[] := ARRAY['text', 'agenda', 'next_step', 'taken_along', 'own_words', 'own_words_by'];
BEGIN
  IF TG_OP = 'DELETE' OR OLD.final_at <= clock_timestamp()
    OR (to_jsonb(NEW) - changeable) <> (to_jsonb(OLD) - changeable)
  THEN RAISE EXCEPTION 'A finished note is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_app_sessionnote_is_frozen BEFORE UPDATE OR DELETE ON sessions_app_sessionnote
  FOR EACH ROW EXECUTE FUNCTION finished_note_stays();

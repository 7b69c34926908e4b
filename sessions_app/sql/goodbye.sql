-- When two stop walking together, by a goodbye or a death, what they had planned is called off in the same moment.
-- The pairing is ended below, in people, which knows nothing of meetings (docs/decisions/0004).
CREATE OR REPLACE FUNCTION goodbye_calls_off_what_was_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions_app_supportsession x SET state = 'cancelled', closed_at = NEW.ended_at
  WHERE x.state = 'planned' AND x.group_id IS NULL AND x.peer_id = NEW.peer_id
    AND EXISTS (SELECT FROM sessions_app_attendance a WHERE a.session_id = x.id AND a.person_id = NEW.person_id);
  UPDATE sessions_app_sessionseries r SET ended_at = NEW.ended_at
  WHERE r.ended_at IS NULL AND r.peer_id = NEW.peer_id AND r.person_id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER people_pairing_calls_off_what_was_planned AFTER UPDATE OF state ON people_pairing
  FOR EACH ROW WHEN (NEW.state = 'ended') EXECUTE FUNCTION goodbye_calls_off_what_was_planned();

-- A reminder that still waits says nothing useful about a meeting that was moved or called off, by whomever and by
-- whichever way: it is dropped with the change. What is being sent at this very moment is not waited for.
CREATE FUNCTION drop_reminders_of_meeting() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications_message SET state = 'dropped' WHERE id IN (
    SELECT id FROM notifications_message WHERE about_id = NEW.id AND kind = 'meeting' AND state = 'ready'
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
  RETURN NULL;
END $$;

CREATE TRIGGER drop_reminders_of_meeting AFTER UPDATE OF state, starts_at ON sessions_app_supportsession
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.starts_at <> NEW.starts_at)
  EXECUTE FUNCTION drop_reminders_of_meeting();

-- What was said of a meeting that was moved, called off or has an end is over: what waits or needs somebody is dropped,
-- and the line on the page "For you" goes. What is being sent at this very moment is not waited for.
CREATE OR REPLACE FUNCTION drop_reminders_of_meeting() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications_message SET state = 'dropped' WHERE id IN (
    SELECT id FROM notifications_message
    WHERE about_id = NEW.id AND kind = 'meeting' AND state IN ('ready', 'dead', 'unknown')
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED);
  UPDATE notifications_message SET drop_at = created_at
  WHERE about_id = NEW.id AND kind = 'meeting' AND state = 'sent' AND drop_at > created_at;
  RETURN NULL;
END $$;

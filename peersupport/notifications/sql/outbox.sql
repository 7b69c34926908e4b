-- A message that may leave now wakes the watcher when its transaction commits. A later one is found by the sweep.
CREATE FUNCTION tell_of_message() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('outbox', NEW.lane::text || ' ' || NEW.id::text);
  RETURN NULL;
END $$;

CREATE TRIGGER tell_of_message AFTER INSERT ON notifications_message
  FOR EACH ROW WHEN (NEW.state = 'ready') EXECUTE FUNCTION tell_of_message();

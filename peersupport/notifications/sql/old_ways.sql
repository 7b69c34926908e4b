-- A number or an address that somebody does not have any more may be in other hands. The way of messages by it is
-- forgotten with the change, whoever made it; nothing comes until they choose again.
CREATE FUNCTION forget_old_ways() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications_route SET state = 'off', address = NULL, address_index = ''
  WHERE person_id = NEW.person_id AND state <> 'off' AND (
    channel = 'sms' AND OLD.phone_index NOT IN ('', NEW.phone_index)
    OR channel = 'email' AND OLD.email_index NOT IN ('', NEW.email_index));
  RETURN NULL;
END $$;

CREATE TRIGGER forget_old_ways AFTER UPDATE OF phone_index, email_index ON people_contactdetails
  FOR EACH ROW WHEN (OLD.phone_index <> NEW.phone_index OR OLD.email_index <> NEW.email_index)
  EXECUTE FUNCTION forget_old_ways();

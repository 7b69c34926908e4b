-- A role agreement that was published is what people signed: it and its words are frozen.
CREATE FUNCTION published_role_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version uuid; holds timestamptz;
BEGIN
  version := CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
  SELECT published_at INTO holds FROM rules_roleversion WHERE id = version;
  IF holds IS NOT NULL THEN
    RAISE EXCEPTION 'A published role agreement is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rules_roletext_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON rules_roletext
  FOR EACH ROW EXECUTE FUNCTION published_role_is_frozen();
CREATE TRIGGER rules_roleversion_is_frozen BEFORE UPDATE OR DELETE ON rules_roleversion
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

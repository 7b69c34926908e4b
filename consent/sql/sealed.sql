-- What was signed stays: the only changes to a consent record are its two closing stamps, each set once.
CREATE FUNCTION consent_record_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
    OR (to_jsonb(NEW) - 'withdrawn_at' - 'superseded_at') <> (to_jsonb(OLD) - 'withdrawn_at' - 'superseded_at')
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
    OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
  THEN RAISE EXCEPTION 'A signed agreement is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consent_consentrecord_is_sealed BEFORE UPDATE OR DELETE ON consent_consentrecord
  FOR EACH ROW EXECUTE FUNCTION consent_record_is_sealed();
CREATE TRIGGER consent_consentchoice_is_sealed BEFORE UPDATE OR DELETE ON consent_consentchoice
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A published policy and its words are frozen; a changed promise is a new version.
CREATE FUNCTION published_policy_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE policy uuid; standing_state text;
BEGIN
  policy := CASE WHEN TG_OP = 'DELETE' THEN OLD.policy_id ELSE NEW.policy_id END;
  SELECT state INTO standing_state FROM consent_confidentialitypolicy WHERE id = policy;
  IF standing_state <> 'draft' THEN
    RAISE EXCEPTION 'A published policy is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER consent_policytext_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON consent_policytext
  FOR EACH ROW EXECUTE FUNCTION published_policy_is_frozen();
CREATE TRIGGER consent_policylimit_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON consent_policylimit
  FOR EACH ROW EXECUTE FUNCTION published_policy_is_frozen();
CREATE TRIGGER consent_policyaudience_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON consent_policyaudience
  FOR EACH ROW EXECUTE FUNCTION published_policy_is_frozen();

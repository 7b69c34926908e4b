-- What a limit means belongs to the words of a published version, and is as frozen as they are.
CREATE TRIGGER consent_policyterms_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON consent_policyterms
  FOR EACH ROW EXECUTE FUNCTION published_policy_is_frozen();

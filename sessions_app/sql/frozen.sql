-- A finished note never changes: later words are an addendum. Only has_note, state and copies of the start move on
-- the session itself, and those are the service's.
CREATE TRIGGER sessions_app_sessionnote_is_frozen BEFORE UPDATE OR DELETE ON sessions_app_sessionnote
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sessions_app_addendum_is_frozen BEFORE UPDATE OR DELETE ON sessions_app_addendum
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

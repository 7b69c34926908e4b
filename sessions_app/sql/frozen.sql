-- An addendum to a finished note never changes either; the note itself see ready.sql.
CREATE TRIGGER sessions_app_addendum_is_frozen BEFORE UPDATE OR DELETE ON sessions_app_addendum
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

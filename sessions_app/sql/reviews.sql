-- What a supervisor sent about a note stays as it was sent: only the answer and the end are added, each once. Before it
-- is sent it is their own sheet.
CREATE OR REPLACE FUNCTION review_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  steps constant text[] := '{open,returned,answered,closed}';
  added text[] := '{state,answered_at,addendum_id,left_because,closed_at}';
BEGIN
  IF OLD.state = 'open' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    added := added || '{good,returned_at}'::text[];
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - added <> to_jsonb(OLD) - added OR OLD.state = 'closed'
    OR array_position(steps, NEW.state::text) < array_position(steps, OLD.state::text)
    OR (OLD.state = 'answered' AND (NEW.answered_at, NEW.addendum_id, NEW.left_because)
        IS DISTINCT FROM (OLD.answered_at, OLD.addendum_id, OLD.left_because))
  THEN RAISE EXCEPTION 'What was sent about a note is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sessions_app_notereview_is_sealed BEFORE UPDATE OR DELETE ON sessions_app_notereview
  FOR EACH ROW EXECUTE FUNCTION review_is_sealed();

CREATE OR REPLACE FUNCTION review_comment_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE review uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
BEGIN
  IF TG_OP = 'UPDATE' OR (SELECT r.state FROM sessions_app_notereview r WHERE r.id = review) <> 'open' THEN
    RAISE EXCEPTION 'What was sent about a note is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER sessions_app_reviewcomment_is_frozen BEFORE INSERT OR UPDATE OR DELETE
  ON sessions_app_reviewcomment FOR EACH ROW EXECUTE FUNCTION review_comment_is_frozen();

-- A withheld passage is never put differently. Until somebody agreed it can go; then only a question and its answer come.
CREATE OR REPLACE FUNCTION withheld_passage_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE added text[] := CASE OLD.state WHEN 'asked' THEN '{state,decided_at,decided_by_id}'::text[]
  WHEN 'agreed' THEN '{why_asked_at,why_answer,why_answered_at,why_answered_by_id}'::text[] ELSE '{}'::text[] END;
BEGIN
  IF TG_OP = 'DELETE' AND OLD.state <> 'agreed' THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'refused' THEN added := added || '{text}'::text[]; END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - added <> to_jsonb(OLD) - added
    OR (OLD.why_asked_at IS NOT NULL AND NEW.why_asked_at IS DISTINCT FROM OLD.why_asked_at)
    OR (OLD.why_answered_at IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD))
  THEN RAISE EXCEPTION 'A withheld passage is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sessions_app_withheldpassage_is_sealed BEFORE UPDATE OR DELETE
  ON sessions_app_withheldpassage FOR EACH ROW EXECUTE FUNCTION withheld_passage_is_sealed();

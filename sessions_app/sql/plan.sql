-- Words of the plan are not changed, only let go, reached, or said differently in a new row.
CREATE OR REPLACE FUNCTION words_of_the_plan_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.text IS DISTINCT FROM OLD.text OR NEW.person_id <> OLD.person_id OR NEW.peer_id IS DISTINCT FROM OLD.peer_id THEN
    RAISE EXCEPTION 'Words of the plan are not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sessions_app_goal_words_stay BEFORE UPDATE ON sessions_app_goal
  FOR EACH ROW EXECUTE FUNCTION words_of_the_plan_stay();
CREATE OR REPLACE TRIGGER sessions_app_step_words_stay BEFORE UPDATE ON sessions_app_step
  FOR EACH ROW EXECUTE FUNCTION words_of_the_plan_stay();
CREATE OR REPLACE TRIGGER sessions_app_connection_words_stay BEFORE UPDATE ON sessions_app_connection
  FOR EACH ROW EXECUTE FUNCTION words_of_the_plan_stay();

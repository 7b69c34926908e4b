-- Answers that nobody has read yet, for whom they are: the author of the note while their own text opens to them, or,
-- where the person chose so, the senior peer supervisor of that author today, whoever else may read the note.
CREATE OR REPLACE FUNCTION answers_waiting() RETURNS TABLE (response_id uuid) LANGUAGE plpgsql STABLE AS $f$
DECLARE s standing := my_standing();
BEGIN
  RETURN QUERY
  SELECT r.id FROM sessions_app_personresponse r
  JOIN people_supportedperson p ON p.id = r.person_id AND p.died_on IS NULL
  WHERE r.peer_id = ANY (s.peers || s.senior_open)
    AND ((NOT r.to_senior AND r.peer_id = ANY (s.peers) AND r.person_id = ANY (s.own_text))
      OR (r.to_senior AND r.peer_id = ANY (s.senior_open) AND NOT r.person_id = ANY (s.hidden)))
    AND NOT EXISTS (SELECT FROM sessions_app_peerreply y WHERE y.response_id = r.id)
    AND NOT EXISTS (SELECT FROM sessions_app_answertakenback b WHERE b.response_id = r.id);
END $f$;

-- The words of an answer never change. They go when the person takes the answer back, and in no other way.
CREATE OR REPLACE FUNCTION words_of_an_answer_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM sessions_app_answertakenback b WHERE b.response_id = OLD.response_id)
  THEN RAISE EXCEPTION 'An answer is not changed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS sessions_app_responsewords_stay ON sessions_app_responsewords;
CREATE TRIGGER sessions_app_responsewords_stay BEFORE UPDATE OR DELETE ON sessions_app_responsewords
  FOR EACH ROW EXECUTE FUNCTION words_of_an_answer_stay();

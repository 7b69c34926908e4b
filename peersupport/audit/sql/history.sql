-- The moment of a change as the services see it: the demo lives eighteen months back, everybody else now.
CREATE OR REPLACE FUNCTION history_moment() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT coalesce(nullif(current_setting('app.moment', true), '')::timestamptz, now()) $$;

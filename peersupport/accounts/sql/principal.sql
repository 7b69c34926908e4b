-- Who asks, and on which day: the base of every rule in the database.
-- app.uid is set for one transaction by core.principal; unset or empty it raises, so a forgotten scope is loud.

CREATE FUNCTION app_uid() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT current_setting('app.uid')::uuid $$;

CREATE FUNCTION local_day(zone text) RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (statement_timestamp() AT TIME ZONE zone)::date $$;

CREATE FUNCTION holds(starts_on date, ends_on date, ended_at timestamptz, zone text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT ended_at IS NULL AND starts_on <= local_day(zone) AND (ends_on IS NULL OR ends_on >= local_day(zone)) $$;

-- Roles in force today of the member of staff who asks; nothing for people and for those who left.
CREATE FUNCTION my_roles() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT m.role::text), '{}')
  FROM accounts_user u
  JOIN accounts_agency a ON a.id = u.agency_id
  JOIN accounts_membership m ON m.user_id = u.id AND m.agency_id = u.agency_id
  WHERE u.id = app_uid() AND u.is_active AND u.kind = 'staff'
    AND holds(m.starts_on, m.ends_on, m.ended_at, a.time_zone)
$$;

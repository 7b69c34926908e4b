-- What the role we are connected as could do, and what the database says of itself.
SELECT r.rolsuper OR r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND pg_has_role(r.rolname, c.relowner, 'MEMBER')),
       coalesce(shobj_description(d.oid, 'pg_database'), '')
  FROM pg_roles r, pg_database d
 WHERE r.rolname = current_user AND d.datname = current_database()

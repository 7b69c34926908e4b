-- What the demo's own comment says of this database, and whether it holds any table of ours.
SELECT coalesce(shobj_description(d.oid, 'pg_database'), ''),
       to_regclass('public.django_migrations') IS NOT NULL
  FROM pg_database d
 WHERE d.datname = current_database()

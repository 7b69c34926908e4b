-- Test databases only. Brings every table back to what the migrations left, without TRUNCATE and without our triggers.
CREATE SCHEMA test_support;

DO $$
DECLARE name text; filled boolean; parts text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE test_support.%I AS TABLE public.%I', name, name);
    END IF;
  END LOOP;

  -- Tables in which a test left something: one statement for all, because this is asked after every test. A table that
  -- the migrations filled is looked at when it has a younger row than they made, or another number of rows.
  SELECT string_agg(CASE WHEN b.tablename IS NULL
    THEN format('SELECT %2$L, false WHERE EXISTS (SELECT FROM public.%1$I)', t.tablename, t.tablename)
    ELSE format('SELECT %2$L, true WHERE EXISTS (SELECT FROM public.%1$I WHERE xmin::text::bigint >= %3$s)
                    OR (SELECT count(*) FROM public.%1$I) <> (SELECT count(*) FROM test_support.%1$I)',
                t.tablename, t.tablename, pg_snapshot_xmax(pg_current_snapshot()))
    END, ' UNION ALL ') INTO parts
    FROM pg_tables t
    LEFT JOIN pg_tables b ON b.schemaname = 'test_support' AND b.tablename = t.tablename
   WHERE t.schemaname = 'public';
  EXECUTE format('CREATE FUNCTION test_support.left_over() RETURNS TABLE (name text, made_by_migrations boolean)
    LANGUAGE plpgsql AS %L', 'BEGIN RETURN QUERY ' || parts || '; END');
END $$;

CREATE FUNCTION test_support.clean() RETURNS integer
LANGUAGE plpgsql SET session_replication_role = replica SET lock_timeout = '10s' AS $$
DECLARE name text; made_by_migrations boolean; cleaned integer := 0;
BEGIN
  FOR name, made_by_migrations IN SELECT * FROM test_support.left_over() LOOP
    IF made_by_migrations THEN
      EXECUTE format('DELETE FROM public.%1$I t WHERE NOT EXISTS '
                     '(SELECT 1 FROM test_support.%1$I b WHERE b::text = t::text)', name);
      EXECUTE format('INSERT INTO public.%1$I SELECT b.* FROM test_support.%1$I b WHERE NOT EXISTS '
                     '(SELECT 1 FROM public.%1$I t WHERE b::text = t::text)', name);
    ELSE
      EXECUTE format('DELETE FROM public.%I', name);
      cleaned := cleaned + 1;
    END IF;
  END LOOP;
  RETURN cleaned;
END $$;

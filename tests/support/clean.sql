-- Test databases only. Brings every table back to what the migrations left, without TRUNCATE and without our triggers.
CREATE SCHEMA test_support;

DO $$
DECLARE name text; filled boolean;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE test_support.%I AS TABLE public.%I', name, name);
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION test_support.clean() RETURNS integer
LANGUAGE plpgsql SET session_replication_role = replica SET lock_timeout = '10s' AS $$
DECLARE name text; made_by_migrations boolean; filled boolean; cleaned integer := 0;
BEGIN
  FOR name, made_by_migrations IN
    SELECT t.tablename, b.tablename IS NOT NULL
      FROM pg_tables t
      LEFT JOIN pg_tables b ON b.schemaname = 'test_support' AND b.tablename = t.tablename
     WHERE t.schemaname = 'public'
  LOOP
    IF made_by_migrations THEN
      EXECUTE format('DELETE FROM public.%1$I t WHERE NOT EXISTS '
                     '(SELECT 1 FROM test_support.%1$I b WHERE b::text = t::text)', name);
      EXECUTE format('INSERT INTO public.%1$I SELECT b.* FROM test_support.%1$I b WHERE NOT EXISTS '
                     '(SELECT 1 FROM public.%1$I t WHERE b::text = t::text)', name);
    ELSE
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO filled;
      IF filled THEN
        EXECUTE format('DELETE FROM public.%I', name);
        cleaned := cleaned + 1;
      END IF;
    END IF;
  END LOOP;
  RETURN cleaned;
END $$;

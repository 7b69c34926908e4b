"""Put the database back to a moment of a test, and say which tables have changed since. Superuser only."""

from typing import Any

import psycopg

COPY = """
DROP SCHEMA IF EXISTS test_snapshot CASCADE;
CREATE SCHEMA test_snapshot;
-- Which tables somebody wrote to: only those are compared. A trigger for each statement says it, so that looking costs
-- the same however many tables there are; putting back runs as a replica and is not told.
CREATE UNLOGGED TABLE test_snapshot.written (name text NOT NULL);
CREATE FUNCTION test_snapshot.tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO test_snapshot.written VALUES (TG_TABLE_NAME);
  RETURN NULL;
END $$;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE test_snapshot.%I AS TABLE public.%I', 'of_' || name, name);
    EXECUTE format('CREATE TRIGGER test_snapshot_tells AFTER INSERT OR UPDATE OR DELETE ON public.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION test_snapshot.tell()', name);
  END LOOP;
END $$;
CREATE FUNCTION test_snapshot.changed() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE here text; copy text; differs boolean; found text[] := '{}'; BEGIN
  FOR here IN WITH seen AS (DELETE FROM test_snapshot.written RETURNING name) SELECT DISTINCT name FROM seen LOOP
    copy := 'of_' || here;
    EXECUTE format('SELECT EXISTS (TABLE public.%1$I EXCEPT ALL TABLE test_snapshot.%2$I)
                        OR EXISTS (TABLE test_snapshot.%2$I EXCEPT ALL TABLE public.%1$I)', here, copy)
      INTO differs;
    IF differs THEN found := found || here; END IF;
  END LOOP;
  RETURN found;
END $$;
CREATE FUNCTION test_snapshot.put_back(names text[]) RETURNS void LANGUAGE plpgsql
SET session_replication_role = replica SET lock_timeout = '10s' AS $$
DECLARE name text; BEGIN
  FOREACH name IN ARRAY names LOOP
    EXECUTE format('DELETE FROM public.%I', name);
    EXECUTE format('INSERT INTO public.%I TABLE test_snapshot.%I', name, 'of_' || name);
  END LOOP;
END $$;
"""


class Snapshot:
    def __init__(self, superuser: psycopg.Connection[Any]) -> None:
        self.superuser = superuser

    def take(self) -> None:
        self.superuser.execute(COPY)

    def changed(self) -> set[str]:
        """Tables that differ from the snapshot, of those written to since it was asked last."""
        found = self.superuser.execute("SELECT test_snapshot.changed()", prepare=True).fetchone()
        return set(found[0]) if found else set()

    def put_back(self, tables: set[str]) -> None:
        """To be asked for with what changed() gave: what was not put back is not told of again."""
        if tables:
            self.superuser.execute("SELECT test_snapshot.put_back(%s)", [sorted(tables)])

    def forget(self) -> None:
        """With the schema go its triggers on the tables of the house."""
        self.superuser.execute("DROP SCHEMA IF EXISTS test_snapshot CASCADE")

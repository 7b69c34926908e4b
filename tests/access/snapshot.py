"""Put the database back to a moment of a test, and say which tables have changed since. Superuser only."""

from typing import Any

import psycopg

COPY = """
DROP SCHEMA IF EXISTS test_snapshot CASCADE;
CREATE SCHEMA test_snapshot;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE test_snapshot.%I AS TABLE public.%I', name, name);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION test_support.changed() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE name text; differs boolean; found text[] := '{}'; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'test_snapshot' LOOP
    EXECUTE format('SELECT EXISTS (TABLE public.%1$I EXCEPT TABLE test_snapshot.%1$I)
                        OR EXISTS (TABLE test_snapshot.%1$I EXCEPT TABLE public.%1$I)', name) INTO differs;
    IF differs THEN found := found || name; END IF;
  END LOOP;
  RETURN found;
END $$;
CREATE OR REPLACE FUNCTION test_support.put_back(names text[]) RETURNS void LANGUAGE plpgsql
SET session_replication_role = replica SET lock_timeout = '10s' AS $$
DECLARE name text; BEGIN
  FOREACH name IN ARRAY names LOOP
    EXECUTE format('DELETE FROM public.%I', name);
    EXECUTE format('INSERT INTO public.%1$I TABLE test_snapshot.%1$I', name);
  END LOOP;
END $$;
"""


class Snapshot:
    def __init__(self, superuser: psycopg.Connection[Any]) -> None:
        self.superuser, self.seen = superuser, None

    def take(self) -> None:
        self.superuser.execute(COPY)
        self.seen = self._next_transaction()

    def _next_transaction(self) -> Any:
        found = self.superuser.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
        return found[0] if found else None

    def changed(self) -> set[str]:
        """Tables that differ from the snapshot. Nobody wrote anything at all: nothing to compare."""
        if self._next_transaction() == self.seen:
            return set()
        found = self.superuser.execute("SELECT test_support.changed()").fetchone()
        return set(found[0]) if found else set()

    def put_back(self, tables: set[str]) -> None:
        if tables:
            self.superuser.execute("SELECT test_support.put_back(%s)", [sorted(tables)])
        self.seen = self._next_transaction()

    def forget(self) -> None:
        self.superuser.execute("DROP SCHEMA IF EXISTS test_snapshot CASCADE")

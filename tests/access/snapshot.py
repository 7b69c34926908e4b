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
-- Tables that somebody may have written to since a transaction: a younger row, or another number of rows. One plan for
-- all of them; only these are compared row by row.
DO $$ DECLARE parts text; BEGIN
  SELECT string_agg(format(
    'SELECT %2$L WHERE EXISTS (SELECT FROM public.%1$I WHERE xmin::text::bigint >= since)
        OR (SELECT count(*) FROM public.%1$I) <> (SELECT count(*) FROM test_snapshot.%1$I)',
    tablename, tablename), ' UNION ALL ') INTO parts FROM pg_tables WHERE schemaname = 'test_snapshot';
  EXECUTE format('CREATE OR REPLACE FUNCTION test_support.written(since bigint) RETURNS SETOF text
    LANGUAGE plpgsql AS %L', 'BEGIN RETURN QUERY ' || parts || '; END');
END $$;
CREATE OR REPLACE FUNCTION test_support.changed(since bigint) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE name text; differs boolean; found text[] := '{}'; BEGIN
  FOR name IN SELECT test_support.written(since) LOOP
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
        self.superuser, self.seen = superuser, (0, 0)

    def take(self) -> None:
        self.superuser.execute(COPY)
        self.seen = self._next_transaction()

    def _next_transaction(self) -> tuple[int, int]:
        """The oldest transaction that is not over, and the first that has not begun."""
        ask = """SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint
                 FROM pg_current_snapshot() now"""
        oldest, next_one = self.superuser.execute(ask).fetchone() or (0, 0)
        return oldest, next_one

    def changed(self) -> set[str]:
        """Tables that differ from the snapshot. Nobody wrote anything at all: nothing to compare."""
        if self._next_transaction() == self.seen:
            return set()
        found = self.superuser.execute("SELECT test_support.changed(%s)", [self.seen[0]]).fetchone()
        return set(found[0]) if found else set()

    def put_back(self, tables: set[str]) -> None:
        if tables:
            self.superuser.execute("SELECT test_support.put_back(%s)", [sorted(tables)])
        self.seen = self._next_transaction()

    def forget(self) -> None:
        self.superuser.execute("DROP SCHEMA IF EXISTS test_snapshot CASCADE")

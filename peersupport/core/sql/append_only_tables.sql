-- Tables with a trigger of core.operations.AppendOnly, and whether it leaves DELETE alone (bit 3 of tgtype is DELETE).
SELECT c.oid::regclass::text, (t.tgtype & 8) = 0 AS may_delete
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'public' AND NOT t.tgisinternal AND t.tgname = c.relname || '_is_append_only'
 ORDER BY 1

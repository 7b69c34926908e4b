-- One long COPY into tables that nobody else uses: no triggers, no look-ups of keys, the log of changes not waited for.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
CREATE TEMPORARY TABLE last_note (peer uuid, person uuid, at timestamptz);

-- Committed at once, so that a process that dies while it works is counted too.
UPDATE exchange_importprogress SET attempts = attempts + 1, done = 0 WHERE run_id = %s RETURNING attempts

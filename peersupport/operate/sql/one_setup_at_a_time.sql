-- Held until the transaction ends. The number means nothing but "somebody is setting up this house".
SELECT pg_advisory_xact_lock(5201943)

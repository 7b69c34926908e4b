-- What `createcachetable` would make, made by the owner with everything else.
CREATE TABLE cache_entries (
  cache_key varchar(255) PRIMARY KEY,
  value text NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX cache_entries_expires ON cache_entries (expires);

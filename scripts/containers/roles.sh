#!/bin/sh
# Run once by the postgres image, while its volume is empty: one role that owns the tables, one that
# works with them, and one that does so while all other connections are taken.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --no-psqlrc -v ON_ERROR_STOP=1 \
  -v owner_password="$(cat "${SECRETS:-/run/secrets}/owner_password")" \
  -v web_password="$(cat "${SECRETS:-/run/secrets}/web_password")" \
  -v watch_password="$(cat "${SECRETS:-/run/secrets}/watch_password")" <<'SQL'
CREATE ROLE app_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE app_web LOGIN PASSWORD :'web_password';
CREATE ROLE app_watch LOGIN PASSWORD :'watch_password' IN ROLE app_web, pg_use_reserved_connections;
CREATE DATABASE peersupport OWNER app_owner;
SQL

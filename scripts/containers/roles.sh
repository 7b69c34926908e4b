#!/bin/sh
# Run once by the postgres image, while its volume is empty: one role that owns the tables and one that works with them.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --no-psqlrc -v ON_ERROR_STOP=1 \
  -v owner_password="$(cat "${SECRETS:-/run/secrets}/owner_password")" \
  -v web_password="$(cat "${SECRETS:-/run/secrets}/web_password")" <<'SQL'
CREATE ROLE app_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE app_web LOGIN PASSWORD :'web_password';
CREATE DATABASE peersupport OWNER app_owner;
SQL

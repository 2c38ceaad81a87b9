#!/bin/sh
# Runs once, on an empty volume: the role that Sila connects with is no superuser and owns its database only.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$SILA_PASSWORD" --username postgres <<'SQL'
CREATE ROLE sila LOGIN PASSWORD :'password';
CREATE DATABASE sila OWNER sila TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
\connect sila
CREATE EXTENSION IF NOT EXISTS pg_trgm;
SQL

-- The roles and the database of Tagalong, run by a superuser with psql:
--
--     psql -d postgres -f deploy/database.sql
--
-- It may be run again at any time and then changes nothing. For a database of another name add
-- `-v database=NAME`. Passwords come from the environment, each only if it is set:
-- MDL_MIGRATOR_PASSWORD, MDL_APP_PASSWORD, MDL_BACKUP_PASSWORD.
--
--     mdl_owner     owns every table; nobody signs in as it
--     mdl_migrator  signs in to change the schema, and then acts as mdl_owner
--     mdl_app       the web server, the worker and every command: reads and writes rows, owns
--                   nothing, cannot empty a table, and is held by row-level security
--     mdl_backup    reads everything, for pg_dump; writes nothing

\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\if :{?database}
\else
    \set database mdl
\endif

-- Roles ----------------------------------------------------------------------------------------

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['mdl_owner', 'mdl_migrator', 'mdl_app', 'mdl_backup']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

ALTER ROLE mdl_owner    NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE mdl_migrator LOGIN   NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE mdl_app      LOGIN   NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE mdl_backup   LOGIN   NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;

GRANT mdl_owner TO mdl_migrator;
GRANT pg_read_all_data TO mdl_backup;

\getenv migrator_password MDL_MIGRATOR_PASSWORD
\if :{?migrator_password}
    ALTER ROLE mdl_migrator PASSWORD :'migrator_password';
\endif
\getenv app_password MDL_APP_PASSWORD
\if :{?app_password}
    ALTER ROLE mdl_app PASSWORD :'app_password';
\endif
\getenv backup_password MDL_BACKUP_PASSWORD
\if :{?backup_password}
    ALTER ROLE mdl_backup PASSWORD :'backup_password';
\endif

-- The database ---------------------------------------------------------------------------------

SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec

ALTER DATABASE :"database" OWNER TO mdl_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO mdl_migrator, mdl_app, mdl_backup;
-- Imports copy into a temporary stage before they insert.
GRANT TEMPORARY ON DATABASE :"database" TO mdl_app;

ALTER ROLE mdl_migrator IN DATABASE :"database" SET role = 'mdl_owner';
-- A lock that is not had in ten seconds would queue every request behind the migration.
ALTER ROLE mdl_migrator IN DATABASE :"database" SET lock_timeout = '10s';
ALTER ROLE mdl_app IN DATABASE :"database" SET statement_timeout = '30s';
ALTER ROLE mdl_app IN DATABASE :"database" SET idle_in_transaction_session_timeout = '5min';

-- Inside it ------------------------------------------------------------------------------------

\connect :"database"
SET client_min_messages = warning;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER SCHEMA public OWNER TO mdl_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mdl_app, mdl_backup;

-- What mdl_owner will make. A migration takes back what a table must not allow (an audit table its
-- UPDATE and DELETE); nothing is granted on existing tables here, so that it stays taken back.
ALTER DEFAULT PRIVILEGES FOR ROLE mdl_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mdl_app;
ALTER DEFAULT PRIVILEGES FOR ROLE mdl_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO mdl_app;
ALTER DEFAULT PRIVILEGES FOR ROLE mdl_owner IN SCHEMA public
    GRANT EXECUTE ON FUNCTIONS TO mdl_app;

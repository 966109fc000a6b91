"""What each role of the database may do: deploy/database.sql, tried."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.postgres import drop_database, prepare_database
from mdl.embedded.servers import Servers

DATABASE = "another_name"


@pytest.fixture
def database(servers: Servers) -> Iterator[str]:
    """A database of another name with one table that the migrator made."""
    binaries = postgres_binaries(servers.state)
    prepare_database(servers.state, binaries, database=DATABASE)
    with psycopg.connect(servers.database_url("mdl_migrator", DATABASE)) as connection:
        connection.execute("CREATE TABLE note (id bigserial PRIMARY KEY, words text)")
    yield DATABASE
    drop_database(servers.state, binaries, DATABASE)


@pytest.fixture
def app(servers: Servers, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(servers.database_url("mdl_app", database)) as connection:
        yield connection


def test_the_application_reads_and_writes_rows(app: psycopg.Connection) -> None:
    app.execute("INSERT INTO note (words) VALUES ('hello')")
    app.execute("UPDATE note SET words = 'goodbye'")
    assert app.execute("SELECT id, words FROM note").fetchall() == [(1, "goodbye")]
    app.execute("DELETE FROM note")


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE note",
        "DROP TABLE note",
        "ALTER TABLE note DISABLE TRIGGER ALL",
        "CREATE TABLE own (id int)",
        "SET ROLE mdl_owner",
    ],
)
def test_the_application_may_not_change_the_schema(app: psycopg.Connection, statement: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        app.execute(statement)


def test_the_application_has_a_temporary_stage_for_imports(app: psycopg.Connection) -> None:
    app.execute("CREATE TEMPORARY TABLE stage (LIKE note)")


def test_the_application_owns_nothing_and_is_held_by_row_security(
    app: psycopg.Connection,
) -> None:
    owned = app.execute("SELECT count(*) FROM pg_class WHERE relowner = 'mdl_app'::regrole")
    assert owned.fetchone() == (0,)
    powers = app.execute(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
        " FROM pg_roles WHERE rolname = 'mdl_app'"
    )
    assert powers.fetchone() == (False, False, False, False, False)
    memberships = app.execute(
        "SELECT count(*) FROM pg_auth_members WHERE member = 'mdl_app'::regrole"
    )
    assert memberships.fetchone() == (0,)


def test_a_statement_of_the_application_ends_after_half_a_minute(app: psycopg.Connection) -> None:
    assert app.execute("SHOW statement_timeout").fetchone() == ("30s",)


def test_what_the_migrator_makes_belongs_to_the_owner(app: psycopg.Connection) -> None:
    owner = app.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'note'")
    assert owner.fetchone() == ("mdl_owner",)


def test_a_backup_reads_past_row_security_and_writes_nothing(
    servers: Servers, app: psycopg.Connection, database: str
) -> None:
    app.execute("INSERT INTO note (words) VALUES ('hello')")
    app.commit()
    with psycopg.connect(servers.database_url("mdl_migrator", database)) as migrator:
        migrator.execute("ALTER TABLE note ENABLE ROW LEVEL SECURITY")
        migrator.execute("ALTER TABLE note FORCE ROW LEVEL SECURITY")

    assert app.execute("SELECT words FROM note").fetchall() == []
    with psycopg.connect(servers.database_url("mdl_backup", database)) as backup:
        assert backup.execute("SELECT words FROM note").fetchall() == [("hello",)]
        with pytest.raises(InsufficientPrivilege):
            backup.execute("DELETE FROM note")


def test_running_the_file_again_changes_nothing_and_gives_nothing_back(
    servers: Servers, database: str
) -> None:
    with psycopg.connect(servers.database_url("mdl_migrator", database)) as migrator:
        migrator.execute("REVOKE DELETE ON note FROM mdl_app")

    prepare_database(servers.state, postgres_binaries(servers.state), database=database)

    address = servers.database_url("mdl_app", database)
    with psycopg.connect(address) as app, pytest.raises(InsufficientPrivilege):
        app.execute("DELETE FROM note")


def test_a_stranger_may_not_even_connect(servers: Servers, database: str) -> None:
    with psycopg.connect(servers.database_url("mdl_superuser", database)) as superuser:
        superuser.execute("CREATE ROLE stranger LOGIN")
        superuser.commit()
        try:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(servers.database_url("stranger", database))
        finally:
            superuser.execute("DROP ROLE stranger")

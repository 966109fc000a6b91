"""The servers come with their first user and leave with their last, however that one ends."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from celery import Celery
from redis import Redis

from mdl.embedded import EmbeddedError, locks, servers
from mdl.embedded.keys import NAMES, keys
from mdl.embedded.state import CHECKOUT
from mdl.embedded.valkey import socket_path

USE_UNTIL_TOLD = """
import sys
from mdl import embedded
with embedded.servers() as running:
    print(running.state.ready_file.read_text(), flush=True)
    sys.stdin.read()
"""
RunningFrom = Callable[[Path], dict[int, str]]
NothingRunsFrom = Callable[[Path], None]


def another_user(state_dir: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USE_UNTIL_TOLD],
        cwd=CHECKOUT,
        env={**os.environ, "MDL_STATE_DIR": str(state_dir)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def keeper_of(user: subprocess.Popen[str]) -> int:
    assert user.stdout is not None
    return int(user.stdout.readline())


def test_a_second_process_joins_and_the_servers_stay_until_it_leaves(
    state_dir: Path, running_from: RunningFrom, nothing_runs_from: NothingRunsFrom
) -> None:
    with servers({"MDL_STATE_DIR": str(state_dir)}) as running:
        keeper = int(running.state.ready_file.read_text())
        second = another_user(state_dir)
        assert keeper_of(second) == keeper

    assert keeper in running_from(state_dir)
    with psycopg.connect(running.database_url("mdl_app")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("mdl_app",)

    second.communicate()
    assert running_from(state_dir) == {}


def test_what_was_committed_is_there_at_the_next_start(state_dir: Path) -> None:
    environ = {"MDL_STATE_DIR": str(state_dir)}
    with (
        servers(environ) as running,
        psycopg.connect(running.database_url("mdl_migrator"), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE note (words text)")
        connection.execute("INSERT INTO note VALUES ('kept')")

    with (
        servers(environ) as running,
        psycopg.connect(running.database_url("mdl_app")) as connection,
    ):
        assert connection.execute("SELECT words FROM note").fetchone() == ("kept",)


def test_a_user_killed_without_warning_leaves_nothing_behind(
    state_dir: Path, nothing_runs_from: NothingRunsFrom
) -> None:
    user = another_user(state_dir)
    keeper_of(user)

    user.kill()
    user.communicate()

    nothing_runs_from(state_dir)
    assert "shut down" in (state_dir / "own/logs/postgres.log").read_text().splitlines()[-1]


def test_a_keeper_killed_without_warning_takes_the_servers_with_it(
    state_dir: Path, running_from: RunningFrom, nothing_runs_from: NothingRunsFrom
) -> None:
    user = another_user(state_dir)
    keeper = keeper_of(user)
    assert len(running_from(state_dir)) > 3

    os.kill(keeper, signal.SIGKILL)
    user.kill()
    user.communicate()

    nothing_runs_from(state_dir)


def test_a_start_right_after_a_kill_waits_for_the_earlier_servers(state_dir: Path) -> None:
    user = another_user(state_dir)
    os.kill(keeper_of(user), signal.SIGKILL)
    while locks.is_held(state_dir / "own" / "keeper.lock"):  # a kill takes a moment
        time.sleep(0.001)

    with servers({"MDL_STATE_DIR": str(state_dir)}) as running:
        with psycopg.connect(running.database_url("mdl_app")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        user.communicate()


def test_a_start_after_a_killed_postgresql_waits_for_its_recovery(
    state_dir: Path, nothing_runs_from: NothingRunsFrom
) -> None:
    user = another_user(state_dir)
    keeper_of(user)
    pid_file = state_dir / "postgres/postmaster.pid"
    os.kill(int(pid_file.read_text().split("\n")[0]), signal.SIGKILL)
    user.communicate()
    nothing_runs_from(state_dir)
    assert "ready" in pid_file.read_text()

    with (
        servers({"MDL_STATE_DIR": str(state_dir)}) as running,
        psycopg.connect(running.database_url("mdl_app")) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_postgresql_is_refused_in_words(state_dir: Path) -> None:
    environ = {"MDL_STATE_DIR": str(state_dir)}
    with servers(environ) as running:
        version = running.state.postgres / "PG_VERSION"
    version.write_text("9\n")

    refused = pytest.raises(EmbeddedError, match="made by PostgreSQL 9, but the programs in")
    with refused, servers(environ):
        pass


def test_the_keys_are_made_once_and_only_we_can_read_them(state_dir: Path) -> None:
    state_dir.mkdir()
    first = keys(state_dir, {})

    assert keys(state_dir, {}) == first
    assert len(set(first.values())) == len(NAMES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in state_dir.iterdir()} == {0o600}
    assert keys(state_dir, {"SECRET_KEY": "given"})["SECRET_KEY"] == "given"


def test_the_broker_speaks_with_celery_and_with_redis(state_dir: Path) -> None:
    with servers({"MDL_STATE_DIR": str(state_dir)}, throw_away=True) as running:
        with Celery(broker=running.redis_url()).connection() as connection:
            connection.ensure_connection(max_retries=1)
            queue = connection.SimpleQueue("greetings")
            queue.put("hello")
            assert queue.get(timeout=5).payload == "hello"
            queue.close()
        with Redis(unix_socket_path=str(socket_path(running.state))) as redis:
            assert redis.config_get("appendonly") == {"appendonly": "yes"}
    assert not state_dir.exists()  # it was thrown away

"""Using the embedded servers: join those that run, or have them started.

    with servers() as running:
        os.environ.update(running.environment())

Any number of processes may do this at once; the servers stop when the last has left.
"""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mdl.embedded import keys, locks, postgres, valkey
from mdl.embedded.errors import KEEPER_IS_BUSY, EmbeddedError
from mdl.embedded.state import CHECKOUT, State, choose_state

PATIENCE = 180  # seconds for a first start on a slow disk
# Our children, though they are meant for everybody: noted so that they are also waited for.
_started: dict[Path, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Servers:
    """Where the servers of a state directory are; the addresses are the same at every start."""

    state: State

    def database_url(self, role: str, database: str = postgres.DATABASE) -> str:
        """The address for a role: mdl_app, mdl_migrator, mdl_backup or mdl_superuser."""
        return postgres.url(self.state, role, database)

    def redis_url(self, database: int = 0) -> str:
        """The broker's address, for Celery."""
        return valkey.url(self.state, database)

    def environment(self, database: str = postgres.DATABASE, broker: int = 0) -> dict[str, str]:
        """What the settings read: as the application, which owns nothing."""
        return {
            "MDL_STATE_DIR": str(self.state.root),
            "DATABASE_URL": self.database_url("mdl_app", database),
            "REDIS_URL": self.redis_url(broker),
            **keys.keys(self.state.own),
        }

    def administration(self, database: str = postgres.DATABASE) -> dict[str, str]:
        """The addresses of the other roles, for the commands that need one."""
        return {
            "MIGRATOR_DATABASE_URL": self.database_url("mdl_migrator", database),
            "BACKUP_DATABASE_URL": self.database_url("mdl_backup", database),
            "SUPERUSER_DATABASE_URL": self.database_url(postgres.SUPERUSER, database),
        }


def located(environ: Mapping[str, str] = os.environ) -> Servers:
    """Where the servers are or will be, with its directory made; nothing is started."""
    state = choose_state(environ)
    state.prepare()
    return Servers(state)


@contextlib.contextmanager
def servers(
    environ: Mapping[str, str] = os.environ, *, throw_away: bool = False
) -> Iterator[Servers]:
    """The running servers, started if need be, and stopped after their last user.

    With `throw_away` the state directory is removed at the end and nothing is flushed to disk.
    Raises EmbeddedError with the reason where they cannot be started.
    """
    running = located(environ)
    use = locks.open_lock(running.state.users_lock)
    try:
        locks.wait_shared(use)
        _ensure_keeper(running.state, throw_away=throw_away)
        yield running
    finally:
        os.close(use)
        _wait_for_leave(running.state)
        _reap(running.state)


def _ensure_keeper(state: State, *, throw_away: bool) -> None:
    end = time.monotonic() + PATIENCE
    while not (locks.is_held(state.keeper_lock) and state.ready_file.exists()):
        if locks.is_held(state.keeper_lock):  # it is starting, or leaving, for another process
            time.sleep(0.05)
        else:
            _start_keeper(state, throw_away=throw_away)
        if time.monotonic() > end:
            raise EmbeddedError(
                f"The embedded servers did not answer within {PATIENCE} seconds; "
                f"their logs are in {state.logs}."
            )


def _start_keeper(state: State, *, throw_away: bool) -> None:
    """Start one in a session of its own, so that no Ctrl-C meant for us reaches it."""
    state.ready_file.unlink(missing_ok=True)
    with (state.logs / "keeper.log").open("ab") as log:
        started = subprocess.Popen(
            [
                *(sys.executable, "-m", "mdl.embedded.keeper"),
                *(["--throw-away"] if throw_away else []),
            ],
            cwd=CHECKOUT,
            env={**os.environ, "MDL_STATE_DIR": str(state.root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    _started[state.root] = started
    assert started.stdout is not None  # noqa: S101 - we asked for a pipe
    with started.stdout as line:
        answer = line.read().decode()
    if answer not in ("ready", KEEPER_IS_BUSY):
        raise EmbeddedError(answer or f"The embedded servers failed; see {state.logs}/keeper.log.")


def _wait_for_leave(state: State) -> None:
    """If we were the last, go only when the servers have stopped."""
    end = time.monotonic() + PATIENCE
    while locks.is_held(state.keeper_lock) and not locks.is_shared(state.users_lock):
        if time.monotonic() > end:
            return
        time.sleep(0.02)


def _reap(state: State) -> None:
    """Take note of the end of the keeper if we started it; one that others still use goes on."""
    if not locks.is_held(state.keeper_lock) and state.root in _started:
        _started.pop(state.root).wait()

"""The process that holds the servers, for as long as anybody uses them.

    python -m mdl.embedded.keeper [--throw-away]        (MDL_STATE_DIR names the state)

Whoever needs the servers holds a shared lock on `users.lock` (see `servers.py`). The keeper stops
the servers and leaves once it can have that lock for itself. A lock is released by the kernel
however its holder ends, so a user killed with SIGKILL leaves nothing running; and if the keeper
itself is killed, the kernel ends its children. No process has to clean up after another.

On its standard output it says `ready`, or why it is not.
"""

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

from mdl.embedded import locks, process
from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.errors import KEEPER_IS_BUSY, EmbeddedError
from mdl.embedded.postgres import Postgres
from mdl.embedded.state import State, choose_state
from mdl.embedded.valkey import Valkey

GLANCE = 0.1  # seconds between two looks at the lock and at the children


def main() -> int:
    """Keep the servers of MDL_STATE_DIR; 0, or 1 after saying why not."""
    told_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    try:
        state = choose_state()
        state.prepare()
        # Both locks are held until this process has ended, servers and all.
        mine = locks.open_lock(state.keeper_lock)
        if not locks.try_exclusive(mine):
            raise EmbeddedError(KEEPER_IS_BUSY)
        keep(state, told_to_stop, throw_away="--throw-away" in sys.argv)
    except EmbeddedError as error:
        _say(str(error))
        return 1
    return 0


def keep(state: State, told_to_stop: threading.Event, *, throw_away: bool) -> None:
    """Start both servers, say so, hold them until nobody needs them, and stop them."""
    postgres = Postgres(state, postgres_binaries(state), throw_away=throw_away)
    valkey = Valkey(state)
    try:
        postgres.start()
        valkey.start()
        state.ready_file.write_text(f"{os.getpid()}\n")
        _say("ready")
        users = locks.open_lock(state.users_lock)
        while postgres.is_running() and valkey.is_running() and not told_to_stop.wait(GLANCE):
            # Had, it is kept while the servers stop: a newcomer waits, then starts afresh.
            if locks.try_exclusive(users):
                return
        _report(postgres, valkey)
    finally:
        state.ready_file.unlink(missing_ok=True)
        valkey.stop()
        postgres.stop()
        if throw_away:
            shutil.rmtree(state.sockets, ignore_errors=True)
            shutil.rmtree(state.root, ignore_errors=True)


def _report(postgres: Postgres, valkey: Valkey) -> None:
    for name, server in (("PostgreSQL", postgres), ("Valkey", valkey)):
        if not server.is_running():
            print(
                f"{name} ended by itself:\n{process.last_lines(server.log)}",
                file=sys.stderr,
            )


def _say(sentence: str) -> None:
    """To whoever started us, and then close the line: they read to its end."""
    os.write(1, sentence.encode())
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 1)


if __name__ == "__main__":
    sys.exit(main())

"""The embedded Valkey: the broker of `make run` and of the tests."""

import signal
import socket
import subprocess
from pathlib import Path

from mdl.embedded import process
from mdl.embedded.binaries import valkey_binary
from mdl.embedded.errors import EmbeddedError
from mdl.embedded.state import State


def url(state: State, database: int = 0) -> str:
    """The broker's address in the form Celery reads; redis-py reads the same as `unix://...?db=`."""
    return f"redis+socket://{socket_path(state)}?virtual_host={database}"


class Valkey:
    """One server in a state directory, on a socket, every write kept in its append-only file."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.log = state.logs / "valkey.log"
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        process.wait_until(
            lambda: not process.accepts(socket_path(self.state)),
            what="The end of an earlier Valkey",
            patience=30,
        )
        self._server = process.spawn(
            [
                *(str(valkey_binary(self.state)), "--port", "0", "--daemonize", "no"),
                *("--unixsocket", str(socket_path(self.state)), "--unixsocketperm", "700"),
                *("--dir", str(self.state.valkey), "--appendonly", "yes", "--save", ""),
                *("--maxmemory-policy", "noeviction"),
            ],
            log=self.log,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            cwd=self.state.valkey,
            death=signal.SIGTERM,
            account=self.state.account,
        )

        def ready() -> bool:
            if not self.is_running():
                raise EmbeddedError(f"Valkey ended:\n{process.last_lines(self.log)}")
            return self._answers()

        process.wait_until(ready, what="The start of Valkey", patience=60)

    def stop(self) -> None:
        """Stop it; what it was told is in its file."""
        if self._server is not None:
            process.stop(self._server, signal.SIGTERM, patience=30)

    def is_running(self) -> bool:
        """Whether the server we started has not ended."""
        return self._server is not None and self._server.poll() is None

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            try:
                connection.connect(str(socket_path(self.state)))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False


def socket_path(state: State) -> Path:
    """Where it listens."""
    return state.sockets / "valkey.sock"

"""The embedded PostgreSQL: made once, started and stopped by the keeper.

It listens on a socket in a private directory and nowhere else, which is why local connections
need no password.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mdl.embedded import process
from mdl.embedded.binaries import PostgresBinaries
from mdl.embedded.errors import EmbeddedError
from mdl.embedded.state import CHECKOUT, State

DATABASE = "mdl"
SUPERUSER = "mdl_superuser"
ROLES_FILE = CHECKOUT / "deploy" / "database.sql"
BUILTIN_LOCALE_SINCE = 17

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Only for a cluster that nobody will miss: the tests'.
THROW_AWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def url(state: State, role: str, database: str = DATABASE) -> str:
    """The address of a database for a role, in the form that libpq and Django both read."""
    return f"postgresql://{role}@/{database}?host={quote(str(state.sockets), safe='/')}"


class Postgres:
    """One cluster in a state directory."""

    def __init__(
        self, state: State, binaries: PostgresBinaries, *, throw_away: bool = False
    ) -> None:
        self.state = state
        self.binaries = binaries
        self.throw_away = throw_away
        self.log = state.logs / "postgres.log"
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster if there is none, start it, and bring the roles up to date."""
        if not self.state.postgres.exists():
            self._initialise()
        self._check_version()
        self._wait_for_predecessor()
        self._launch()
        prepare_database(self.state, self.binaries)

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is kept."""
        if self._server is not None:
            process.stop(self._server, signal.SIGINT, patience=60)

    def is_running(self) -> bool:
        """Whether the server we started has not ended."""
        return self._server is not None and self._server.poll() is None

    def _initialise(self) -> None:
        """Into a draft beside its place, so that an interrupted start leaves no half cluster."""
        draft = self.state.postgres.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        locale = ["--locale=C.UTF-8"]
        if self.binaries.major >= BUILTIN_LOCALE_SINCE:
            locale.append("--locale-provider=builtin")
        made = subprocess.run(
            [
                *(
                    self.binaries.program("initdb"),
                    "-D",
                    str(draft),
                    "-U",
                    SUPERUSER,
                    "-E",
                    "UTF8",
                ),
                *("--auth=reject", "--auth-local=trust", *locale),
                *(["--no-sync"] if self.throw_away else []),
            ],
            env=_environment(),
            cwd=self.state.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self.state.account.identity,
        )
        if made.returncode:
            raise EmbeddedError(f"initdb could not make {self.state.postgres}:\n{made.stderr}")
        draft.rename(self.state.postgres)

    def _check_version(self) -> None:
        found = int((self.state.postgres / "PG_VERSION").read_text())
        if found != self.binaries.major:
            raise EmbeddedError(
                f"The data in {self.state.postgres} was made by PostgreSQL {found}, but the "
                f"programs in {self.binaries.directory} are PostgreSQL {self.binaries.major}. "
                f"Set MDL_POSTGRES_BIN to the bin directory of a PostgreSQL {found}; to move to "
                f"{self.binaries.major}, make a backup with {found} and restore it into a new "
                "state directory."
            )

    def _wait_for_predecessor(self) -> None:
        """A server whose keeper was killed is already shutting down; let it finish."""
        socket_path = self.state.sockets / ".s.PGSQL.5432"
        process.wait_until(
            lambda: not process.accepts(socket_path),
            what="The end of an earlier PostgreSQL",
            patience=60,
        )
        # Its socket goes a moment before it does. After a crash of the machine the number in the
        # file may be somebody else's by now, so this is not waited for long.
        pid_file = self.state.postgres / "postmaster.pid"
        with contextlib.suppress(EmbeddedError):
            process.wait_until(lambda: not _is_alive(pid_file), what="Its very end", patience=3)

    def _launch(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": str(self.state.sockets)}
        if self.throw_away:
            settings |= THROW_AWAY_SETTINGS
        server = self._server = process.spawn(
            [
                *(self.binaries.program("postgres"), "-D", str(self.state.postgres)),
                *(word for pair in settings.items() for word in ("-c", "=".join(pair))),
            ],
            log=self.log,
            env=_environment(),
            cwd=self.state.root,
            death=signal.SIGINT,
            account=self.state.account,
        )

        def ready() -> bool:
            if not self.is_running():
                raise EmbeddedError(f"PostgreSQL ended:\n{process.last_lines(self.log)}")
            status = self.state.postgres / "postmaster.pid"
            lines = status.read_text().splitlines() if status.exists() else []
            # What `pg_ctl --wait` reads. A server that was killed has left its own file, which
            # says "ready" too.
            is_ours = lines[:1] == [str(server.pid)]
            return is_ours and len(lines) > 7 and lines[7].strip() == "ready"

        process.wait_until(ready, what="The start of PostgreSQL", patience=120)


def prepare_database(
    state: State,
    binaries: PostgresBinaries,
    *,
    database: str = DATABASE,
    template: str | None = None,
) -> None:
    """Run deploy/database.sql for `database`, first copying it from `template` if one is named."""
    if template is not None:
        _psql(state, binaries, "-c", f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    _psql(state, binaries, "-v", f"database={database}", "-f", str(ROLES_FILE))


def drop_database(state: State, binaries: PostgresBinaries, database: str) -> None:
    """Drop it, whoever is connected."""
    _psql(state, binaries, "-c", f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _psql(state: State, binaries: PostgresBinaries, *arguments: str) -> None:
    done = subprocess.run(
        [
            *(binaries.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"),
            *("-d", url(state, SUPERUSER, "postgres"), *arguments),
        ],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EmbeddedError(f"psql could not run {' '.join(arguments)}:\n{done.stderr}")


def _environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Ours without PG* variables, which would point the programs at another server."""
    kept = {name: value for name, value in environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _is_alive(pid_file: Path) -> bool:
    """Whether the process that a PostgreSQL pid file names exists; False without a file."""
    try:
        number = pid_file.read_text().split("\n", 1)[0]
    except FileNotFoundError:
        return False
    return number.isdecimal() and Path("/proc", number).exists()

"""What a `manage.py` command needs of the embedded servers before Django loads."""

import os
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager

from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.servers import located, servers

# Only here do servers of our own stand in for those that nobody named.
SETTINGS = "mdl.settings.development"
# These never ask the database.
PURE = {
    "",
    "check",
    "check_vectors",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "spectacular",
    "version",
}
# Given to any command, these mean that it asks no database either.
PURELY = {"--help", "--without-records"}
# These change the schema, which only the owner of the tables may.
SCHEMA = {"createcachetable", "flush", "migrate", "pgtrigger", "sqlflush"}
# These read or replace the whole database.
WHOLE = {"backup", "restore"}


@contextmanager
def prepared(argv: Sequence[str], environ: MutableMapping[str, str] = os.environ) -> Iterator[None]:
    """Put into `environ` what the command `argv` needs, with the servers running around it.

    With DATABASE_URL set, or other settings than development's, nothing is started. A command
    that changes the schema connects by MIGRATOR_DATABASE_URL wherever that is set.
    """
    command = argv[1] if len(argv) > 1 else ""
    pure = command.startswith("-") or command in PURE or not PURELY.isdisjoint(argv)
    if environ["DJANGO_SETTINGS_MODULE"] != SETTINGS or "DATABASE_URL" in environ:
        _as_the_right_role(command, environ)
        yield
    elif pure:
        environ.update(located(environ).environment())
        yield
    else:
        with servers(environ) as running:
            environ.update(running.environment())
            if command in SCHEMA | WHOLE:
                environ.update(running.administration())
            if command == "dbshell":  # it looks for psql on the path and for the socket here
                binaries = postgres_binaries(running.state)
                environ["PATH"] = f"{binaries.directory}{os.pathsep}{environ.get('PATH', '')}"
                environ["PGHOST"] = str(running.state.sockets)
            _as_the_right_role(command, environ)
            yield


def _as_the_right_role(command: str, environ: MutableMapping[str, str]) -> None:
    if command in SCHEMA and "MIGRATOR_DATABASE_URL" in environ:
        environ["DATABASE_URL"] = environ["MIGRATOR_DATABASE_URL"]

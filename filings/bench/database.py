"""A database of its own on the embedded server: migrated, used as the application, dropped."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, connections

from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.errors import EmbeddedError
from mdl.embedded.postgres import SUPERUSER, drop_database, prepare_database, url
from mdl.embedded.servers import located

NAME = "mdl_bench"


@contextmanager
def throw_away_database() -> Iterator[str]:
    """Point Django at a fresh, migrated database; yield a superuser's address for setting it up.

    Only the embedded server is used, never one that the environment names. Raises
    ``EmbeddedError`` where it does not run.
    """
    state = located(os.environ).state
    if not (state.sockets / ".s.PGSQL.5432").exists():
        raise EmbeddedError(
            "The benchmark makes a database of its own on the embedded server, which does not run "
            "here. Run it without DATABASE_URL."
        )
    binaries = postgres_binaries(state)
    drop_database(state, binaries, NAME)
    prepare_database(state, binaries, database=NAME)
    try:
        with _connected(state.sockets, USER="mdl_migrator"):
            call_command("migrate", verbosity=0)
        with _connected(state.sockets, USER="mdl_app"):
            yield url(state, SUPERUSER, NAME)
    finally:
        drop_database(state, binaries, NAME)


@contextmanager
def _connected(sockets: os.PathLike[str], **settings: Any) -> Iterator[None]:
    before = dict(connection.settings_dict)
    connections.close_all()
    connection.settings_dict.update({"NAME": NAME, "HOST": str(sockets), **settings})
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)

"""Databases for tests: migrated once by the migrator, used as the application.

`mdl` is migrated and then only copied. `mdl_test` is the copy that ordinary tests use; a
transactional test leaves a fresh copy behind, because the application may not empty a table.
`world_database` is a copy of a test's own, for stories with real processes.
"""

import itertools
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from redis import Redis

from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.mail_catcher import catching
from mdl.embedded.mailbox import Mailbox
from mdl.embedded.ports import free_port
from mdl.embedded.postgres import DATABASE, drop_database, prepare_database
from mdl.embedded.pytest_plugin import SERVERS, TEST_DATABASE
from mdl.embedded.servers import Servers
from mdl.embedded.valkey import socket_path

_numbers = itertools.count(1)


@dataclass(frozen=True)
class World:
    """A database that real processes share with the test."""

    database: str
    env: Mapping[str, str]
    """The whole environment for a process: `subprocess.Popen([...], env=world.env)`."""


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Servers:
    """The suite's own servers and their addresses."""
    return pytestconfig.stash[SERVERS]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, servers: Servers
) -> Iterator[None]:
    """Migrate as the migrator, then give the tests a copy that they use as the application."""
    with django_db_blocker.unblock():
        with _connected(USER="mdl_migrator", NAME=DATABASE):
            call_command("migrate", verbosity=0)
        _renew(servers, TEST_DATABASE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _case: _renew(servers, TEST_DATABASE)
        )
        yield
    connections.close_all()


@pytest.fixture
def world_database(
    servers: Servers, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """A fresh, committed database and an empty broker, for a test that starts real processes.

    The test's own connection uses it too, so both see the same rows. Neither `db` nor
    `transactional_db` is needed beside it.
    """
    with a_world(servers, django_db_blocker) as world:
        yield world


@contextmanager
def a_world(servers: Servers, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """What `world_database` gives to one test; a module may share one among its own."""
    name = f"mdl_world_{next(_numbers)}"
    _renew(servers, name)
    _empty_broker(servers)
    env = {**os.environ, **servers.environment(name), **servers.administration(name)}
    with django_db_blocker.unblock(), _connected(NAME=name):
        yield World(name, env)
    _empty_broker(servers)
    drop_database(servers.state, postgres_binaries(servers.state), name)


@dataclass(frozen=True)
class MailCatcher:
    """A real SMTP server that keeps what it is sent."""

    url: str
    """For a process's environment: `{**world.env, "EMAIL_URL": mail_catcher.url}`."""
    mailbox: Mailbox


@pytest.fixture
def mail_catcher(tmp_path: Path) -> Iterator[MailCatcher]:
    """The mail catcher of `make run`, on a port of the test's own."""
    mailbox = Mailbox(tmp_path / "mail")
    smtp = catching(mailbox, free_port(0))
    smtp.start()
    yield MailCatcher(f"smtp://127.0.0.1:{smtp.port}", mailbox)
    smtp.stop()


@contextmanager
def _connected(**settings: Any) -> Iterator[None]:
    """Django's connection with other settings for a while."""
    connections.close_all()
    before = {name: connection.settings_dict[name] for name in settings}
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.update(before)


def _renew(servers: Servers, database: str) -> None:
    """Replace a database by a fresh copy of the migrated one."""
    connections.close_all()
    binaries = postgres_binaries(servers.state)
    drop_database(servers.state, binaries, database)
    prepare_database(servers.state, binaries, database=database, template=DATABASE)


def _empty_broker(servers: Servers) -> None:
    with Redis(unix_socket_path=str(socket_path(servers.state))) as broker:
        broker.flushall()

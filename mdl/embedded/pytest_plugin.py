"""Gives the suite a PostgreSQL and a Valkey of its own, before Django reads its settings.

Named with `-p` in pyproject.toml: a conftest would be read too late. The fixtures stand in
`pytest_fixtures.py`.
"""

import os
import tempfile
from contextlib import ExitStack

import pytest

from mdl.embedded.binaries import postgres_binaries
from mdl.embedded.servers import Servers, servers

TEST_DATABASE = "mdl_test"
SERVERS = pytest.StashKey[Servers]()
_LEAVING = pytest.StashKey[ExitStack]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    if {"-h", "--help", "-V", "--version"} & set(args):
        return
    leaving = early_config.stash[_LEAVING] = ExitStack()
    root = tempfile.mkdtemp(prefix="tagalong-test-")
    running = leaving.enter_context(servers({"MDL_STATE_DIR": root}, throw_away=True))
    early_config.stash[SERVERS] = running
    # Whatever servers the shell names are not the suite's.
    os.environ.update(running.environment(TEST_DATABASE))
    os.environ.update(running.administration(TEST_DATABASE))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mdl.settings.test"


def pytest_configure(config: pytest.Config) -> None:
    """After pytest-django's, so that our `django_db_setup` stands in for its own."""
    from mdl.embedded import pytest_fixtures  # noqa: PLC0415 - its fixtures must come last

    config.pluginmanager.register(pytest_fixtures, "mdl-fixtures")


def pytest_report_header(config: pytest.Config) -> str:
    binaries = postgres_binaries(config.stash[SERVERS].state)
    return f"servers: PostgreSQL {binaries.major} from {binaries.directory}, Valkey; throw-away"


def pytest_unconfigure(config: pytest.Config) -> None:
    leaving = config.stash.get(_LEAVING, None)
    if leaving is not None:
        leaving.close()

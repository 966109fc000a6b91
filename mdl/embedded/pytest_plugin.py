"""Gives the suite a PostgreSQL and a Valkey of its own, before Django reads its settings.

Named with `-p` in pyproject.toml: a conftest would be read too late. The fixtures that need
Django stand in tests/conftest.py.
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
    """Start the servers and name them in the environment; pytest-django comes after us."""
    if {"-h", "--help", "-V", "--version"} & set(args):
        return
    leaving = early_config.stash[_LEAVING] = ExitStack()
    root = tempfile.mkdtemp(prefix="tagalong-test-")
    running = leaving.enter_context(servers({"MDL_STATE_DIR": root}, throw_away=True))
    early_config.stash[SERVERS] = running
    # Whatever servers the shell names are not the suite's to use, or to write mail to.
    os.environ.update(running.environment(TEST_DATABASE))
    os.environ.update(running.administration(TEST_DATABASE))
    os.environ["DJANGO_SETTINGS_MODULE"] = "mdl.settings.test"
    os.environ.pop("EMAIL_URL", None)


def pytest_report_header(config: pytest.Config) -> str:
    """Which PostgreSQL this run is about."""
    binaries = postgres_binaries(config.stash[SERVERS].state)
    return f"servers: PostgreSQL {binaries.major} from {binaries.directory}, Valkey; throw-away"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave the servers, which then stop and take their directory with them."""
    leaving = config.stash.get(_LEAVING, None)
    if leaving is not None:
        leaving.close()

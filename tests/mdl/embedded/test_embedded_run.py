"""`make run` as a person meets it: one real run, and the end of everything however it ends."""

import os
import re
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mdl.embedded.state import CHECKOUT

RUN = [sys.executable, "manage.py", "run"]
# Stands for `make`: a process that waits for the run, and is killed.
THROUGH_A_PARENT = [
    *(sys.executable, "-c", "import subprocess, sys; subprocess.call(sys.argv[1:])"),
    *(*RUN, "--end-with-parent"),
]
PROGRAMS = ("gunicorn", "celery -A mdl worker", "celery -A mdl beat", "mail_catcher", "valkey")


@pytest.fixture(scope="module")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for all: the second run meets what the first has left."""
    parent = Path(tempfile.mkdtemp(prefix="tagalong-run-"))
    parent.chmod(0o711)
    yield parent / "state"
    shutil.rmtree(parent)


class Output:
    """What a run prints, line by line as it comes."""

    def __init__(self, run: subprocess.Popen[str]) -> None:
        self.run = run
        self.text = ""

    def until(self, words: str, *, within: float) -> str:
        assert self.run.stdout is not None
        end = time.monotonic() + within
        while words not in self.text:
            line = self.run.stdout.readline()
            assert line, f"it ended without {words!r}:\n{self.text}"
            assert time.monotonic() < end, f"{words!r} took too long:\n{self.text}"
            self.text += line
        return self.text


@contextmanager
def running(argv: list[str], state_dir: Path, **named: str) -> Iterator[Output]:
    """A run by somebody who has set nothing but the state directory and two unusual ports."""
    ours = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MDL_", "DJANGO_", "EMAIL_URL")
    env = {name: value for name, value in os.environ.items() if not name.endswith(ours[0])}
    env = {name: value for name, value in env.items() if not name.startswith(ours)}
    env |= {"MDL_STATE_DIR": str(state_dir), "MDL_PORT": "18000", "MDL_INBOX_PORT": "18025"}
    env |= named
    run = subprocess.Popen(
        argv, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield Output(run)
    finally:
        if run.poll() is None:
            run.terminate()
        run.communicate()


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def test_the_first_run_shows_everything_and_a_second_beside_it_is_refused(
    state_dir: Path,
    running_from: Callable[[Path], dict[int, str]],
    nothing_runs_from: Callable[[Path], None],
) -> None:
    with running(RUN, state_dir) as output:
        said = output.until("Ctrl-C stops everything.\n\n", within=60)
        said = output.until("Tagalong is running", within=300)
        said = output.until("supervisor@", within=60)
        assert re.search(r"Migrating the database \.+ +\d+\.\d s", said)
        site = re.search(r"Site +(\S+)", said)
        inbox = re.search(r"Inbox +(\S+)", said)
        assert site
        assert inbox
        assert "Tagalong" in fetch(site[1])

        commands = " ".join(running_from(state_dir).values())
        assert [name for name in PROGRAMS if name not in commands] == []

        second = subprocess.run(
            RUN,
            cwd=CHECKOUT,
            env={**os.environ, "MDL_STATE_DIR": str(state_dir)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert f"It already runs here (process {output.run.pid}, {site[1]})" in second.stderr

        _send_to(running_from(state_dir))
        assert "A greeting" in fetch(inbox[1])

        output.run.send_signal(signal.SIGINT)
        output.until("Stopping", within=60)
        output.run.communicate(timeout=60)
        assert output.run.returncode == 0
    nothing_runs_from(state_dir)


def test_a_second_run_is_quick_and_a_kill_leaves_nothing_behind(
    state_dir: Path, nothing_runs_from: Callable[[Path], None]
) -> None:
    with running(RUN, state_dir) as output:
        said = output.until("Tagalong is running", within=300)
        assert "Loading the demo" not in said
        assert "static files" not in said

        output.run.kill()
    nothing_runs_from(state_dir)


def test_the_end_of_make_is_the_end_of_everything(
    state_dir: Path, nothing_runs_from: Callable[[Path], None]
) -> None:
    with running(THROUGH_A_PARENT, state_dir) as output:
        output.until("Tagalong is running", within=300)
        output.run.kill()
    nothing_runs_from(state_dir)


def test_a_kill_in_the_middle_of_the_start_leaves_nothing_behind(
    state_dir: Path, nothing_runs_from: Callable[[Path], None]
) -> None:
    with running(RUN, state_dir) as output:
        output.until("Starting PostgreSQL", within=60)
        time.sleep(0.3)
        output.run.kill()
    nothing_runs_from(state_dir)


def test_servers_that_are_named_are_used_and_none_is_started(
    state_dir: Path, world_database: Any, running_from: Callable[[Path], dict[int, str]]
) -> None:
    named = ("DATABASE_URL", "MIGRATOR_DATABASE_URL", "REDIS_URL")
    with running(RUN, state_dir, **{name: world_database.env[name] for name in named}) as output:
        said = output.until("Tagalong is running", within=300)
        assert "PostgreSQL" not in said
        commands = " ".join(running_from(state_dir).values())
        assert "keeper" not in commands
        assert "valkey" not in commands
    with psycopg.connect(world_database.env["SUPERUSER_DATABASE_URL"]) as connection:
        loaded = connection.execute("SELECT count(*) FROM mdl_litigation WHERE mdl_number = '2948'")
        assert loaded.fetchone() == (1,)


def test_half_of_the_servers_named_is_refused_in_words(state_dir: Path) -> None:
    refused = subprocess.run(
        RUN,
        cwd=CHECKOUT,
        env={
            "PATH": os.environ["PATH"],
            "MDL_STATE_DIR": str(state_dir),
            "DATABASE_URL": "postgresql://app@db/mdl",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "Set both DATABASE_URL and REDIS_URL" in refused.stderr


def _send_to(processes: dict[int, str]) -> None:
    """A mail by the SMTP port on the catcher's command line."""
    catcher = next(command for command in processes.values() if "mail_catcher" in command)
    message = EmailMessage()
    message["Subject"] = "A greeting"
    message["To"] = message["From"] = "wren.fictitious@example.test"
    with smtplib.SMTP("127.0.0.1", int(catcher.split()[-2])) as smtp:
        smtp.send_message(message)

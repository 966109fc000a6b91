"""Programs that are watched: what crashed is named and started again, but not for ever."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdl.embedded import EmbeddedError
from mdl.embedded.ports import free_port
from mdl.embedded.supervisor import Program, Supervisor

SLEEPS = "import time; time.sleep(60)"
NOTES_ITS_END = """
import signal, sys, time
def end(*_):
    open({order!r}, "a").write({name!r})
    sys.exit()
signal.signal(signal.SIGTERM, end)
open({ready!r}, "w").close()
time.sleep(60)
"""


def program(name: str, code: str, directory: Path) -> Program:
    return Program(
        name, [sys.executable, "-c", code], os.environ, directory / f"{name}.log", signal.SIGKILL
    )


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    supervisor = Supervisor()
    yield supervisor
    supervisor.stop()


def revive_until(supervisor: Supervisor, path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists() and time.monotonic() < end:
        supervisor.revive()
        time.sleep(0.02)
    assert path.exists()


def test_what_crashed_is_named_with_its_last_words_and_started_again(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    crashes_once = (
        "import pathlib, sys, time\n"
        f"first = pathlib.Path({str(tmp_path / 'first')!r})\n"
        "if not first.exists():\n    first.touch()\n    sys.exit('the printer is on fire')\n"
        f"pathlib.Path({str(again)!r}).touch()\ntime.sleep(60)"
    )
    supervisor.start(program("worker", crashes_once, tmp_path))

    revive_until(supervisor, again)

    said = capsys.readouterr().out
    assert "worker ended by itself (exit code 1)" in said
    assert "the printer is on fire" in said
    assert "Starting it again (1 of 3)" in said


def test_what_crashes_again_and_again_ends_the_run(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(program("beat", "raise SystemExit(3)", tmp_path))

    with pytest.raises(EmbeddedError, match=r"beat ended by itself \(exit code 3\)") as problem:
        supervisor.watch(threading.Event(), lambda: None)

    assert "will not be started again" in str(problem.value)


def test_the_last_started_is_stopped_first(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    for name in ("a", "b", "c"):
        ready = tmp_path / f"{name}.ready"
        code = NOTES_ITS_END.format(order=str(order), name=name, ready=str(ready))
        supervisor.start(program(name, code, tmp_path))
        revive_until(supervisor, ready)

    supervisor.stop()

    assert order.read_text() == "cba"


def test_a_program_that_will_not_end_is_made_to(supervisor: Supervisor, tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    stubborn = (
        "import pathlib, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(ready)!r}).touch()\ntime.sleep(60)"
    )
    argv = [sys.executable, "-c", stubborn]
    log = tmp_path / "log"
    supervisor.start(Program("web", argv, os.environ, log, signal.SIGKILL, patience=0.2))
    revive_until(supervisor, ready)

    began = time.monotonic()
    supervisor.stop()

    assert time.monotonic() - began < 5


def test_watching_ends_when_told(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(program("web", SLEEPS, tmp_path))
    told_to_stop = threading.Event()
    glances: list[int] = []

    def check() -> None:
        glances.append(1)
        told_to_stop.set()

    supervisor.watch(told_to_stop, check)

    assert glances == [1]


def test_a_taken_port_gives_way_to_the_next() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port(port) <= port + 50

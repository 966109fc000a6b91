"""State directories of the tests' own, and a look at who is still running from one."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def state_dir() -> Iterator[Path]:
    """A place for a state directory that any account can walk to, removed afterwards."""
    parent = Path(tempfile.mkdtemp(prefix="tagalong-state-"))
    parent.chmod(0o711)
    yield parent / "state"
    shutil.rmtree(parent)


@pytest.fixture
def running_from() -> Callable[[Path], dict[int, str]]:
    """Process ids and command lines of whatever was started for a state directory."""
    return _running_from


@pytest.fixture
def nothing_runs_from() -> Callable[[Path], None]:
    """Wait for the last process of a state directory to end; fails after a minute."""

    def wait(state_dir: Path) -> None:
        end = time.monotonic() + 60
        while left := _running_from(state_dir):
            assert time.monotonic() < end, f"still running: {left}"
            time.sleep(0.05)

    return wait


def _running_from(state_dir: Path) -> dict[int, str]:
    """By environment or command line; a zombie has neither, and runs no more."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:  # it ended meanwhile, or is not ours to see
            continue
        if os.fsencode(state_dir) in words and int(process.name) != os.getpid():
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            found[int(process.name)] = command
    return found

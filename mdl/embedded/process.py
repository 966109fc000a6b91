"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mdl.embedded.account import Account
from mdl.embedded.errors import EmbeddedError

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 5_000_000  # bytes; a larger one is set aside at the next start
# Loaded before any fork: a child between fork and exec must not import.
_prctl: Callable[..., int] | None = (
    ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None
)


def die_with_parent(number: signal.Signals, parent: int) -> None:
    """Ask the kernel to send us `number` when `parent` (a process id) dies, even by SIGKILL.

    Elsewhere than on Linux nothing is asked; the keeper of the servers still notices.
    """
    if _prctl is None:
        return
    _prctl(PR_SET_PDEATHSIG, int(number))
    if os.getppid() != parent:  # it died while we asked
        os.kill(os.getpid(), number)


def spawn(
    argv: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    death: signal.Signals,
    account: Account | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, output appended to `log`, ended with its parent.

    `death` is the signal the kernel sends it when this process dies. Call it from the main
    thread: Linux reads "parent" as the thread that started the child.
    """
    parent = os.getpid()
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old"))
    with log.open("ab") as output:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,
            # We start programs from single-threaded processes only.
            preexec_fn=lambda: die_with_parent(death, parent),  # noqa: PLW1509 - see above
            **(account.identity if account else {}),
        )


def stop(process: subprocess.Popen[bytes], number: signal.Signals, patience: float) -> None:
    """Ask a child to end; after `patience` seconds, make it."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(ready: Callable[[], bool], *, what: str, patience: float) -> None:
    """Poll until `ready()`; raises EmbeddedError naming `what` after `patience` seconds."""
    end = time.monotonic() + patience
    while not ready():
        if time.monotonic() > end:
            raise EmbeddedError(f"{what} did not happen within {patience:.0f} seconds.")
        time.sleep(0.02)


def accepts(socket_path: Path) -> bool:
    """Whether a server listens on that unix socket; a left-over file refuses."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(socket_path))
        except OSError:
            return False
        return True


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, for a message about a program that failed."""
    if not log.exists():
        return "(it wrote nothing)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])

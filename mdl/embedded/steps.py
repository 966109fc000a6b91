"""One program as one line of progress."""

import signal
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from mdl.embedded import process
from mdl.embedded.errors import EmbeddedError, ToldToStop
from mdl.embedded.progress import step
from mdl.embedded.state import CHECKOUT


def do(
    label: str,
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    told_to_stop: threading.Event,
) -> None:
    """Run a program to its end, its output kept in `log`.

    Raises EmbeddedError with the end of that log when the program fails, and ToldToStop, having
    stopped it, when the event is set.
    """
    with step(label) as tick:
        child = process.spawn(argv, log=log, env=env, cwd=CHECKOUT, death=signal.SIGTERM)
        while child.poll() is None:
            if told_to_stop.wait(0.05):
                process.stop(child, signal.SIGTERM, patience=10)
                raise ToldToStop
            tick()
        if child.returncode:
            raise EmbeddedError(f"{label} failed. The end of {log}:\n\n{process.last_lines(log)}")


def told_to_stop_by_signal() -> threading.Event:
    """An event that Ctrl-C, SIGTERM and SIGHUP set; one that is ignored (nohup) stays ignored."""
    told_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: told_to_stop.set())
    return told_to_stop

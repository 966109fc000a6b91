"""Lines that say what is being done and how long it has taken."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

WIDTH = 44


def say(text: str = "", *, end: str = "\n") -> None:
    """Print at once; a terminal that has gone away is no reason to fail."""
    with contextlib.suppress(OSError, ValueError):
        print(text, end=end, flush=True)


@contextlib.contextmanager
def step(label: str) -> Iterator[Callable[[], None]]:
    """One line, from `label ....` to its seconds. Yields what shows the seconds so far."""
    began = time.monotonic()
    line = f"  {label} ".ljust(WIDTH, ".")
    is_terminal = sys.stdout.isatty()

    def tick() -> None:
        if is_terminal:
            say(f"\r{line} {time.monotonic() - began:5.1f} s", end="")

    say(line, end="")
    try:
        yield tick
    except BaseException:
        say(" not done")
        raise
    say(f"{chr(13) + line if is_terminal else ''} {time.monotonic() - began:5.1f} s")

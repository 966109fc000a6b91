"""A bar for commands that take long, drawn on a terminal and nowhere else."""

import sys

from django.core.management.base import OutputWrapper

_WIDTH = 24


def draw_bar(stderr: OutputWrapper, done: int | None, total: int, *, what: str = "") -> None:
    """Draw how many of ``total`` are done, and ``what``; with None, take the bar away."""
    if not sys.stderr.isatty():
        return
    filled = _WIDTH * (done or 0) // max(total, 1)
    bar = "" if done is None else f"[{'#' * filled:{_WIDTH}}] {done:,} of {total:,} {what}".rstrip()
    stderr.write(f"\r\033[K{bar}", ending="")
    stderr.flush()

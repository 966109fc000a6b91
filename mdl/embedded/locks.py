"""Advisory locks on files. The kernel releases one when its holder ends, however it ends."""

import fcntl
import os
from pathlib import Path


def open_lock(path: Path) -> int:
    """A descriptor to lock; programs started from here do not inherit it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def wait_shared(descriptor: int) -> None:
    """Share the lock, waiting for whoever holds it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def try_exclusive(descriptor: int) -> bool:
    """Have the lock alone if nobody else holds it."""
    return _try(descriptor, fcntl.LOCK_EX)


def is_held(path: Path) -> bool:
    """Whether some process holds this lock alone."""
    return _refuses(path, fcntl.LOCK_SH)


def is_shared(path: Path) -> bool:
    """Whether some other process shares this lock."""
    return _refuses(path, fcntl.LOCK_EX) and not is_held(path)


def _refuses(path: Path, kind: int) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not _try(descriptor, kind)
    finally:
        os.close(descriptor)


def _try(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

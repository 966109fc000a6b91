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
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether some process holds this lock alone."""
    descriptor = open_lock(path)
    try:
        return not _try_shared(descriptor)
    finally:
        os.close(descriptor)


def is_shared(path: Path) -> bool:
    """Whether some other process shares this lock at this moment."""
    descriptor = open_lock(path)
    try:
        return not try_exclusive(descriptor) and _try_shared(descriptor)
    finally:
        os.close(descriptor)


def _try_shared(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""gunicorn's settings for `make run`; deploy/ has those of a server."""

import signal
from typing import Protocol

from mdl.embedded.process import die_with_parent

workers = 2
threads = 4
graceful_timeout = 5
# Its control socket would be a file in the person's home.
control_socket_disable = True
logger_class = "mdl.web_log.WebLog"


class Worker(Protocol):
    """What is used here of gunicorn's own class, which has no types."""

    ppid: int


def post_fork(_server: object, worker: Worker) -> None:
    """A worker ends with its master, even when that is killed."""
    die_with_parent(signal.SIGKILL, worker.ppid)

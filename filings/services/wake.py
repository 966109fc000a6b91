"""Waking a worker early. It would look by itself at the next tick, so this may fail."""

import logging
from collections.abc import Callable
from typing import Final

from django.db import connection, transaction
from kombu.exceptions import OperationalError

from mdl.celery import app

logger = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 1
# kombu would otherwise try for ever, and a request must not wait for a broker.
_IMPATIENT: Final = {
    "max_retries": 0,
    "interval_start": 0,
    "socket_connect_timeout": PATIENCE_SECONDS,
    "socket_timeout": PATIENCE_SECONDS,
}


def wake_delivery() -> None:
    """Ask a worker to look for mail once the present transaction stands; once, however often
    asked."""
    _once_it_stands(_wake_delivery)


def wake_taking_in() -> None:
    """Ask a worker to take in what was handed in, likewise."""
    _once_it_stands(_wake_taking_in)


def wake_check_of_names() -> None:
    """Ask a worker to mask, in what is stored, names that have become known, likewise."""
    _once_it_stands(_wake_check_of_names)


def _once_it_stands(wake: Callable[[], None]) -> None:
    if not any(wish[1] is wake for wish in connection.run_on_commit):
        # Robust: whatever else goes wrong is logged, and the answer to the request is not lost.
        transaction.on_commit(wake, robust=True)


def _wake_delivery() -> None:
    _send("filings.deliver_messages", "mail waits for the next tick")


def _wake_taking_in() -> None:
    _send("filings.take_in_papers", "papers wait for the next tick")


def _wake_check_of_names() -> None:
    _send("filings.check_names", "stored text waits for the next tick")


def _send(task: str, otherwise: str) -> None:
    try:
        with app.connection_for_write(
            connect_timeout=PATIENCE_SECONDS, transport_options=_IMPATIENT
        ) as broker:
            app.send_task(task, connection=broker, retry=False)
    except OperationalError as error:
        logger.warning("The broker is away (%s); %s.", error, otherwise)

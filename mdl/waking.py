"""Waking a worker early. It would look by itself at the next tick, so this may fail."""

import logging
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Wake:
    """A call for one task, which carries nothing: what is due stands in PostgreSQL."""

    task: str
    otherwise: str
    """What becomes of the work where the broker is away, for the log."""

    def once_it_stands(self) -> None:
        """Send it once the present transaction stands; once, however often asked."""
        if not any(wish[1] == self.send for wish in connection.run_on_commit):
            # Robust: whatever else goes wrong is logged, and the answer to the request is not lost.
            transaction.on_commit(self.send, robust=True)

    def send(self) -> None:
        """Send it now; a broker that is away is logged."""
        try:
            with app.connection_for_write(
                connect_timeout=PATIENCE_SECONDS, transport_options=_IMPATIENT
            ) as broker:
                app.send_task(self.task, connection=broker, retry=False)
        except OperationalError as error:
            logger.warning("The broker is away (%s); %s.", error, self.otherwise)

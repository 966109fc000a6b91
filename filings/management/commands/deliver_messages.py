"""``manage.py deliver_messages``: the delivery, for a machine without a broker or from cron."""

import signal
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from filings.services import delivery, messages, reminders


class Command(BaseCommand):
    """Send what is due."""

    help = "Send what is due. With --forever it also plans, and goes on until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once, or for ever."""
        parser.add_argument(
            "--forever",
            action="store_true",
            help="plan and deliver at every tick until stopped; needs no broker",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver; a signal lets the message under way be finished."""
        self.stopped = threading.Event()
        if not options["forever"]:
            self._deliver()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self.stopped.is_set():
            self._plan_and_deliver()
            close_old_connections()
            self.stopped.wait(settings.REMINDER_TICK_SECONDS)

    def _plan_and_deliver(self) -> None:
        try:
            reminders.plan(now=timezone.now())
            self._deliver()
        except DatabaseError as error:
            # What was under way stands in its lease; the next tick has a new connection.
            self.stderr.write(f"The database is away: {error}")

    def _deliver(self) -> None:
        messages.address(now=timezone.now())
        outcomes = delivery.deliver(stopping=self.stopped.is_set)
        for outcome, count in sorted(outcomes.items()):
            if count:
                self.stdout.write(f"{outcome}: {count}")

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopped.set()

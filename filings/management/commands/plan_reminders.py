"""``manage.py plan_reminders``: the planner, for a machine without a broker or from cron."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from filings.services import reminders


class Command(BaseCommand):
    """Add the reminders and messages that are missing."""

    help = "Add the reminders of the next days and the messages to send. Safe to run at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the horizon be chosen."""
        parser.add_argument(
            "--days",
            type=int,
            default=reminders.HORIZON_DAYS,
            help="how many days ahead (default %(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan once and say what was missing."""
        planned = reminders.plan(now=timezone.now(), horizon_days=options["days"])
        self.stdout.write(
            f"{planned.reminders} reminders and {planned.messages} messages were missing and stand "
            "now."
        )

"""``manage.py load_courts``: the federal courts and the Panel, from the data file."""

from typing import Any

from django.core.management.base import BaseCommand

from mdl.services.courts import load_courts


class Command(BaseCommand):
    """Load or correct the table of courts. Loading twice changes nothing."""

    help = "Load the federal courts and the Panel, with their time zones and other spellings."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what changed."""
        self.stdout.write(load_courts(actor=None).sentence())

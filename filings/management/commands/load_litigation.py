"""``manage.py load_litigation mdl2948``: a litigation from a data file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.services.public_record import load_public_record
from mdl.services.public_record import RecordError


class Command(BaseCommand):
    """Load a litigation file. Loading twice changes nothing and says so."""

    help = "Load a litigation with its actions, people, counsel and key filings from a data file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of one of our own files, or a path."""
        parser.add_argument("file_or_name", help="for example mdl2948, or a path to a JSON file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, show what is being loaded, and account for it."""
        try:
            account = load_public_record(
                name_or_path=options["file_or_name"], actor=None, progress=self._say
            )
        except RecordError as error:
            raise CommandError(str(error)) from error
        for line in account.kept:
            self.stdout.write(self.style.WARNING(line))
        self.stdout.write(account.sentence())

    def _say(self, part: str) -> None:
        self.stdout.write(f"  {part}")
        self.stdout.flush()

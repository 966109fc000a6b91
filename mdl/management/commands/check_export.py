"""``manage.py check_export FILE``: is an exported file of a litigation as it was given out?"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mdl.services.retention.archive import check_archive


class Command(BaseCommand):
    """Compare every file of the archive with its manifest."""

    help = "Verify the manifest of an archive that export_matter or the page made."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the archive."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say whether it is whole, else what is not."""
        checked = check_archive(options["file"])
        for problem in checked.problems:
            self.stderr.write(self.style.ERROR(problem))
        if checked.problems:
            raise CommandError(f"{len(checked.problems)} problems: this is not what was given out.")
        self.stdout.write(f"{checked.files:,} files, each as the manifest says.")

"""``manage.py backup DIRECTORY --keys FILE``: database and files into one, the keys apart."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mdl.services.backups import BackupProblem, back_up


class Command(BaseCommand):
    """Back this installation up and check that the backup can be read."""

    help = "Write a checked backup of the database and the files; the keys go to a file apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to."""
        parser.add_argument("directory", type=Path, help="a new directory")
        parser.add_argument("--keys", type=Path, required=True, help="a new file, elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, telling each step."""
        try:
            account = back_up(
                options["directory"],
                keys_file=options["keys"],
                environ=os.environ,
                now=timezone.now(),
                say=lambda words: self.stdout.write(f"  {words} ..."),
            )
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Backed up {account.total:,} rows of {len(account.rows)} tables "
            f"({account.size:,} bytes) to {options['directory']}.\n"
            f"The keys are in {options['keys']}: keep them on another device."
        )

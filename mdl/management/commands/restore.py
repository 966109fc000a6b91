"""``manage.py restore DIRECTORY --keys FILE``: a backup into an empty installation."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdl.services.backups import BackupProblem, bring_back


class Command(BaseCommand):
    """Bring a backup back; nothing that exists is overwritten."""

    help = "Restore a backup and its keys into an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say from where."""
        parser.add_argument("directory", type=Path, help="what `backup` wrote")
        parser.add_argument("--keys", type=Path, required=True, help="the exported keys")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, telling each step."""
        try:
            account = bring_back(
                options["directory"],
                keys_file=options["keys"],
                environ=os.environ,
                say=lambda words: self.stdout.write(f"  {words} ..."),
            )
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"Brought back {account.total:,} rows of {len(account.rows)} tables; "
            "every count agrees with the backup."
        )

"""``manage.py rotate_keys``: wrap every data key by the newest master key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mdl.services.keys import Rotated, rotate_keys


class Command(BaseCommand):
    """Rotate. Broken off, it goes on where it stopped; run twice, it changes nothing."""

    help = (
        "Wrap every data key by the first key of MDL_MASTER_KEY. Put the new key first and keep "
        "the old one behind it until this has run; backups made before still need the old one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, and refuse to call it done while a key opens by none of those listed."""
        accounts = rotate_keys(told=self._say)
        for account in accounts:
            self.stdout.write(account.sentence())
        if lost := sum(account.unopened for account in accounts):
            raise CommandError(
                f"{lost} data keys open by none of the keys in MDL_MASTER_KEY: add the master key "
                "they were wrapped by, and run this again."
            )

    def _say(self, account: Rotated) -> None:
        done = account.rewrapped + account.already + account.unopened
        self.stdout.write(f"  {account.column}: {done} rows", ending="\r")
        self.stdout.flush()

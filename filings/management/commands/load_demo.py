"""``manage.py load_demo``: a fictional litigation that brings every page to life."""

from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from filings.demo import SIGN_INS
from filings.demo.load import DemoRefused, load_demo, remove_demo
from filings.demo.remove import LOADED
from mdl.models import Batch, User

# Where the fictional litigation is pending: its day is today.
COURT_ZONE = ZoneInfo("America/New_York")


class Command(BaseCommand):
    """Load the demo, or take exactly the demo away again."""

    help = "Load a plainly fictional litigation with four sign-ins, or remove it (--remove)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the way back."""
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--remove", action="store_true", help="take the demo away again")
        way.add_argument(
            "--renew", action="store_true", help="take it away and load it around today"
        )
        way.add_argument(
            "--if-new",
            action="store_true",
            help="load it only where nobody has an account and none was loaded before",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load or remove, and say what was done."""
        if options["if_new"] and _is_in_use():
            self.stdout.write("This installation is in use: no demo is loaded into it.")
            return
        if options["remove"] or options["renew"]:
            self._remove()
        if not options["remove"]:
            self._load()

    def _remove(self) -> None:
        removed = remove_demo(actor=None, now=timezone.now())
        self.stdout.write(removed.sentence())
        for line in removed.kept:
            self.stdout.write(line)

    def _load(self) -> None:
        now = timezone.now()
        try:
            loaded = load_demo(
                today=now.astimezone(COURT_ZONE).date(), now=now, actor=None, progress=self._say
            )
        except DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        if not loaded.is_new:
            self.stdout.write("The demo is already loaded; --renew moves its dates to today.")
            return
        self.stdout.write(f"{loaded.actions} fictional actions. Sign in as:")
        for person in SIGN_INS:
            self.stdout.write(f"  {person.role:<10}  {person.email:<24}  {person.password}")

    def _say(self, part: str) -> None:
        self.stdout.write(f"  {part}")
        self.stdout.flush()


def _is_in_use() -> bool:
    """A restored installation is, and one whose demo was removed: the batch stays on record."""
    return User.objects.exists() or Batch.objects.filter(kind=LOADED).exists()

"""``manage.py export_matter --litigation 2948 --to FILE.zip``: the whole file, on record."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.management.options import one, taking_out
from mdl.management.progress import draw_bar
from mdl.models import Litigation, MatterExport, User
from mdl.services.retention import exporting


class Command(BaseCommand):
    """Write an archive that only its owner may read, and say its hash."""

    help = "Write the whole file of a litigation into a new zip archive."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose file, how much of it, and where to."""
        parser.add_argument("--litigation", metavar="MDL", required=True)
        parser.add_argument("--to", type=Path, metavar="FILE", required=True)
        parser.add_argument(
            "--profile",
            choices=MatterExport.Profile.values,
            default=MatterExport.Profile.DESIGNATIONS,
        )
        taking_out(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        actor = one(User, "email", options["by"]) if options["by"] else None
        litigation = one(Litigation, "mdl_number", options["litigation"])
        path: Path = options["to"]
        if path.exists():
            raise CommandError(f"{path} exists already; name a new file.")
        try:
            with acting_as(actor, why="export the file of a litigation"):
                export = exporting.begin(
                    litigation=litigation,
                    profile=options["profile"],
                    reason=options["reason"],
                    actor=actor,
                    now=timezone.now(),
                    is_kept=False,
                )
            exporting.write_to(path, export=export, told=self._progress)
        except (exporting.ReasonNeeded, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error.strerror}.") from None
        draw_bar(self.stderr, None, 0)
        self.stdout.write(f"{export.size:,} bytes, SHA-256 {export.sha256}.")

    def _progress(self, what: str, done: int, whole: int) -> None:
        draw_bar(self.stderr, done, whole, what=what)

"""``manage.py export_people --litigation 2948 --to FILE``: people as a file, on record."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.management.options import one, taking_out
from mdl.models import Litigation, User
from plaintiffs.models import Export
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.exports import begin_export, pieces


class Command(BaseCommand):
    """Write a file that only its owner may read, and say its hash."""

    help = "Write the people of a litigation into a new file, CSV or XLSX by its ending."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whose people, how much of them, and where to."""
        parser.add_argument("--litigation", metavar="MDL", required=True)
        parser.add_argument("--to", type=Path, metavar="FILE", required=True)
        parser.add_argument(
            "--profile", choices=Export.Profile.values, default=Export.Profile.DESIGNATIONS
        )
        taking_out(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        actor = one(User, "email", options["by"]) if options["by"] else None
        litigation = one(Litigation, "mdl_number", options["litigation"])
        path: Path = options["to"]
        try:
            with acting_as(actor, why="export people"):
                export = begin_export(
                    litigation=litigation,
                    profile=options["profile"],
                    format=path.suffix.removeprefix(".").lower(),
                    reason=options["reason"],
                    actor=actor,
                    now=timezone.now(),
                )
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.writelines(pieces(export))
        except (Refused, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError:
            raise CommandError("The file's name must end in .csv or .xlsx.") from None
        except OSError as error:
            raise CommandError(f"The file cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{export.count:,} people, SHA-256 {export.sha256}.")

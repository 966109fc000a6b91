"""``manage.py move_in FILE``: the firm's former calendar beside ours, then one batch, and back."""

import json
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from filings.ingestion.former_calendar import CalendarFileError
from filings.services import moving_in
from filings.services.moving_in import NotDecidable
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.management.options import decisions, one, pairs, taking_over
from mdl.models import Batch, Litigation, User
from mdl.services.batches import AlreadyUndone

REASON = "Moving in from the former calendar"


class Command(BaseCommand):
    """Plan first; write only with ``--apply``; take it back with ``--undo``."""

    help = "Lay a former calendar (CSV or ICS) beside ours; with --apply take it over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what to do with it."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?")
        what.add_argument(
            "--undo", type=uuid.UUID, metavar="BATCH", help="take back what --apply wrote"
        )
        parser.add_argument("--litigation", help="MDL number of rows that name no action")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAME=HEADING",
            help="which heading is the date, time, title, case, note or place",
        )
        parser.add_argument(
            "--decide", action="append", default=[], metavar="ROW=theirs|ours|aside"
        )
        taking_over(parser, reason=REASON)

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, show, and apply where asked."""
        if options["undo"]:
            self._undo(options)
            return
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        actor = _actor(options)
        matter = options["litigation"]
        litigation = one(Litigation, "mdl_number", matter) if matter else None
        now = timezone.now()
        try:
            with acting_as(actor, why="move in"):
                planned = moving_in.plan(
                    data=data,
                    litigation=litigation,
                    columns=dict(pairs(options["column"])),
                    actor=actor,
                    today=timezone.localdate(now),
                )
                batch = None
                if options["apply"]:
                    batch = moving_in.apply(
                        planned=planned,
                        name=path.name,
                        decisions=decisions(options["decide"], example="--decide 3=theirs"),
                        reason=options["reason"],
                        actor=actor,
                        now=now,
                    )
        except (CalendarFileError, NotDecidable, NotAllowed) as refusal:
            raise CommandError(f"{path.name}: {refusal}") from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if options["json"]:
            rows = [each.as_dict() for each in planned]
            told = {"applied": batch and batch.account, "batch": batch and str(batch.pk)}
            self.stdout.write(json.dumps({"rows": rows, **told}, indent=2))
        else:
            self._say(planned, batch)

    def _undo(self, options: dict[str, Any]) -> None:
        actor = _actor(options)
        batch = Batch.objects.filter(pk=options["undo"], kind=moving_in.BATCH).first()
        if batch is None:
            raise CommandError(f"No calendar was taken over as batch {options['undo']}.")
        reason = options["reason"]
        reason = "Taken back by command" if reason == REASON else reason
        try:
            with acting_as(actor, why=reason):
                done = moving_in.undo(batch=batch, reason=reason, actor=actor, now=timezone.now())
        except (AlreadyUndone, NotAllowed) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(moving_in.undone_words(done))

    def _say(self, planned: list[moving_in.Planned], batch: Batch | None) -> None:
        for each in planned:
            self.stdout.write(
                f"{each.row.number:>5}  {each.state:<9}  {each.row.title}: {each.why}"
            )
            for line in each.reasons:
                self.stdout.write(f"{'':18}{line}")
        if batch is None:
            counts = Counter(each.state.value for each in planned)
            told = ", ".join(f"{counts[state]} {state.value}" for state in moving_in.State)
            self.stdout.write(f"{len(planned)} rows: {told}. Nothing is written without --apply.")
            return
        self.stdout.write(
            "{received} received = {imported} imported + {unchanged} unchanged + {held} held for "
            "a second person + {set_aside} "
            "set aside.".format(**batch.account)
        )
        self.stdout.write(f"The way back: manage.py move_in --undo {batch.pk}")


def _actor(options: dict[str, Any]) -> User | None:
    found: User | None = one(User, "email", options["by"]) if options["by"] else None
    return found

"""``manage.py import_actions FILE``: a list of actions beside ours, then one batch, and back."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.management.options import decisions, one, pairs, taking_over
from mdl.management.progress import draw_bar
from mdl.models import Batch, Litigation, User
from mdl.services import action_sheets
from mdl.services.action_sheets import NotDecidable, Plan, State
from mdl.services.action_sheets.problems import problem_rows
from mdl.services.batches import AlreadyUndone
from mdl.spreadsheets import SheetError

REASON = "Member actions from a list"
SHOWN = 50  # rows of a kind that people read; --json and --problems have all


class Command(BaseCommand):
    """Plan first; write only with ``--apply``; take it back with ``--undo``."""

    help = (
        "Lay a list of member actions (CSV or XLSX: court, number, caption, filed, judge) beside "
        "the actions of a litigation; with --apply take it over as one batch."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what to do with it."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?")
        what.add_argument(
            "--undo", type=uuid.UUID, metavar="BATCH", help="take back what --apply wrote"
        )
        parser.add_argument("--litigation", metavar="MDL", help="its MDL number, as 2948")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="NAME=HEADING",
            help=f"which heading is the {', '.join(action_sheets.COLUMNS)}",
        )
        parser.add_argument(
            "--take", action="append", default=[], metavar="ROW=new|same|aside",
            help="decide a possible duplicate; undecided ones are set aside",
        )  # fmt: skip
        parser.add_argument("--problems", type=Path, help="write the rows set aside into this CSV")
        taking_over(parser, reason=REASON)

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, show, and apply where asked."""
        actor = one(User, "email", options["by"]) if options["by"] else None
        try:
            with acting_as(actor, why=options["reason"]):
                if options["undo"]:
                    self._undo(options, actor)
                else:
                    self._import(options, actor)
        except (SheetError, NotDecidable, NotAllowed, AlreadyUndone) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _import(self, options: dict[str, Any], actor: User | None) -> None:
        if not options["litigation"]:
            raise CommandError("Say whose actions they are: --litigation 2948.")
        litigation = one(Litigation, "mdl_number", options["litigation"])
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        now, named = timezone.now(), dict(pairs(options["column"]))
        made = action_sheets.plan(
            data=data, litigation=litigation, named=named, actor=actor, today=now.date()
        )
        if options["problems"]:
            options["problems"].write_bytes(problem_rows(made))
        batch = None
        if options["apply"]:
            batch = action_sheets.apply(
                data=data,
                litigation=litigation,
                named=named,
                decisions=decisions(options["take"], example="--take 3=new"),
                name=path.name,
                reason=options["reason"],
                actor=actor,
                now=now,
                told=self._progress,
            )
        self._tell(made, batch, as_json=options["json"])

    def _undo(self, options: dict[str, Any], actor: User | None) -> None:
        kind = action_sheets.BATCH
        batch = Batch.objects.filter(pk=options["undo"], kind=kind).first()
        if batch is None:
            raise CommandError(f"No list of actions was taken over as batch {options['undo']}.")
        reason = options["reason"]
        reason = "Taken back by command" if reason == REASON else reason
        done = action_sheets.undo(batch=batch, reason=reason, actor=actor, now=timezone.now())
        self.stdout.write(action_sheets.undone_words(done))

    def _tell(self, made: Plan, batch: Batch | None, *, as_json: bool) -> None:
        if as_json:
            told = {
                "columns": made.sheet.columns,
                "counts": made.counts,
                "rows": [each.as_dict() for each in made.planned if each.state != State.SAME],
                "applied": batch and batch.account,
                "batch": batch and str(batch.pk),
            }
            self.stdout.write(json.dumps(told, indent=2))
            return
        for state in (State.REFUSED, State.POSSIBLE, State.CHANGED):
            rows = made.of(state)
            for each in rows[:SHOWN]:
                said = each.why or "; ".join(str(change) for change in each.changes)
                self.stdout.write(f"{each.number:>7}  {state:<18}  {said}")
            if len(rows) > SHOWN:
                self.stdout.write(f"{'':7}  and {len(rows) - SHOWN:,} more {state} rows")
        if batch is None:
            told_counts = ", ".join(f"{count:,} {state}" for state, count in made.counts.items())
            self.stdout.write(f"{len(made.planned):,} rows: {told_counts}.")
            self.stdout.write("Nothing is written without --apply.")
            return
        self.stdout.write(
            "{received} received = {imported} imported + {unchanged} unchanged + {set_aside} "
            "set aside.".format(**batch.account)
        )
        self.stdout.write(f"The way back: manage.py import_actions --undo {batch.pk}")

    def _progress(self, what: str, done: int, whole: int) -> None:
        draw_bar(self.stderr, done, whole, what=what)

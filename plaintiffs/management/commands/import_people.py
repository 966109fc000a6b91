"""``manage.py import_people FILE``: a list of people beside ours, then one batch, and back."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.management.options import one, pairs, taking_over
from mdl.management.progress import draw_bar
from mdl.models import Litigation, User
from mdl.spreadsheets import SheetError
from plaintiffs.models import CensusRow, CensusSheet
from plaintiffs.privacy.errors import Refused
from plaintiffs.services import census

REASON = "People from a list"
SHOWN = 50  # rows of a kind that people read; --json has all
Status = CensusSheet.Status


class Command(BaseCommand):
    """Plan first; write with ``--apply``; go on with ``--resume``; take back with ``--undo``."""

    help = (
        "Lay a list of plaintiffs and guardians (CSV or XLSX) beside the people of a litigation; "
        "with --apply take it over as one batch. No cell of the list is ever printed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what to do with it."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", type=Path, nargs="?")
        what.add_argument(
            "--resume", type=uuid.UUID, metavar="LIST", help="go on with one that was broken off"
        )
        what.add_argument(
            "--undo", type=uuid.UUID, metavar="LIST", help="take back what --apply wrote"
        )
        parser.add_argument("--litigation", metavar="MDL", help="its MDL number, as 2948")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help=f"by letter or heading: {', '.join(census.FIELDS)}; else as suggested",
        )
        taking_over(parser, reason=REASON)

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, show, and write where asked."""
        actor = one(User, "email", options["by"]) if options["by"] else None
        try:
            if options["resume"] or options["undo"]:
                self._again(options, actor)
            else:
                self._import(options, actor)
        except (SheetError, census.NotNow, NotAllowed, Refused) as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _import(self, options: dict[str, Any], actor: User | None) -> None:
        if not options["litigation"]:
            raise CommandError("Say whose people they are: --litigation 2948.")
        litigation = one(Litigation, "mdl_number", options["litigation"])
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from None
        now = timezone.now()
        with acting_as(actor, why=options["reason"]):
            sheet = census.receive(data=data, litigation=litigation, actor=actor, now=now)
            told = dict(pairs(options["column"]))
            columns = census.head(sheet).columns | told
            census.set_columns(sheet=sheet, columns=columns, actor=actor, now=now)
        sheet = self._worked(sheet.pk, actor)
        if options["apply"] and sheet.status == Status.PLANNED:
            with acting_as(actor, why=options["reason"]):
                census.take_over(sheet=sheet, reason=options["reason"], actor=actor, now=now)
            sheet = self._worked(sheet.pk, actor)
        self._tell(sheet, actor, as_json=options["json"])
        if sheet.batch_id is None:
            with acting_as(actor, why="forget a list that was only planned"):
                census.drop(sheet=sheet, actor=actor)

    def _again(self, options: dict[str, Any], actor: User | None) -> None:
        key = options["resume"] or options["undo"]
        with acting_as(actor, why=options["reason"]):
            sheet = CensusSheet.objects.filter(pk=key).first()
            if sheet is None:
                raise CommandError(f"There is no list {key}.")
            if options["undo"]:
                reason = options["reason"]
                reason = "Taken back by command" if reason == REASON else reason
                census.take_back(sheet=sheet, reason=reason, actor=actor)
            elif sheet.status == Status.STOPPED:
                census.go_on(sheet=sheet, actor=actor)
        sheet = self._worked(key, actor)
        self._tell(sheet, actor, as_json=options["json"])

    def _worked(self, key: uuid.UUID, actor: User | None) -> CensusSheet:
        census.work_on(key, told=self._progress)
        with acting_as(actor, why="see how a list stands"):
            sheet: CensusSheet = CensusSheet.objects.select_related("batch").get(pk=key)
        if sheet.status == Status.STOPPED:
            self.stderr.write(self.style.ERROR(sheet.trouble))
        return sheet

    def _tell(self, sheet: CensusSheet, actor: User | None, *, as_json: bool) -> None:
        with acting_as(actor, why="see how a list stands"):
            counts = census.counts_of(sheet)
            rows = list(sheet.rows.exclude(state=CensusRow.State.UNCHANGED))
        if as_json:
            told = {
                "list": str(sheet.pk),
                "status": sheet.status,
                "columns": sheet.columns,
                "counts": counts,
                "rows": [
                    {"row": row.number, "state": row.state, "why": row.why, "changes": row.changes}
                    for row in rows
                ],
                "batch": str(sheet.batch_id) if sheet.batch_id else None,
            }
            self.stdout.write(json.dumps(told, indent=2))
            return
        self._problems([row for row in rows if row.why])
        received = sum(counts.values())
        parts = " + ".join(f"{count:,} {state}" for state, count in counts.items())
        self.stdout.write(f"{received:,} received = {parts}.")
        self.stdout.write(self._ending(sheet))

    def _problems(self, rows: list[CensusRow]) -> None:
        for row in rows[:SHOWN]:
            self.stdout.write(f"{row.number:>7}  {row.get_state_display().lower():<9}  {row.why}")
        if len(rows) > SHOWN:
            self.stdout.write(f"{'':7}  and {len(rows) - SHOWN:,} more rows to look at")

    def _ending(self, sheet: CensusSheet) -> str:
        if sheet.status == Status.APPLIED:
            return f"The way back: manage.py import_people --undo {sheet.pk}"
        if sheet.status == Status.UNDONE:
            return "The list is taken back."
        if sheet.batch_id is not None:
            return f"To go on: manage.py import_people --resume {sheet.pk}"
        return sheet.trouble or "No person is written without --apply."

    def _progress(self, what: str, done: int, whole: int) -> None:
        draw_bar(self.stderr, done, whole, what=what)

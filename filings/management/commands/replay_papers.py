"""``manage.py replay_papers``: stored papers read again by the present reader."""

import json
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from filings.ingestion.shapes import PaperKind
from filings.models import InboundItem
from filings.services.replay import Replayed, replay, to_replay
from mdl.management.progress import draw_bar

Status = InboundItem.Status


class Command(BaseCommand):
    """Replays papers; whatever they told before stands, and only what is new or corrected is
    written."""

    help = (
        "Read stored court papers again: those set aside, or with --all every one that an older "
        "reader read. Each is accounted for; an interrupted replay is simply run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which papers, and of which kind."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--set-aside", action="store_true", help="papers set aside (default)")
        which.add_argument("--all", action="store_true", help="all that an older reader read")
        parser.add_argument(
            "--again", action="store_true", help="with --all: also what the present reader read"
        )
        parser.add_argument("--kind", action="append", choices=sorted(PaperKind), default=[])
        parser.add_argument("--json", action="store_true", help="print the account for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay and account."""
        if options["again"] and not options["all"]:
            raise CommandError("--again goes with --all: papers set aside are always read again.")
        items = to_replay(
            set_aside=not options["all"], kinds=options["kind"], again=options["again"]
        )
        # The list is made first: a paper that is set aside again must not come round once more.
        chosen = list(items.values_list("pk", flat=True))
        told: list[Replayed] = []
        stopped = False
        try:
            for position, pk in enumerate(chosen):
                draw_bar(self.stderr, position, len(chosen))
                told.append(self._replay(pk, as_json=options["json"], now=timezone.now()))
        except KeyboardInterrupt:
            stopped = True
        draw_bar(self.stderr, None, len(chosen))
        self._account(told, as_json=options["json"])
        if stopped:
            raise CommandError(
                f"Stopped after {len(told)} of {len(chosen)} papers; what was read again stays. "
                "Run the same command again to go on.",
                returncode=130,
            )

    def _replay(self, pk: UUID, *, as_json: bool, now: datetime) -> Replayed:
        told = replay(item=InboundItem.objects.only("pk").get(pk=pk), actor=None, now=now)
        if not as_json and told.outcome != Status.UNCHANGED:
            draw_bar(self.stderr, None, 1)
            what = told.reason or f"{told.item.kind.replace('_', ' ')} taken in"
            self.stdout.write(f"{told.outcome.replace('_', ' '):9}  {told.item}: {what}")
        return told

    def _account(self, told: list[Replayed], *, as_json: bool) -> None:
        counts = Counter(each.outcome for each in told)
        account = {
            "replayed": len(told),
            "imported": counts[Status.IMPORTED],
            "unchanged": counts[Status.UNCHANGED],
            "set_aside": counts[Status.SET_ASIDE],
        }
        if as_json:
            papers = [
                {"paper": str(each.item.pk), "name": each.item.name, "kind": each.item.kind or None}
                | each.line
                for each in told
            ]
            self.stdout.write(json.dumps(account | {"papers": papers}, indent=2))
            return
        self.stdout.write(
            "{replayed} read again: {imported} changed something, {unchanged} nothing new, "
            "{set_aside} set aside.".format(**account)
        )

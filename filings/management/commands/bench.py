"""``manage.py bench ITEM``: figures beside a peer, the limit and the goal."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.bench import census, deadlines, imports, people, redaction, sending
from filings.bench.measuring import Goal, NotEqual
from mdl.embedded.errors import EmbeddedError

ITEMS = {
    "census": census.run,
    "deadlines": deadlines.run,
    "import": imports.run,
    "people": people.run,
    "redaction": redaction.run,
    "reminders": sending.run,
}


class Command(BaseCommand):
    """Measure in a database that is thrown away after."""

    help = (
        "Measure counting and moving of deadlines, or the import of a docket or of a list of "
        "people, in a throw-away "
        "database of the embedded server; or the check of papers that go out. The last line has "
        "the figures beside their goals. "
        "Exit 0: they hold (at small scale: every result was equal). 1: one is missed. 2: a result "
        "was not equal."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to measure, and how much of it."""
        parser.add_argument("item", choices=list(ITEMS))
        parser.add_argument("--scale", choices=["small", "full"], default="full")
        parser.add_argument("--repeat", type=int, default=5, metavar="N", help="turns (default 5)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, say so, and end with the figures beside their goals."""
        try:
            goals, figures = ITEMS[options["item"]](options["scale"], options["repeat"], self._say)
        except EmbeddedError as error:
            raise CommandError(str(error)) from None
        except NotEqual as error:
            self.stderr.write(self.style.ERROR(f"{error} No figure is given."))
            sys.exit(2)
        if options["json"]:
            options["json"].write_text(json.dumps(figures, indent=1))
        self._say(json.dumps(figures["machine"]))
        self.stdout.write("; ".join(goal.words for goal in goals))
        self._end(options["scale"], goals)

    def _end(self, scale: str, goals: list[Goal]) -> None:
        if scale == "full" and not all(goal.holds for goal in goals):
            sys.exit(1)

    def _say(self, line: str) -> None:
        self.stderr.write(line)

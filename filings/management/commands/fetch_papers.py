"""``manage.py fetch_papers``: one round of every way in, for a machine without a broker."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from filings.services import court_feeds, courtlistener, mailboxes, uploads
from filings.services.ways_in import Fetched

_OFF = (
    "Nothing is fetched: no mailbox, no feed and no CourtListener token is configured. Set "
    "MAILBOX_URLS, FEED_COURTS or COURTLISTENER_TOKEN; deploy/env.example explains them."
)


class Command(BaseCommand):
    """Mailboxes, courts' feeds, CourtListener, and what was handed in."""

    help = (
        "One round of every way in: the mailboxes, the courts' feeds, CourtListener, and papers "
        "that were handed in and wait for a worker. Needs no broker; any number may run at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Wait for what is due, or not."""
        parser.add_argument(
            "--now", action="store_true", help="ask everywhere, whether it is due or not"
        )
        parser.add_argument(
            "--waiting", action="store_true", help="only what was handed in; asks no other machine"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, and say what came; exit 1 where a way in fails."""
        waiting = uploads.take_in_waiting() + uploads.take_in_stored()
        rounds = [] if options["waiting"] else self._round(options)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(waiting, rounds), indent=2))
        else:
            self._say(waiting, rounds, is_only_waiting=options["waiting"])
        if any(each.way.failures for each in rounds):
            raise CommandError("Not every way in was open; what came is taken in.")

    def _round(self, options: dict[str, Any]) -> list[Fetched]:
        now: datetime = timezone.now()
        even_early = options["now"]
        return [
            *mailboxes.fetch_mailboxes(now=now, even_early=even_early),
            *court_feeds.fetch_feeds(now=now, even_early=even_early),
            *courtlistener.fetch_dockets(now=now, even_early=even_early),
        ]

    def _say(self, waiting: int, rounds: list[Fetched], *, is_only_waiting: bool) -> None:
        for each in rounds:
            style = self.style.WARNING if each.trouble else str
            self.stdout.write(style(each.sentence()))
        if waiting or is_only_waiting:
            self.stdout.write(f"{waiting} papers that waited were taken in.")
        is_on = settings.MAILBOX_URLS or settings.FEED_COURTS or settings.COURTLISTENER_TOKEN
        if not rounds and not is_only_waiting:
            self.stdout.write("Nothing is due." if is_on else _OFF)


def _as_json(waiting: int, rounds: list[Fetched]) -> dict[str, Any]:
    told = [
        {
            "kind": each.way.kind,
            "name": each.way.name,
            "papers": each.papers,
            "trouble": each.trouble,
        }
        for each in rounds
    ]
    return {"waiting": waiting, "rounds": told}

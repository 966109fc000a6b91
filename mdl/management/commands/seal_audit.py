"""``manage.py seal_audit``: chain what was written since the last seal."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mdl.management.progress import draw_bar
from mdl.models import Seal
from mdl.services.audit_chain import anchors, sealing


class Command(BaseCommand):
    """Seal; broken off, the next run goes on behind the last seal. Worker and beat do the same."""

    help = (
        "Chain every row of history and audit written since the last seal, and keep the head "
        "outside the database. Any number may run at once; nobody who writes is made to wait."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, telling each seal."""
        began = time.monotonic()
        try:
            rows = sealing.seal_all(now=timezone.now(), told=self._keep)
            anchors.keep_newest()
        except anchors.AnchorProblem as problem:
            raise CommandError(str(problem)) from problem
        draw_bar(self.stderr, None, 0)
        took = time.monotonic() - began
        self.stdout.write(f"Sealed {rows:,} rows in {took:.1f} s." if rows else "Nothing is new.")

    def _keep(self, seal: Seal) -> None:
        anchors.keep(seal)
        draw_bar(self.stderr, seal.number, seal.number, what="seals")

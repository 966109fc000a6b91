"""``manage.py verify_audit``: prove that nobody changed the audit or any row's history."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mdl.identity import acting_as
from mdl.management.progress import draw_bar
from mdl.models import AuditEvent
from mdl.services import audit
from mdl.services.audit_chain import anchors
from mdl.services.audit_chain.verifying import Proof, unsealed, verify

_SHOWN = 50  # findings
_NAMED = 5  # tables
_STOPPED = 130  # as a shell has it for Ctrl-C


class Command(BaseCommand):
    """Prove the chain. The exit is 0 only when all of it holds."""

    help = (
        "Find any edit, deletion, insertion, reorder, cut tail or restored copy in the audit and "
        "in every row's history. Exit 0: whole; 1: not; 130: stopped, and how to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files of heads, and where to begin."""
        parser.add_argument(
            "--anchors",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="heads kept elsewhere: a file or a saved mail; may be repeated. Beside "
            "MDL_AUDIT_ANCHOR_FILE",
        )
        parser.add_argument(
            "--since", type=int, default=1, metavar="SEAL", help="prove rows from this seal on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove, telling how far it is."""
        began, done = time.monotonic(), options["since"] - 1

        def told(seals: int, whole: int) -> None:
            nonlocal done
            done = max(seals, done)
            draw_bar(self.stderr, seals, whole, what="seals")

        try:
            heads = anchors.read(_files(options["anchors"]))
            proof = verify(anchors=heads, since=options["since"], told=told)
        except anchors.AnchorProblem as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            draw_bar(self.stderr, None, 0)
            self.stderr.write(f"Stopped. Go on with: manage.py verify_audit --since {done + 1}")
            sys.exit(_STOPPED)
        draw_bar(self.stderr, None, 0)
        self._tell(proof, time.monotonic() - began)
        if not proof.is_whole:
            raise CommandError(f"The audit is not whole: {len(proof.problems):,} findings.")
        if options["since"] <= 1:
            _record(proof)

    def _tell(self, proof: Proof, took: float) -> None:
        for sentence in proof.problems[:_SHOWN]:
            self.stdout.write(f"  {sentence}")
        if len(proof.problems) > _SHOWN:
            self.stdout.write(f"  … and {len(proof.problems) - _SHOWN:,} more")
        if proof.changes:
            self.stdout.write(f"{proof.changes:,} times a name was masked in it, as stated.")
        if newer := unsealed(proof):
            more = f" and {len(newer) - _NAMED} more tables" if len(newer) > _NAMED else ""
            named = ", ".join(newer[:_NAMED])
            self.stdout.write(f"Newer than the last seal: rows of {named}{more}.")
        if proof.is_whole and proof.last:
            self.stdout.write(
                f"Whole: {proof.rows:,} rows under {proof.seals:,} seals, the last of "
                f"{proof.last.at:%Y-%m-%d %H:%M} UTC; {proof.anchors:,} heads kept outside agree "
                f"({took:.1f} s)."
            )


def _files(named: list[Path]) -> list[Path]:
    """Return the files to read: our own too, which a restored installation has not yet."""
    own = Path(settings.AUDIT_ANCHOR_FILE)
    return [own, *named] if own.exists() or not named else named


def _record(proof: Proof) -> None:
    """Let the audit say when it was last proved whole."""
    with acting_as(None, why="the audit was verified"):
        audit.record(
            kind=AuditEvent.Kind.VERIFIED,
            actor=None,
            at=timezone.now(),
            subject=f"mdl.Seal {proof.seals}",
            reason=f"{proof.rows} rows hold",
        )

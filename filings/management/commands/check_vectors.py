"""``manage.py check_vectors FILE.json``: worked examples, counted again and compared."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.rules.vectors import Outcome, VectorFileError, Verdict, check_text

BAD_FILE = 2


class Command(BaseCommand):
    """Check a file of worked examples against the counter. Needs no database."""

    help = (
        "Count every vector of a JSON file that is marked computable and compare prevailing and "
        "conservative dates. Exit 0: none mismatches. 1: some do, or cannot be read. 2: bad file."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, metavar="FILE.json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, print what is not right, and end with the counts."""
        outcomes = _checked(options["file"])
        for outcome in outcomes:
            self._show(outcome)
        self._name_unknown_courts(outcomes)
        counts = Counter(outcome.verdict for outcome in outcomes)
        self.stdout.write(_sentence(counts, len(outcomes)))
        if counts[Verdict.MISMATCH] or counts[Verdict.UNREADABLE]:
            sys.exit(1)

    def _show(self, outcome: Outcome) -> None:
        match outcome.verdict:
            case Verdict.MISMATCH:
                told = f"MISMATCH {outcome.id} ({outcome.authority}): {outcome.words}"
                self.stdout.write(self.style.ERROR(told))
                self.stdout.write("  Ours:")
                for sentence in outcome.ours:
                    self.stdout.write(f"    {sentence}")
                self.stdout.write(f"  Theirs:\n    {outcome.theirs}")
            case Verdict.UNREADABLE:
                self.stdout.write(self.style.ERROR(f"UNREADABLE {outcome.id}: {outcome.words}"))
            case Verdict.SKIPPED:
                self.stdout.write(f"skipped {outcome.id}: {outcome.words}")

    def _name_unknown_courts(self, outcomes: Iterable[Outcome]) -> None:
        unknown = [f"{each.id} ({each.court_unknown})" for each in outcomes if each.court_unknown]
        if unknown:
            self.stdout.write(
                "Counted on federal days and those the row lists, since the label names no "
                f"court known here: {', '.join(unknown)}."
            )


def _checked(file: Path) -> list[Outcome]:
    try:
        return check_text(file.read_text(encoding="utf-8"))
    except OSError as error:
        _refuse(file, f"it cannot be opened: {error.strerror}")
    except UnicodeDecodeError:
        _refuse(file, "it is not text in UTF-8")
    except VectorFileError as error:
        _refuse(file, str(error))


def _refuse(file: Path, why: str) -> NoReturn:
    raise CommandError(f"{file} is no file of vectors: {why}.", returncode=BAD_FILE)


def _sentence(counts: Counter[Verdict], total: int) -> str:
    computed = counts[Verdict.RIGHT] + counts[Verdict.MISMATCH]
    unreadable = counts[Verdict.UNREADABLE]
    return (
        f"{total} vectors: {computed} computed, {counts[Verdict.RIGHT]} right, "
        f"{counts[Verdict.MISMATCH]} mismatched, {counts[Verdict.SKIPPED]} skipped"
        f"{f', {unreadable} unreadable' if unreadable else ''}."
    )

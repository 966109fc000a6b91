"""``manage.py check_redactions FILE...``: what FRCP 5.2(a) restricts in papers on disk."""

import hashlib
import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from filings.models import RedactionFinding
from filings.redaction.scan import Finding
from filings.redaction.shapes import MOST_BYTES
from filings.services.redaction import Checker, Report, open_names
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction

FOUND, CLEAN, UNREADABLE = 1, 0, 2
_MANY: Final = 12


class Command(BaseCommand):
    """Reads each file in a child and looks for the protected names on record."""

    help = (
        "Check papers before they go out: protected names in every spelling, full birth dates,\n"
        "Social Security and account numbers (FRCP 5.2(a)), in a PDF's text, under boxes, in\n"
        "comments, properties and attached files; in DOCX and plain text too. Without --action\n"
        "or --litigation all protected names on record are looked for. Excerpts are masked.\n"
        "Exit 0: nothing found. 1: something to answer. 2: a file could not be read."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the help."""
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files, and for whom."""
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--litigation", metavar="MDL", help="only its people: 2948")
        parser.add_argument(
            "--action",
            action="append",
            default=[],
            metavar="NUMBER",
            help="only the people of this action, by a docket number it bears; may be repeated",
        )
        parser.add_argument("--json", action="store_true", help="print the report for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each file; the exit says the worst of it."""
        contents = [(path, _content(path)) for path in options["files"]]
        now = timezone.now()
        with acting_as(None, why="check papers by command"):
            litigations, actions = _concerned(options["litigation"], options["action"])
            whole = hashlib.sha256(b"".join(raw for _, raw in contents)).hexdigest()
            with open_names(
                litigations=litigations,
                actions=actions,
                subject=f"{len(contents)} files, sha256 {whole[:16]}",
                actor=None,
                now=now,
            ) as checker:
                reports = [(path, checker.check(raw, name=path.name)) for path, raw in contents]
                self._tell(reports, checker, as_json=options["json"])
        if any(report.refused for _, report in reports):
            sys.exit(UNREADABLE)
        sys.exit(CLEAN if all(report.is_clean for _, report in reports) else FOUND)

    def _tell(self, reports: list[tuple[Path, Report]], checker: Checker, *, as_json: bool) -> None:
        names = checker.names
        if as_json:
            told = {
                "names": names.index.count,
                "unnamed": names.unnamed,
                "files": [_as_json(path, report, checker) for path, report in reports],
            }
            self.stdout.write(json.dumps(told, indent=2))
            return
        for path, report in reports:
            self.stdout.write(_sentence(path, report))
            for finding in report.findings:
                self.stdout.write(f"  {_line(finding, checker)}")
        looked = f"{names.index.count} protected names were looked for"
        more = f"; {names.unnamed} more protected people have no name on record"
        self.stdout.write(f"{looked}{more if names.unnamed else ''}.")


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(f"{path} is larger than {MOST_BYTES >> 20} MB. Split it.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} could not be opened: {error.strerror}.") from None


def _concerned(
    number: str | None, dockets: list[str]
) -> tuple[list[Litigation], list[MemberAction]]:
    actions = []
    for docket in dockets:
        found = list(MemberAction.objects.filter(numbers__raw=docket).distinct())
        if not found:
            raise CommandError(f"No action bears the number {docket}.")
        actions += found
    litigations = Litigation.objects.all()
    if number is not None:
        litigations = litigations.filter(mdl_number=number)
        if not litigations:
            raise CommandError(f"There is no MDL No. {number} here.")
    if actions:
        litigations = litigations.filter(Q(actions__in=actions)).distinct()
    return list(litigations), actions


def _sentence(path: Path, report: Report) -> str:
    if report.refused:
        return f"{path}: could not be checked. {report.refused}"
    pages = f"{report.pages} pages, " if report.pages else ""
    count = len(report.findings)
    return f"{path}: {pages}{count or 'no'} finding{'' if count == 1 else 's'}"


def _line(finding: Finding, checker: Checker) -> str:
    page = f"page {finding.page}" if finding.page else "no page"
    kind = RedactionFinding.Kind(finding.kind).label.lower()
    whose = checker.names.whose(finding.people[:_MANY])
    parts = [finding.part, page, finding.where.words, kind, whose, finding.excerpt]
    return " · ".join(part for part in parts if part)


def _as_json(path: Path, report: Report, checker: Checker) -> dict[str, Any]:
    return {
        "file": str(path),
        "refused": report.refused or None,
        "kind": report.kind or None,
        "pages": report.pages,
        "findings": [
            {
                "kind": str(finding.kind),
                "where": str(finding.where),
                "page": finding.page,
                "part": finding.part or None,
                "whose": checker.names.whose(finding.people) or None,
                "excerpt": finding.excerpt,
            }
            for finding in report.findings
        ],
    }

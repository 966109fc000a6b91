"""``manage.py import_papers PATH...``: saved court papers into the docket."""

import json
import os
import stat
from argparse import RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from filings.ingestion.archives import ArchiveRefused, is_archive, unpack
from filings.ingestion.sniff import LARGEST
from filings.models import InboundItem
from filings.services.inbound import LATER, receive
from filings.services.uploads import limits, take_in_stored
from mdl.management.progress import draw_bar

Status = InboundItem.Status


@dataclass(slots=True)
class Told:
    """What became of one file."""

    path: Path
    status: str
    kind: str = ""
    reason: str = ""
    account: dict[str, Any] = field(default_factory=dict)
    was_opened: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        told = {"path": str(self.path), "status": self.status, "kind": self.kind or None}
        return told | {"reason": self.reason or None} | self.account

    def sentence(self) -> str:
        """Return it in one line for people."""
        dockets = ", ".join(map(_docket_line, self.account.get("dockets", [])))
        what = self.reason or dockets or "taken in before"
        extra = [f"{order} proposed" for order in self.account.get("orders", [])]
        status = self.status.replace("_", " ")
        return f"{status:9}  {_readable(self.path)}: {'; '.join([what, *extra])}"


class Command(BaseCommand):
    """Reads court papers of every kind that is known, told apart by content."""

    help = (
        "Import saved court papers: PACER's docket reports, history reports and attachment pages\n"
        "(HTML), notices of electronic filing (.eml, HTML or text), courts' RSS feeds, dockets of\n"
        "the Internet Archive (XML) and CourtListener's answers (JSON). Folders are searched\n"
        "whole, zip archives unpacked. Each paper is taken in whole or set aside with the reason;\n"
        "papers that were imported before are left as they are, so an interrupted import is\n"
        "simply run again."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the help."""
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take files and folders."""
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument(
            "--json", action="store_true", help="print the account for programs, nothing else"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and account; exit 0 unless no file could be opened or the import was stopped."""
        closed: list[OSError] = []
        files = list(_files(options["paths"], closed.append))
        told = [_not_opened(Path(error.filename), error, "folder") for error in closed]
        for each in [] if options["json"] else told:
            self._line(each)
        stopped = False
        try:
            for position, path in enumerate(files):
                draw_bar(self.stderr, position, len(files))
                for each in _import(path):
                    told.append(each)
                    if not options["json"]:
                        self._line(each)
        except KeyboardInterrupt:
            stopped = True
        draw_bar(self.stderr, None, len(files))
        late = 0 if stopped else take_in_stored()  # where no worker runs, nobody else would
        self._account(told, late, as_json=options["json"])
        if stopped:
            raise CommandError(
                f"Stopped after {len(told)} of {len(closed) + len(files)} papers; what was "
                "imported stays. Run the same command again to go on.",
                returncode=130,
            )
        if not any(each.was_opened for each in told):
            raise CommandError("None of the files could be opened.")

    def _line(self, told: Told) -> None:
        draw_bar(self.stderr, None, 1)
        style = self.style.WARNING if told.status == Status.SET_ASIDE else str
        self.stdout.write(style(told.sentence()))

    def _account(self, told: list[Told], late: int, *, as_json: bool) -> None:
        counts = Counter(each.status for each in told)
        account = {
            "received": len(told),
            "imported": counts[Status.IMPORTED],
            "unchanged": counts[Status.UNCHANGED],
            "set_aside": counts[Status.SET_ASIDE],
            "had_waited": late,
        }
        if as_json:
            self.stdout.write(
                json.dumps(account | {"papers": [each.as_json() for each in told]}, indent=2)
            )
            return
        self.stdout.write(
            "{received} received: {imported} imported, {unchanged} unchanged, "
            "{set_aside} set aside.".format(**account)
        )
        if late:
            self.stdout.write(f"Taken in beside them, as they had waited: {late}.")


def _files(paths: Iterable[Path], closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files named and those in the folders named, in a stable order.

    ``closed`` is told each folder that cannot be read: a paper in it must not be missed silently.
    """
    named = list(paths)
    # os.path: a folder that may not be looked into is an answer there, not an error.
    missing = [_readable(path) for path in named if not os.path.exists(path)]  # noqa: PTH110 - see above
    if missing:
        raise CommandError(f"There is no file or folder {', '.join(missing)}.")
    found = dict.fromkeys(
        file for path in named for file in (_inside(path, closed) if path.is_dir() else [path])
    )
    if not found:
        raise CommandError("There are no files that can be read in the folders named.")
    yield from found


def _inside(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _readable(path: Path | str) -> str:
    """Write a name as text: file systems keep any bytes, terminals and tables do not."""
    text = os.fsencode(path).decode(errors="replace")
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def _not_opened(path: Path, error: OSError, what: str = "file") -> Told:
    reason = f"The {what} could not be opened: {error.strerror}."
    return Told(path, Status.SET_ASIDE, reason=reason, was_opened=False)


def _import(path: Path) -> Iterator[Told]:
    """Take in a file, or every paper of a zip archive, one after the other."""
    try:
        kept = path.stat()
        if not stat.S_ISREG(kept.st_mode):  # a pipe would be waited for, a device never ends
            reason = "This is no file but a pipe or a device."
            yield Told(path, Status.SET_ASIDE, reason=reason, was_opened=False)
            return
        with path.open("rb") as file:
            if is_archive(file):
                yield from _unpacked(path, file)
            elif kept.st_size > LARGEST:
                size = LARGEST // (1024 * 1024)
                yield Told(path, Status.SET_ASIDE, reason=f"The file is larger than {size} MB.")
            else:
                yield _taken(path, file.read())
    except OSError as error:
        yield _not_opened(path, error)


def _unpacked(path: Path, file: IO[bytes]) -> Iterator[Told]:
    try:
        for member in unpack(file, limits()):
            inside = path / member.name
            if member.refused:
                yield Told(inside, Status.SET_ASIDE, reason=member.refused)
            else:
                yield _taken(inside, member.raw)
    except ArchiveRefused as refusal:
        yield Told(path, Status.SET_ASIDE, reason=str(refusal))


def _taken(path: Path, raw: bytes) -> Told:
    now = timezone.now()
    name = _readable(path.name)
    receipt = receive(raw, way=InboundItem.Way.COMMAND, name=name, actor=None, now=now)
    item = receipt.item
    if receipt.outcome == Status.RECEIVED:
        return Told(path, Status.SET_ASIDE, kind=item.kind, reason=LATER)
    is_known = receipt.is_repeat and receipt.outcome == Status.UNCHANGED
    account = {} if is_known else item.account
    return Told(path, receipt.outcome, kind=item.kind, reason=item.reason, account=account)


def _docket_line(docket: dict[str, Any]) -> str:
    counts = f"{docket['entries_new']} of {docket['entries']} entries new"
    if docket["entries_changed"]:
        counts += f", {docket['entries_changed']} changed"
    home = "" if docket["attached"] else ", not attached"
    return f"{docket['court']} {docket['number']} ({counts}{home})"

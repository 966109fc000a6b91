"""The file of a litigation as one zip archive, written while it is read, and its check.

Each table stands in it as CSV, for people, and as JSON lines, for programs; raw papers in folders
of their own. ``MANIFEST.jsonl`` has the SHA-256, the size and the rows of each. Nothing but the
block in hand is in memory, and nothing lies on a disk beside the archive.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from mdl import matter_file
from mdl.models import Litigation
from mdl.sheet_writing import csv_pieces

MANIFEST: Final = "MANIFEST.jsonl"
README: Final = "README.txt"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can tell
_PIECE: Final = 64 * 1024

Told = Callable[[str, int, int], None]
"""Hears what is being written, and how many of how many parts are done."""

_ABOUT: Final = """\
The file of {litigation}
========================

{profile}

Each table stands here twice with the same rows: as CSV (UTF-8, opens in a spreadsheet; text that
would calculate there begins with an apostrophe) and as JSON lines (one object a line, as stored).
Keys connect the tables: what ends in _id is the key of a row of another table. A table whose name
ends in -history has every version of a row since it was entered, oldest first.
Times are UTC; days are the court's.
{papers}
{manifest} has a line for each file: its SHA-256, its size, and its rows.
To check the archive: manage.py check_export FILE
"""
_FULL: Final = "It holds the names of protected people and papers as they came. It is confidential."
_DESIGNATIONS: Final = "People stand in it by designation; it holds no protected name."
_PAPERS: Final = "\npapers/ holds papers as they came in and as they were drafted to go out.\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A file of the archive, as the manifest has it."""

    file: str
    sha256: str
    size: int
    rows: int | None = None


def write_archive(
    out: IO[bytes], *, litigation: Litigation, is_full: bool, told: Told = lambda *_: None
) -> None:
    """Write the archive. The caller stands in a transaction that sees one moment, and in an
    identity that may."""
    tables = matter_file.tables()
    folders = matter_file.papers() if is_full else []
    whole = len(tables) + len(folders)
    lines: list[Line] = []
    with ZipFile(out, "w") as archive:
        about = _ABOUT.format(
            litigation=litigation,
            profile=_FULL if is_full else _DESIGNATIONS,
            papers=_PAPERS if is_full else "",
            manifest=MANIFEST,
        )
        lines.append(_write(archive, README, [about.encode()]))
        for done, table in enumerate(tables):
            told(table.name, done, whole)
            lines += _table(archive, table, litigation, is_full=is_full)
        for done, folder in enumerate(folders, start=len(tables)):
            told(folder.folder, done, whole)
            for name, content in folder.files(litigation):
                lines.append(_write(archive, f"papers/{folder.folder}/{name}", [content]))
        listed = "".join(f"{json.dumps(asdict(line))}\n" for line in lines)
        _write(archive, MANIFEST, [listed.encode()])
    told("", whole, whole)


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _table(
    archive: ZipFile, table: matter_file.Table, litigation: Litigation, *, is_full: bool
) -> Iterator[Line]:
    columns = table.columns(is_full)
    for ending, pieces in (("csv", _as_csv), ("jsonl", _as_json)):
        rows = _Counted(table.rows(litigation, is_full))
        name = f"{table.name}.{ending}"
        yield _write(archive, name, pieces(columns, rows), rows)


def _as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    def cells() -> Iterator[Sequence[Any]]:
        yield columns
        for row in rows:
            yield [matter_file.plain(value) for value in row]

    return csv_pieces(cells())


def _as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    for row in rows:
        line = dict(zip(columns, row, strict=True))
        yield f"{json.dumps(line, default=str, ensure_ascii=False)}\n".encode()


def _write(
    archive: ZipFile, name: str, pieces: Iterable[bytes], rows: _Counted | None = None
) -> Line:
    digest, size = hashlib.sha256(), 0
    part = ZipInfo(name, _FIRST_DAY)
    part.compress_type = ZIP_DEFLATED
    with archive.open(part, "w", force_zip64=True) as file:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return Line(name, digest.hexdigest(), size, rows.count if rows else None)


# --- The check ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files an archive has, and a sentence for whatever is not as the manifest says."""

    files: int
    problems: tuple[str, ...]


def check_archive(path: Path) -> Checked:
    """Read an archive whole and compare each file with the manifest."""
    try:
        with ZipFile(path) as archive:
            problems = tuple(_compared(archive))
            return Checked(len(archive.namelist()), problems)
    except (BadZipFile, EOFError, OSError) as error:
        return Checked(0, (f"It is no whole zip archive: {error}.",))


def _compared(archive: ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if MANIFEST not in names:
        yield f"It has no {MANIFEST}."
        return
    if len(set(names)) < len(names):
        yield "A file stands in it twice."
    try:
        listed = {
            line["file"]: (line["sha256"], line["size"])
            for line in map(json.loads, archive.read(MANIFEST).decode().splitlines())
        }
    except (BadZipFile, ValueError, KeyError, TypeError):
        yield f"Its {MANIFEST} is not readable."
        return
    for name in sorted(set(names) - set(listed) - {MANIFEST}):
        yield f"{name} is not in the manifest."
    for name, stated in sorted(listed.items()):
        if name not in names:
            yield f"{name} is missing."
        elif _digest(archive, name) != stated:
            yield f"{name} is not what the manifest says."


def _digest(archive: ZipFile, name: str) -> tuple[str, int] | None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except (BadZipFile, EOFError, OSError):
        return None
    return digest.hexdigest(), size

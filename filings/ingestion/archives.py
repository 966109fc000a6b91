"""Zip archives of court papers, unpacked within limits. Plain Python: nothing is stored here.

An archive is a stranger's: it may be a bomb, hold archives, lie about sizes, or name a million
files. What cannot be taken keeps its place, with a sentence; nothing is written to disk, so names
that lead out of a folder lead nowhere.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

_MAGIC: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22 + 0xFFFF
_OFFICE: Final = "[Content_Types].xml"
_DENSEST: Final = 400
"""No page and no mail shrinks to a four-hundredth of its size; a bomb does."""
_SMALL: Final = 1024 * 1024
"""Bytes. Below it the density of a file does not matter."""
_SCRAPS: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an archive is taken."""

    papers: int
    paper_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its bytes, or why they are not taken."""

    name: str
    raw: bytes = b""
    refused: str = ""


class ArchiveRefused(Exception):
    """The archive is not taken at all; the message says why and what to do."""


def is_archive(file: IO[bytes]) -> bool:
    """Say whether a file is a zip archive and no office file, which is a zip archive too."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    return head.startswith(_MAGIC) and not head[30:].startswith(_OFFICE.encode())


def unpack(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    """Yield the papers of an archive in its order, reading one at a time.

    Raises :class:`ArchiveRefused` before the first, where the whole is not taken.
    """
    members = _members(file, limits)
    with zipfile.ZipFile(file) as archive:
        left = limits.total_bytes
        for info in members:
            member = _read(archive, info, limits, left)
            left -= len(member.raw)
            yield member


def _members(file: IO[bytes], limits: Limits) -> list[zipfile.ZipInfo]:
    _ask_the_end(file, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError):
        raise ArchiveRefused("The archive is damaged. Pack it again.") from None
    members = [info for info in infos if not info.is_dir() and not _is_scrap(info.filename)]
    if len(members) > limits.papers:
        raise ArchiveRefused(
            f"The archive holds {len(members):,} files; at most {limits.papers:,} are taken at "
            "once. Split it."
        )
    total = sum(info.file_size for info in members)
    if total > limits.total_bytes:
        raise ArchiveRefused(
            f"The archive unpacks to {_mb(total)}; at most {_mb(limits.total_bytes)} are taken at "
            "once. Split it."
        )
    if total > _SMALL and total > _DENSEST * max(sum(i.compress_size for i in members), 1):
        raise ArchiveRefused(
            "The archive grows beyond all measure when it is unpacked, as no papers do."
        )
    return members


def _ask_the_end(file: IO[bytes], limits: Limits) -> None:
    """Look how long the table of contents is before anybody reads it into memory."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(size - _END_BYTES, 0))
    tail = file.read(_END_BYTES)
    file.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) - place < 22:
        raise ArchiveRefused("The archive breaks off before its end. Send it again.")
    table = int(struct.unpack_from("<L", tail, place + 12)[0])
    if table > limits.papers * 512 + 64 * 1024:
        raise ArchiveRefused(f"The archive holds more than {limits.papers:,} files. Split it.")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, left: int) -> Member:
    name = _shown(info.filename)
    if info.flag_bits & 0x1:
        return Member(name, refused="It is locked by a password. Pack it again without one.")
    most = min(limits.paper_bytes, left)
    try:
        with archive.open(info) as opened:
            raw = opened.read(most + 1)  # whatever size the archive claims
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        return Member(name, refused="It is damaged in the archive. Pack it again.")
    if len(raw) > most:
        return Member(name, refused=f"It is larger than {_mb(most)}.")
    if raw.startswith(_MAGIC) and _OFFICE.encode() not in raw[:64]:
        return Member(name, refused="It is an archive within an archive. Unpack it first.")
    return Member(name, raw)


def _is_scrap(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith(_SCRAPS[0]) or last in _SCRAPS


def _shown(name: str) -> str:
    """Write a name as one line that ends nowhere else."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)[
        -300:
    ]


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB" if size >= _SMALL else f"{size:,} bytes"

"""One file, and the files within it, into passages. Runs in the child."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from filings.redaction.pdf import read_pdf
from filings.redaction.shapes import (
    MOST_DEPTH,
    MOST_PAGES,
    MOST_PARTS,
    MOST_TEXT,
    MOST_UNPACKED,
    CannotRead,
    Passage,
    Unread,
    Where,
)

Said = Passage | Unread
_ONLY: Final = "Only PDF, DOCX and plain text files can be read."
_TEXT_KINDS: Final = frozenset({".txt", ".csv", ".md", ".eml", ".htm", ".html", ".xml", ".json"})


class Budget:
    """What one file may take, together with whatever is attached to it."""

    def __init__(self) -> None:
        self.pages = 0
        self.parts = 0
        self.unpacked = 0
        self.text = 0

    def take_pages(self, count: int) -> None:
        """Count pages; refuse too many."""
        self.pages += count
        if self.pages > MOST_PAGES:
            raise CannotRead(
                f"It has {self.pages:,} pages; at most {MOST_PAGES:,} are checked at once. "
                "Split it and check each part."
            )

    def take_part(self, size: int) -> None:
        """Count a file within the file."""
        self.parts += 1
        self.unpacked += size
        if self.parts > MOST_PARTS or self.unpacked > MOST_UNPACKED:
            raise CannotRead(
                f"Its attached files are too many or too large to be checked (at most {MOST_PARTS} "
                f"and {MOST_UNPACKED // 1024 // 1024} MB unpacked). Take them out."
            )

    def take_text(self, text: str) -> None:
        """Count text."""
        self.text += len(text)
        if self.text > MOST_TEXT:
            raise CannotRead("It holds more text than can be checked at once. Split it.")


def kind_of(raw: bytes, name: str = "") -> str:
    """Return ``pdf``, ``docx``, ``zip``, ``text`` or nothing, by the content first."""
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in raw or b"[Content_Types].xml" in raw else "zip"
    is_text = b"\x00" not in raw[:4096] or raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_text and (_is_utf8(raw[:4096]) or PurePosixPath(name).suffix.lower() in _TEXT_KINDS):
        return "text"
    return ""


def read_file(
    raw: bytes, *, name: str, part: str = "", budget: Budget | None = None, depth: int = 0
) -> Iterator[Said]:
    """Yield everything that a file says. Raise :class:`CannotRead` for one that nobody can read.

    Within an attached file the same refusal is an :class:`Unread`: the rest is still told.
    """
    budget = budget or Budget()
    kind = kind_of(raw, name)
    if kind == "pdf":
        said = _pdf(raw, part, budget, depth)
    elif kind in ("docx", "zip"):
        said = _archive(raw, kind, part, budget, depth)
    elif kind == "text":
        said = iter([Passage(Where.TEXT, _decoded(raw), None, part)])
    else:
        raise CannotRead(_ONLY)
    for each in said:
        if isinstance(each, Passage):
            budget.take_text(each.text)
        yield each


def _pdf(raw: bytes, part: str, budget: Budget, depth: int) -> Iterator[Said]:
    for each in read_pdf(raw, part=part, budget=budget):
        if isinstance(each, tuple):
            yield from _within(*each, part, budget, depth)
        else:
            yield each


def _within(name: str, raw: bytes, part: str, budget: Budget, depth: int) -> Iterator[Said]:
    """Read a file that is attached to another one."""
    inner = f"{part} » {name}" if part else name
    yield Passage(Where.ATTACHMENT, name, None, part)
    budget.take_part(len(raw))
    if depth + 1 >= MOST_DEPTH:
        yield Unread("It lies too deep within other files.", None, inner)
        return
    try:
        yield from read_file(raw, name=name, part=inner, budget=budget, depth=depth + 1)
    except CannotRead as refusal:
        yield Unread(str(refusal), None, inner)


# --- Office files and archives ------------------------------------------------------------------

_PARAGRAPH_ENDS: Final = re.compile(r"</(?:w:p|a:p|row|si|w:tr|dc:\w+|cp:\w+|vt:\w+)>|<w:br/>")
_TABS: Final = re.compile(r"<w:(?:tab|noBreakHyphen)/>")
_TAG: Final = re.compile(r"<[^>]*>")
_TEXT_PARTS: Final = re.compile(r"^(?:word|docProps|xl|ppt|customXml)/.*\.(?:xml|rels)$")
_DULL_PARTS: Final = re.compile(r"(?:^|/)(?:theme|styles|fontTable|settings|webSettings|numbering)")
_FRAME: Final = ("[Content_Types]", "_rels/")
_COMMENTS: Final = re.compile(r"^(?:word|xl|ppt)/(?:comments|people)")
_HIDDEN: Final = re.compile(r"^customXml/|\.rels$")


def _archive(raw: bytes, kind: str, part: str, budget: Budget, depth: int) -> Iterator[Said]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CannotRead("It is a broken archive or document. Save it anew.") from None
    for info in archive.infolist():
        if info.is_dir():
            continue
        budget.take_part(0)
        name = info.filename
        if info.flag_bits & 1:
            yield Unread("It is protected by a password.", None, _inside(part, name))
            continue
        content = _member(archive, info, budget)
        if content is None:
            yield Unread("It is broken within the archive.", None, _inside(part, name))
        elif kind == "docx" and _TEXT_PARTS.match(name):
            if not _DULL_PARTS.search(name):
                yield Passage(_where(name), _xml_text(content), None, part)
        elif kind != "docx" or not (name.startswith(_FRAME) or _DULL_PARTS.search(name)):
            yield from _within(name, content, part, budget, depth)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes | None:
    """Unpack a member, never beyond what is left: the size that it states may be a lie."""
    left = MOST_UNPACKED - budget.unpacked
    try:
        with archive.open(info) as packed:
            content = packed.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        return None
    budget.unpacked += len(content)
    budget.take_part(0)
    return content


def _where(name: str) -> Where:
    if name.startswith("docProps/"):
        return Where.METADATA
    if _COMMENTS.match(name):
        return Where.ANNOTATION
    return Where.HIDDEN if _HIDDEN.search(name) else Where.TEXT


def _xml_text(content: bytes) -> str:
    """Return the text of an office part. Tags are cut out, not parsed: no entity is resolved."""
    text = _decoded(content)
    told = " ".join(re.findall(r'(?:w:author|Target|w:initials)="([^"]*)"', text))
    text = _TAG.sub("", _TABS.sub(" ", _PARAGRAPH_ENDS.sub("\n", text)))
    return html.unescape(f"{text}\n{told}")


def _inside(part: str, name: str) -> str:
    return f"{part} » {name}" if part else name


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.start > len(raw) - 4  # a letter cut in two at the end
    return True

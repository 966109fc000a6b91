"""A small writer of PDFs, for papers that hide things on purpose: nothing a reader must survive
can be made with a library that refuses to make it.

    page = Page().line("Wren Fictitious", at=(72, 700)).box((70, 695, 200, 712))
    content = Paper([page], info={"Author": "Wren Fictitious"}).to_bytes()
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

WIDTH, HEIGHT = 612, 792
SIZE: Final = 11
# A lock whose key nobody has.
_LOCK: Final = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    """What a page draws, in order, and its comments."""

    drawn: list[bytes] = field(default_factory=list)
    notes: list[bytes] = field(default_factory=list)
    picture: bytes | None = None

    def line(
        self,
        text: str,
        *,
        at: tuple[float, float],
        size: float = SIZE,
        mode: int = 0,
        colour: tuple[float, float, float] = (0, 0, 0),
    ) -> Self:
        """Draw text; ``mode`` 3 is invisible."""
        red, green, blue = colour
        self.drawn.append(
            b"BT /F1 %g Tf %d Tr %g %g %g rg %g %g Td %s Tj ET"
            % (size, mode, red, green, blue, *at, _shown(text))
        )
        return self

    def lines(self, lines: Sequence[str], *, top: float = 720, left: float = 72) -> Self:
        """Draw running text, line under line."""
        shown = b"\n".join(b"%s Tj T*" % _shown(line) for line in lines)
        self.drawn.append(b"BT /F1 %g Tf 0 Tr 0 g 14 TL %g %g Td\n%s ET" % (SIZE, left, top, shown))
        return self

    def box(self, at: Rectangle, *, colour: tuple[float, float, float] = (0, 0, 0)) -> Self:
        """Fill a rectangle: left, bottom, right, top."""
        left, bottom, right, top = at
        self.drawn.append(
            b"q %g %g %g rg %g %g %g %g re f Q"
            % (*colour, left, bottom, right - left, top - bottom)
        )
        return self

    def scan(self, *, dots: int = 16) -> Self:
        """Fill the page with a picture."""
        self.picture = bytes((place * 7) % 256 for place in range(dots * dots))
        self.drawn.append(b"q %d 0 0 %d 0 0 cm /Im1 Do Q" % (WIDTH, HEIGHT))
        return self

    def note(self, kind: str, at: Rectangle, **told: str) -> Self:
        """Add a comment of a subtype; ``told`` are strings, or raw values after ``raw_``."""
        parts = [b"/Type /Annot /Subtype /%s /Rect [%g %g %g %g]" % (kind.encode(), *at)]
        for name, value in told.items():
            if name.startswith("raw_"):
                parts.append(b"/%s %s" % (name[4:].encode(), value.encode("latin-1")))
            else:
                parts.append(b"/%s %s" % (name.encode(), literal(value)))
        self.notes.append(b"<< %s >>" % b" ".join(parts))
        return self


@dataclass(slots=True)
class Paper:
    """Pages, and what stands around them."""

    pages: Sequence[Page]
    info: Mapping[str, str] = field(default_factory=dict)
    xmp: str = ""
    bookmarks: Sequence[str] = ()
    attached: Mapping[str, bytes] = field(default_factory=dict)
    packs: bool = True
    is_locked: bool = False

    def to_bytes(self) -> bytes:
        """Return the file."""
        writer = _Writer()
        catalog, pages, font = (writer.reserve() for _ in range(3))
        writer.fill(
            font,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        )
        kids = [self._page(writer, page, pages, font) for page in self.pages]
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        writer.fill(pages, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids)))
        around = [b"/Type /Catalog /Pages %d 0 R" % pages]
        if self.xmp:
            around.append(
                b"/Metadata %d 0 R"
                % writer.stream(_xmp(self.xmp), b"/Type /Metadata /Subtype /XML")
            )
        if self.bookmarks:
            around.append(b"/Outlines %d 0 R" % _outlines(writer, self.bookmarks))
        if self.attached:
            around.append(b"/Names << /EmbeddedFiles %d 0 R >>" % _files(writer, self.attached))
        fields = [number for number, note in writer.notes if b"/Subtype /Widget" in note]
        if fields:
            listed = b" ".join(b"%d 0 R" % number for number in fields)
            around.append(b"/AcroForm << /Fields [%s] >>" % listed)
        writer.fill(catalog, b"<< %s >>" % b" ".join(around))
        info = 0
        if self.info:
            told = b" ".join(b"/%s %s" % (k.encode(), literal(v)) for k, v in self.info.items())
            info = writer.add(b"<< %s >>" % told)
        lock = writer.add(_LOCK) if self.is_locked else 0
        return writer.finish(catalog, info, lock)

    def _page(self, writer: "_Writer", page: Page, parent: int, font: int) -> int:
        resources = b"/Font << /F1 %d 0 R >>" % font
        if page.picture is not None:
            side = int(len(page.picture) ** 0.5)
            head = (
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
                b"/BitsPerComponent 8" % (side, side)
            )
            resources += b" /XObject << /Im1 %d 0 R >>" % writer.stream(page.picture, head)
        content = writer.stream(b"\n".join(page.drawn), b"", packs=self.packs)
        notes = b""
        if page.notes:
            numbers = [writer.add(note) for note in page.notes]
            writer.notes += list(zip(numbers, page.notes, strict=True))
            notes = b"/Annots [%s]" % b" ".join(b"%d 0 R" % number for number in numbers)
        return writer.add(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << %s >> %s >>" % (parent, WIDTH, HEIGHT, content, resources, notes)
        )


def updated(before: bytes, *, content: bytes, number: int) -> bytes:
    """Return a file saved again with one stream replaced: what was before stays in it."""
    start = len(before)
    packed = zlib.compress(content)
    thing = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(packed), packed,
    )  # fmt: skip
    table = start + len(thing)
    previous = before.rfind(b"startxref")
    old_table = int(before[previous + 9 :].split()[0])
    trailer = before[before.rfind(b"trailer") + 7 : previous].strip()
    return (
        before + thing + b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
        + b"trailer\n" + trailer[:-2] + b"/Prev %d >>\n" % old_table
        + b"startxref\n%d\n%%%%EOF\n" % table
    )  # fmt: skip


def literal(text: str) -> bytes:
    """Write a string of a dictionary."""
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        raw = b"\xfe\xff" + text.encode("utf-16-be")
    for mark in (b"\\", b"(", b")", b"\r"):
        raw = raw.replace(mark, b"\\r" if mark == b"\r" else b"\\" + mark)
    return b"(%s)" % raw


def _shown(text: str) -> bytes:
    raw = text.encode("cp1252", "replace")
    for mark in (b"\\", b"(", b")"):
        raw = raw.replace(mark, b"\\" + mark)
    return b"(%s)" % raw


def _xmp(text: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f"<dc:title>{text}</dc:title></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


def _outlines(writer: "_Writer", titles: Sequence[str]) -> int:
    root = writer.reserve()
    numbers = [writer.reserve() for _ in titles]
    for place, (number, title) in enumerate(zip(numbers, titles, strict=True)):
        around = b"/Title %s /Parent %d 0 R" % (literal(title), root)
        if place:
            around += b" /Prev %d 0 R" % numbers[place - 1]
        if place + 1 < len(numbers):
            around += b" /Next %d 0 R" % numbers[place + 1]
        writer.fill(number, b"<< %s >>" % around)
    ends = (numbers[0], numbers[-1], len(numbers))
    writer.fill(root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends)
    return root


def _files(writer: "_Writer", attached: Mapping[str, bytes]) -> int:
    listed = []
    for name, content in sorted(attached.items()):
        inner = writer.stream(content, b"/Type /EmbeddedFile")
        told = (literal(name), literal(name), inner)
        listed.append(
            b"%s %d 0 R"
            % (
                literal(name),
                writer.add(b"<< /Type /Filespec /F %s /UF %s /EF << /F %d 0 R >> >>" % told),
            )
        )
    return writer.add(b"<< /Names [%s] >>" % b" ".join(listed))


class _Writer:
    """Numbered objects, and where they start."""

    def __init__(self) -> None:
        self.things: list[bytes] = []
        self.notes: list[tuple[int, bytes]] = []

    def reserve(self) -> int:
        self.things.append(b"null")
        return len(self.things)

    def fill(self, number: int, content: bytes) -> None:
        self.things[number - 1] = content

    def add(self, content: bytes) -> int:
        self.things.append(content)
        return len(self.things)

    def stream(self, content: bytes, head: bytes, *, packs: bool = True) -> int:
        if packs:
            content, head = zlib.compress(content, 1), head + b" /Filter /FlateDecode"
        return self.add(
            b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)
        )

    def finish(self, catalog: int, info: int, lock: int) -> bytes:
        pieces, starts, at = [b"%PDF-1.7\n"], [], 9
        for number, thing in enumerate(self.things, start=1):
            starts.append(at)
            pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
            at += len(pieces[-1])
        table = b"".join(b"%010d 00000 n \n" % start for start in starts)
        trailer = b"/Size %d /Root %d 0 R" % (len(starts) + 1, catalog)
        if info:
            trailer += b" /Info %d 0 R" % info
        if lock:
            trailer += b" /Encrypt %d 0 R /ID [<01> <01>]" % lock
        pieces.append(
            b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(starts) + 1, table, trailer, at)
        )
        return b"".join(pieces)

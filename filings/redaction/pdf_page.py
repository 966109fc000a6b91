"""One page of a PDF: what it shows, what lies under boxes, what nobody sees, and its comments.

A box that covers text is drawn after it; a coloured cell behind text is drawn before. So the
order of drawing tells a failed redaction from a table. Runs in the child.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from filings.redaction.pdf_words import from_utf16
from filings.redaction.shapes import Passage, Unread, Where

_OPAQUE: Final = 230  # of 255: below it, what lies under shines through
_SMALLEST_BOX: Final = 3.0  # points; thinner is a rule or an underline
_MOST_OBJECTS: Final = 100_000
_MOST_BOXES: Final = 4_000
_MOST_NESTED: Final = 8
_MOST_ANNOTATIONS: Final = 5_000
_INVISIBLE_MODES: Final = (
    c.FPDF_TEXTRENDERMODE_INVISIBLE,
    c.FPDF_TEXTRENDERMODE_CLIP,
)
_PICTURE_SHARE: Final = 0.2
"""Of the page: a smaller picture is a logo, a seal or a signature."""
_SCAN_SHARE: Final = 0.5
_WORDS_OF_A_STAMP: Final = 600
"""Letters and digits: fewer beside a picture of half the page are a heading of the scan."""
_TOO_MANY: Final = "It has too many drawn shapes to look for text under them."
_PICTURE: Final = "It is an image without text: nothing on it was read."
_PARTLY: Final = "A part of it is an image without text, which was not read."
_NO_TEXT: Final = "It shows something, but no text that can be read."
_BROKEN: Final = "It is broken and was not read."


class Bounds(NamedTuple):
    """A rectangle in points, from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Return its area; nothing where it is empty."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def meets(self, other: "Bounds") -> bool:
        """Say whether both share some area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def common(self, other: "Bounds") -> "Bounds":
        """Return what both share."""
        return Bounds(
            max(self.left, other.left), max(self.bottom, other.bottom),
            min(self.right, other.right), min(self.top, other.top),
        )  # fmt: skip

    def has(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Box(NamedTuple):
    """Something opaque, and when it is drawn."""

    order: int
    bounds: Bounds
    colour: tuple[int, int, int]


class Letters(NamedTuple):
    """A piece of text as the page draws it."""

    order: int
    bounds: Bounds
    handle: Any
    colour: tuple[int, int, int]
    is_invisible: bool


@dataclass(slots=True)
class Drawn:
    """What a page draws, in its order."""

    letters: list[Letters] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Bounds] = field(default_factory=list)
    count: int = 0
    is_too_much: bool = False


def read_page(document: Any, number: int, form: Any, *, part: str) -> Iterator[Passage | Unread]:
    """Yield what a page says; ``number`` counts from 0. One text each for what it shows, what is
    covered and what nobody sees, then its comments, links and form fields."""
    at = number + 1
    try:
        page = document[number]
        words = page.get_textpage()
    except pdfium.PdfiumError:
        yield Unread(_BROKEN, at, part)
        return
    text = words.get_text_range(errors="replace")
    if text.strip():
        yield Passage(Where.TEXT, text, at, part)
    drawn = _drawn(page)
    notes = _annotations(document, page, form, at=at, part=part, drawn=drawn)
    for covered in _covered(words, drawn):
        yield Passage(Where.COVERED, covered, at, part)
    unseen = _unseen(words, drawn, Bounds(*page.get_cropbox()))
    if unseen:
        yield Passage(Where.UNSEEN, unseen, at, part)
    yield from notes
    yield from _unread(page, drawn, text, at, part)
    words.close()
    page.close()


# --- What is drawn ------------------------------------------------------------------------------


def _drawn(page: Any) -> Drawn:
    drawn = Drawn()
    raw = page.raw
    for place in range(c.FPDFPage_CountObjects(raw)):
        _draw(drawn, c.FPDFPage_GetObject(raw, place), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
    return drawn


Matrix = tuple[float, float, float, float, float, float]


def _draw(drawn: Drawn, thing: Any, matrix: Matrix, depth: int) -> None:
    drawn.count += 1
    if drawn.count > _MOST_OBJECTS:
        drawn.is_too_much = True
        return
    kind = c.FPDFPageObj_GetType(thing)
    if kind == c.FPDF_PAGEOBJ_TEXT:
        mode = c.FPDFTextObj_GetTextRenderMode(thing)
        colour, alpha = _fill(thing)
        is_invisible = mode in _INVISIBLE_MODES or alpha < 10
        bounds = _bounds(thing, matrix)
        drawn.letters.append(Letters(drawn.count, bounds, thing, colour, is_invisible))
    elif kind == c.FPDF_PAGEOBJ_PATH:
        _draw_path(drawn, thing, matrix)
    elif kind == c.FPDF_PAGEOBJ_IMAGE:
        bounds = _bounds(thing, matrix)
        drawn.pictures.append(bounds)
        if not c.FPDFPageObj_HasTransparency(thing):
            _add_box(drawn, bounds, (128, 128, 128))
    elif kind == c.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTED:
        inner = _times(_matrix(thing), matrix)
        for place in range(c.FPDFFormObj_CountObjects(thing)):
            _draw(drawn, c.FPDFFormObj_GetObject(thing, place), inner, depth + 1)


def _draw_path(drawn: Drawn, thing: Any, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(thing, fill, stroke)
    if fill.value:
        colour, alpha = _fill(thing)
        if alpha >= _OPAQUE and not c.FPDFPageObj_HasTransparency(thing):
            _add_box(drawn, _bounds(thing, matrix), colour)
    elif stroke.value:
        width = ctypes.c_float()
        c.FPDFPageObj_GetStrokeWidth(thing, width)
        colour, alpha = _stroke(thing)
        # A thick line over words is a marker pen; a thin one is a rule or a frame.
        if width.value >= _SMALLEST_BOX * 2 and alpha >= _OPAQUE:
            half = width.value / 2
            box = _bounds(thing, matrix)
            if box.top - box.bottom < 2 * width.value:
                _add_box(
                    drawn, Bounds(box.left, box.bottom - half, box.right, box.top + half), colour
                )


def _add_box(drawn: Drawn, bounds: Bounds, colour: tuple[int, int, int]) -> None:
    is_thin = (
        bounds.right - bounds.left < _SMALLEST_BOX or bounds.top - bounds.bottom < _SMALLEST_BOX
    )
    if is_thin:
        return
    if len(drawn.boxes) >= _MOST_BOXES:
        drawn.is_too_much = True
        return
    drawn.boxes.append(Box(drawn.count, bounds, colour))


def _bounds(thing: Any, matrix: Matrix) -> Bounds:
    sides = [ctypes.c_float() for _ in range(4)]
    if not c.FPDFPageObj_GetBounds(thing, *sides):
        return Bounds(0, 0, 0, 0)
    left, bottom, right, top = (side.value for side in sides)
    if matrix == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return Bounds(left, bottom, right, top)
    a, b, cc, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + cc * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def _matrix(thing: Any) -> Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(thing, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, cc, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, cc * g + d * i, cc * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _fill(thing: Any) -> tuple[tuple[int, int, int], int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetFillColor(thing, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (each.value for each in parts)
    return (red, green, blue), alpha


def _stroke(thing: Any) -> tuple[tuple[int, int, int], int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not c.FPDFPageObj_GetStrokeColor(thing, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (each.value for each in parts)
    return (red, green, blue), alpha


# --- Under boxes --------------------------------------------------------------------------------


def _covered(words: Any, drawn: Drawn) -> list[str]:
    """Return the texts that lie under something opaque drawn later."""
    found: dict[tuple[str, Bounds], None] = {}
    order_of: dict[int, int] = {}
    letters: list[_Letter] = []
    for box in drawn.boxes:
        if not any(
            each.order < box.order and not each.is_invisible and each.bounds.meets(box.bounds)
            for each in drawn.letters
        ) and not _is_drawn_over_scan(box, drawn):
            continue
        if not letters:
            order_of = {_address(each.handle): each.order for each in drawn.letters}
            letters = _letters(words, order_of)
        text = "".join(
            each.text
            for each in letters
            if each.order < box.order and box.bounds.has(each.x, each.y)
        ).strip()
        if any(letter.isalnum() for letter in text):
            found[text, box.bounds] = None
    return [text for text, _ in found]


def _is_drawn_over_scan(box: Box, drawn: Drawn) -> bool:
    """Say whether a box covers the text layer of a scanned page. The scan itself covers it too,
    and is no box."""
    if box.bounds in drawn.pictures:
        return False
    return any(
        each.is_invisible and each.order < box.order and each.bounds.meets(box.bounds)
        for each in drawn.letters
    )


class _Letter(NamedTuple):
    text: str
    x: float
    y: float
    order: int


def _letters(words: Any, order_of: dict[int, int]) -> list[_Letter]:
    """Return every letter of a page with its place and when it is drawn. Costs some milliseconds:
    only asked where something is drawn over text."""
    found: list[_Letter] = []
    raw = words.raw
    sides = [ctypes.c_double() for _ in range(4)]
    x = y = 0.0
    order = 0
    for place in range(c.FPDFText_CountChars(raw)):
        code = c.FPDFText_GetUnicode(raw, place)
        if not code or 0xD800 <= code < 0xE000:
            continue
        thing = c.FPDFText_GetTextObject(raw, place)
        if thing and c.FPDFText_GetCharBox(raw, place, *sides):
            left, right, bottom, top = (side.value for side in sides)
            x, y = (left + right) / 2, (bottom + top) / 2
            order = order_of.get(_address(thing), order)
        # Blanks between words have no place of their own: they go with the letter before.
        found.append(_Letter(chr(code), x, y, order))
    return found


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


# --- What nobody sees ---------------------------------------------------------------------------


def _unseen(words: Any, drawn: Drawn, page: Bounds) -> str:
    """Return text that is invisible, in the colour of what lies behind it, or off the page."""
    hidden = [
        each
        for each in drawn.letters
        if each.is_invisible or _is_outside(each, page) or _is_like_ground(each, drawn.boxes)
    ]
    return "\n".join(from_utf16(_text_of, each.handle, words.raw) for each in hidden).strip()


def _text_of(handle: Any, words: Any, buffer: Any, length: int) -> int:
    return int(c.FPDFTextObj_GetText(handle, words, buffer, length))


def _is_outside(letters: Letters, page: Bounds) -> bool:
    bounds = letters.bounds
    if bounds.area == 0:
        return False
    is_tiny = bounds.top - bounds.bottom < 1
    return is_tiny or not bounds.meets(page)


def _is_like_ground(letters: Letters, boxes: Sequence[Box]) -> bool:
    if max(letters.colour) < 40 and not boxes:
        return False
    ground = (255, 255, 255)
    for box in boxes:
        if box.order < letters.order and box.bounds.meets(letters.bounds):
            common = box.bounds.common(letters.bounds)
            if common.area > letters.bounds.area * 0.5:
                ground = box.colour
    return all(abs(one - two) < 20 for one, two in zip(letters.colour, ground, strict=True))


# --- Images without text ------------------------------------------------------------------------


def _unread(page: Any, drawn: Drawn, text: str, at: int, part: str) -> Iterator[Unread]:
    if drawn.is_too_much:
        yield Unread(_TOO_MANY, at, part)
    if not text.strip():
        if drawn.pictures:
            yield Unread(_PICTURE, at, part)
        elif drawn.count:
            yield Unread(_NO_TEXT, at, part)
        return
    whole = Bounds(*page.get_cropbox())
    letters = sum(map(str.isalnum, text))
    if any(
        _shows_unread_words(picture.common(whole), whole, drawn, letters)
        for picture in drawn.pictures
    ):
        yield Unread(_PARTLY, at, part)


def _shows_unread_words(picture: Bounds, whole: Bounds, drawn: Drawn, letters: int) -> bool:
    """Say whether a picture may show words that no text on the page repeats.

    A scanned page has a text layer that nobody sees, or it was not read: a stamp above it or a
    few words beside it are not its text.
    """
    if picture.area < whole.area * _PICTURE_SHARE:
        return False
    over = [each for each in drawn.letters if each.bounds.meets(picture)]
    if any(each.is_invisible for each in over):
        return False
    is_scan = picture.area > whole.area * _SCAN_SHARE
    return not over or (is_scan and letters < _WORDS_OF_A_STAMP)


# --- Comments, links, fields --------------------------------------------------------------------

_STRINGS: Final = (b"Contents", b"T", b"Subj", b"RC", b"TU", b"V", b"DV", b"OverlayText")
_COVERS: Final = frozenset(
    {c.FPDF_ANNOT_SQUARE, c.FPDF_ANNOT_CIRCLE, c.FPDF_ANNOT_POLYGON, c.FPDF_ANNOT_FREETEXT,
     c.FPDF_ANNOT_STAMP, c.FPDF_ANNOT_INK, c.FPDF_ANNOT_LINE, c.FPDF_ANNOT_POLYLINE}
)  # fmt: skip
_DARK: Final = 90


def _annotations(
    document: Any, page: Any, form: Any, *, at: int, part: str, drawn: Drawn
) -> list[Passage | Unread]:
    """Return what the comments of a page say; those that cover text are added to its boxes."""
    said: list[Passage | Unread] = []
    count = c.FPDFPage_GetAnnotCount(page.raw)
    for place in range(min(count, _MOST_ANNOTATIONS)):
        annotation = c.FPDFPage_GetAnnot(page.raw, place)
        if not annotation:
            continue
        subtype = c.FPDFAnnot_GetSubtype(annotation)
        text = "\n".join(dict.fromkeys(_strings(document, annotation, subtype, form)))
        where = {c.FPDF_ANNOT_WIDGET: Where.FORM, c.FPDF_ANNOT_LINK: Where.LINK}.get(
            subtype, Where.ANNOTATION
        )
        if text:
            said.append(Passage(where, text, at, part))
        _cover(annotation, subtype, drawn)
        c.FPDFPage_CloseAnnot(annotation)
    if count > _MOST_ANNOTATIONS:
        said.append(Unread("It has too many comments to be read.", at, part))
    return said


def _strings(document: Any, annotation: Any, subtype: int, form: Any) -> Iterator[str]:
    for key in _STRINGS:
        if c.FPDFAnnot_HasKey(annotation, key):
            told = from_utf16(c.FPDFAnnot_GetStringValue, annotation, key)
            if told:
                yield told
    if subtype == c.FPDF_ANNOT_WIDGET and form is not None:
        told = from_utf16(c.FPDFAnnot_GetFormFieldValue, form, annotation)
        if told:
            yield told
    if subtype == c.FPDF_ANNOT_LINK:
        yield from _address_of(document, annotation)


def _address_of(document: Any, annotation: Any) -> Iterator[str]:
    link = c.FPDFAnnot_GetLink(annotation)
    action = c.FPDFLink_GetAction(link) if link else None
    if action:
        buffer = ctypes.create_string_buffer(2048)
        length = c.FPDFAction_GetURIPath(document.raw, action, buffer, len(buffer))
        if 1 < length <= len(buffer):
            yield buffer.raw[: length - 1].decode("utf-8", "replace")


def _cover(annotation: Any, subtype: int, drawn: Drawn) -> None:
    rectangle = c.FS_RECTF()
    if not c.FPDFAnnot_GetRect(annotation, rectangle):
        return
    sides = (rectangle.left, rectangle.right), (rectangle.bottom, rectangle.top)
    bounds = Bounds(min(sides[0]), min(sides[1]), max(sides[0]), max(sides[1]))
    if subtype == c.FPDF_ANNOT_REDACT:  # a mark that was never applied
        _add_last(drawn, bounds)
    elif subtype == c.FPDF_ANNOT_HIGHLIGHT:
        if _is_marker_pen(annotation):
            _add_last(drawn, bounds)
    elif subtype in _COVERS and _is_filled(annotation, subtype):
        _add_last(drawn, bounds)


def _is_marker_pen(annotation: Any) -> bool:
    """Say whether a highlight is so dark that nobody reads what it marks."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if c.FPDFAnnot_GetColor(annotation, c.FPDFANNOT_COLORTYPE_Color, *parts):
        return max(part.value for part in parts[:3]) < _DARK
    return _looks_filled(annotation)  # an appearance of its own decides


def _is_filled(annotation: Any, subtype: int) -> bool:
    if _colour(annotation, c.FPDFANNOT_COLORTYPE_InteriorColor) is not None:
        return _is_opaque(annotation)
    if subtype == c.FPDF_ANNOT_FREETEXT:
        return _colour(annotation, c.FPDFANNOT_COLORTYPE_Color) is not None
    return _looks_filled(annotation)


def _looks_filled(annotation: Any) -> bool:
    for place in range(min(c.FPDFAnnot_GetObjectCount(annotation), 50)):
        thing = c.FPDFAnnot_GetObject(annotation, place)
        looks = Drawn()
        _draw(looks, thing, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        if looks.boxes:
            return True
    return False


def _is_opaque(annotation: Any) -> bool:
    alpha = ctypes.c_float(1.0)
    if c.FPDFAnnot_HasKey(annotation, b"CA"):
        c.FPDFAnnot_GetNumberValue(annotation, b"CA", alpha)
    return alpha.value >= _OPAQUE / 255


def _colour(annotation: Any, kind: int) -> tuple[int, ...] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    key = b"IC" if kind == c.FPDFANNOT_COLORTYPE_InteriorColor else b"C"
    if not c.FPDFAnnot_HasKey(annotation, key):
        return None
    if not c.FPDFAnnot_GetColor(annotation, kind, *parts):
        return (0, 0, 0)  # an appearance of its own: take it for dark
    return tuple(part.value for part in parts[:3])


def _add_last(drawn: Drawn, bounds: Bounds) -> None:
    """Comments are drawn after everything else."""
    drawn.count += 1
    _add_box(drawn, bounds, (0, 0, 0))

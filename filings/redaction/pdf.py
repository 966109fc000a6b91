"""A PDF into passages: its pages, and everything that a page does not show. Runs in the child."""

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from filings.redaction.pdf_leftovers import leftovers
from filings.redaction.pdf_page import read_page
from filings.redaction.pdf_words import from_utf16
from filings.redaction.shapes import CannotRead, Passage, Unread, Where

if TYPE_CHECKING:
    from filings.redaction.reading import Budget

Within = tuple[str, bytes]
"""The name and content of an attached file."""

_INFO: Final = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_MOST_EARLIER: Final = 8
_MOST_BOOKMARKS: Final = 20_000
_BROKEN: Final = "It is broken: it cannot be opened as a PDF. Print or save it anew."
_LOCKED: Final = (
    "It is encrypted or protected by a password. Save it without protection and check it again."
)


def read_pdf(raw: bytes, *, part: str, budget: "Budget") -> Iterator[Passage | Unread | Within]:
    """Yield what a PDF says, page by page, then its bookmarks, properties, leftovers and
    attached files, which come as name and content."""
    document = _opened(raw)
    try:
        count = len(document)
        budget.take_pages(count)
        if document.get_formtype():
            document.init_forms()
        form = document.formenv.raw if document.formenv else None
        shown: dict[int, str] = {}
        for number in range(count):
            for each in read_page(document, number, form, part=part):
                if isinstance(each, Passage) and each.where is Where.TEXT:
                    shown[number] = each.text
                yield each
        yield from _bookmarks(document, part)
        yield from _properties(document, part)
        yield from leftovers(raw, part=part)
        yield from _earlier(raw, document, shown, part)
        yield from _attached(document, budget)
    finally:
        document.close()


def open_pdf(raw: bytes) -> Any:
    """Return the document; raise :class:`CannotRead` with a sentence for a person."""
    return _opened(raw)


def _opened(raw: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        locked = "assword" in str(error) or "security" in str(error).lower()
        raise CannotRead(_LOCKED if locked else _BROKEN) from None
    if c.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
        document.close()
        raise CannotRead(_LOCKED)
    if len(document) == 0:
        document.close()
        raise CannotRead(_BROKEN)
    return document


def _bookmarks(document: Any, part: str) -> Iterator[Passage]:
    titles = []
    for mark in document.get_toc(max_depth=15):
        titles.append(mark.get_title())
        if len(titles) >= _MOST_BOOKMARKS:
            break
    if titles:
        yield Passage(Where.BOOKMARK, "\n".join(titles), None, part)


def _properties(document: Any, part: str) -> Iterator[Passage]:
    told = [document.get_metadata_value(key) for key in _INFO]
    if any(told):
        yield Passage(Where.METADATA, "\n".join(filter(None, told)), None, part)


def _earlier(raw: bytes, document: Any, shown: dict[int, str], part: str) -> Iterator[Passage]:
    """Yield the text of earlier versions: saving a change appends it and keeps what was before."""
    ends = _trailer_ends(document)
    for end in ends[:-1][-_MOST_EARLIER:]:
        try:
            before = pdfium.PdfDocument(raw[:end])
        except pdfium.PdfiumError:
            continue  # the first half of a file made for the web, which is no version
        try:
            for number in range(min(len(before), len(document) + 100)):
                text = _text_of(before, number)
                if text.strip() and text != shown.get(number):
                    yield Passage(Where.EARLIER, text, number + 1, part)
        finally:
            before.close()


def _text_of(document: Any, number: int) -> str:
    try:
        page = document[number]
        text: str = page.get_textpage().get_text_range(errors="replace")
    except pdfium.PdfiumError:
        return ""
    return text


def _trailer_ends(document: Any) -> list[int]:
    count = c.FPDF_GetTrailerEnds(document.raw, None, 0)
    ends = (ctypes.c_uint * count)()
    c.FPDF_GetTrailerEnds(document.raw, ends, count)
    return sorted(ends)


def _attached(document: Any, budget: "Budget") -> Iterator[Within]:
    for place in range(c.FPDFDoc_GetAttachmentCount(document.raw)):
        yield attachment(c.FPDFDoc_GetAttachment(document.raw, place), budget)


def attachment(handle: Any, budget: "Budget") -> Within:
    """Return name and content of an attached file."""
    name = from_utf16(c.FPDFAttachment_GetName, handle) or "unnamed"
    size = ctypes.c_ulong()
    if not c.FPDFAttachment_GetFile(handle, None, 0, size) or not size.value:
        return name, b""
    budget.take_part(size.value)
    content = ctypes.create_string_buffer(size.value)
    c.FPDFAttachment_GetFile(handle, content, size.value, size)
    return name, content.raw

"""The attachment page: the menu PACER shows for a filing of several documents, saved as HTML.

It prints no docket number. The docket is known by the court's id of the case or of a document.
"""

import re
from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.court_clock import printed_at
from filings.ingestion.court_of import court_of
from filings.ingestion.pages import refuse_truncated
from filings.ingestion.shapes import Paper, PaperKind
from filings.ingestion.sniff import decode

VERSION: Final = "1"

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)


def read(raw: bytes) -> Paper:
    """Read an attachment page.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or cannot be read.
    """
    page = decode(raw)
    refuse_truncated(page, name="attachment page", table="/doc1/")
    title = _TITLE.search(page)
    court_id = court_of(page=page, heading=title[1] if title else "")
    return Paper(
        kind=PaperKind.ATTACHMENT_PAGE,
        court_id=court_id,
        dockets=(),
        unplaced=(adapter.read_attachment_page(page, court_id),),
        parser="attachment_page",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        as_of=printed_at(page, court_id),
    )

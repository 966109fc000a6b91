"""PACER's docket history report: "History/Documents" of a case, saved as HTML.

It lists each event in a few words, with the documents' ids; the full texts only where whoever ran
it asked for them.
"""

import re
from dataclasses import replace
from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.court_clock import printed_at
from filings.ingestion.court_of import court_of
from filings.ingestion.pages import refuse_truncated
from filings.ingestion.shapes import Paper, PaperKind
from filings.ingestion.sniff import decode

VERSION: Final = "1"

_HEADING_REACH: Final = 2_000
"""Characters at the top of the page in which its title names the court."""
_CASE_ID = re.compile(r"(?:goDLS|DktText)\('[^']{0,80}','(\d{1,12})'")
_CASE_COOKIE = re.compile(r"CASE_NUM=[^\"'(]{1,60}\((\d{1,12})\)")


def read(raw: bytes) -> Paper:
    """Read a docket history report.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or cannot be read.
    """
    page = decode(raw)
    refuse_truncated(page, name="history report", table="description")
    court_id = court_of(page=page, heading=_title(page))
    docket = adapter.read_history_report(page, court_id)
    found = _CASE_ID.search(page) or _CASE_COOKIE.search(page)
    return Paper(
        kind=PaperKind.HISTORY_REPORT,
        court_id=court_id,
        dockets=(replace(docket, pacer_case_id=found[1] if found else None),),
        parser="history_report",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        as_of=printed_at(page, court_id),
    )


def _title(page: str) -> str:
    head = page[:_HEADING_REACH]
    title = re.search(r"<title[^>]{0,200}>([^<]{0,300})", head, re.IGNORECASE)
    return title[1] if title else head

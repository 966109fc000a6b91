"""PACER's docket report: the page a clerk's "Docket Report" prints, saved as HTML."""

from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.court_clock import printed_at
from filings.ingestion.court_of import court_of
from filings.ingestion.pages import refuse_truncated
from filings.ingestion.shapes import Paper, PaperKind
from filings.ingestion.sniff import DOCKET_HEADING, decode

VERSION: Final = "1"

_HEADING_REACH: Final = 600
"""Characters above the docket number in which the court's name is printed."""


def read(raw: bytes) -> Paper:
    """Read a docket report.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or cannot be read.
    """
    page = decode(raw)
    refuse_truncated(page, name="docket report", table="docket text")
    court_id = court_of(page=page, heading=_heading(page))
    return Paper(
        kind=PaperKind.DOCKET_REPORT,
        court_id=court_id,
        dockets=(adapter.read_docket_report(page, court_id),),
        parser="docket_report",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        as_of=printed_at(page, court_id),
    )


def _heading(page: str) -> str:
    match = DOCKET_HEADING.search(page)
    end = match.start() if match else 0
    above = page[max(0, end - _HEADING_REACH) : end]
    return above[above.lower().rfind("<h3") + 1 :]

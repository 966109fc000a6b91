"""juriscraper behind a wall: its parsers in, our dataclasses out.

The only package that imports it, so it can be replaced without a change above. What the wall
keeps out: bare exceptions, ``{}`` for a page it cannot read, empty strings for the unknown,
strings that hold a whole tree alive, and log lines. Nothing here opens a connection.

The entry points raise :class:`~filings.ingestion.errors.NotACourtPaper` and nothing else.
"""

import os

# Its logger opens this file on import. Whatever it has to say may quote a paper: to nowhere.
os.environ.setdefault("JURISCRAPER_LOG", os.devnull)

from filings.ingestion.juriscraper_adapter.attachments import read_attachment_page
from filings.ingestion.juriscraper_adapter.dockets import (
    read_archive_docket,
    read_docket_report,
    read_history_report,
)
from filings.ingestion.juriscraper_adapter.feeds import FeedData, read_feed
from filings.ingestion.juriscraper_adapter.notices import NoticeData, read_notice
from filings.ingestion.juriscraper_adapter.wall import VERSION

__all__ = [
    "VERSION",
    "FeedData",
    "NoticeData",
    "read_archive_docket",
    "read_attachment_page",
    "read_docket_report",
    "read_feed",
    "read_history_report",
    "read_notice",
]

"""Bytes in, papers out, or a :class:`PaperError` that says why not."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from filings.ingestion import (
    archive_docket,
    attachment_page,
    court_feed,
    courtlistener,
    docket_report,
    history_report,
    nef,
)
from filings.ingestion.errors import NotACourtPaper, PaperError
from filings.ingestion.shapes import Paper
from filings.ingestion.sniff import Form, sniff

_READERS: Final[Mapping[Form, Callable[[bytes], Paper]]] = MappingProxyType(
    {
        Form.MAIL: lambda raw: nef.read(raw, Form.MAIL),
        Form.NOTICE_HTML: lambda raw: nef.read(raw, Form.NOTICE_HTML),
        Form.NOTICE_TEXT: lambda raw: nef.read(raw, Form.NOTICE_TEXT),
        Form.DOCKET_REPORT: docket_report.read,
        Form.HISTORY_REPORT: history_report.read,
        Form.ATTACHMENT_PAGE: attachment_page.read,
        Form.COURT_FEED: court_feed.read,
        Form.ARCHIVE_DOCKET: archive_docket.read,
    }
)


def read(raw: bytes) -> tuple[Paper, ...]:
    """Read one file, told apart by its content: one paper, or one for each court it tells of.

    Whatever the bytes are, the answer is papers or a :class:`PaperError`; nothing else is raised.
    No connection is opened, and nothing is written or logged. It takes the time and the memory it
    takes: a stranger's bytes are read by :mod:`filings.ingestion.confined`, which calls this.
    """
    try:
        form = sniff(raw)
        if form is Form.COURTLISTENER:
            return courtlistener.read(raw)
        return (_READERS[form](raw),)
    except (PaperError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a stranger's bytes must never stop an import
        raise NotACourtPaper(
            f"The file could not be read as a court paper ({type(error).__name__})."
        ) from None

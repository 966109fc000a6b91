"""Bytes in, one :class:`Paper` out, or a :class:`PaperError` that says why not."""

from filings.ingestion import docket_report, nef
from filings.ingestion.errors import NotACourtPaper, PaperError
from filings.ingestion.shapes import Paper
from filings.ingestion.sniff import Form, sniff


def read(raw: bytes) -> Paper:
    """Read one court paper, told apart by its content.

    Whatever the bytes are, the answer is a paper or a :class:`PaperError`; nothing else is
    raised. No connection is opened, and nothing is written or logged.
    """
    try:
        form = sniff(raw)
        return docket_report.read(raw) if form is Form.DOCKET_REPORT else nef.read(raw, form)
    except PaperError:
        raise
    except Exception as error:  # noqa: BLE001 - a stranger's bytes must never stop an import
        raise NotACourtPaper(
            f"The file could not be read as a court paper ({type(error).__name__})."
        ) from None

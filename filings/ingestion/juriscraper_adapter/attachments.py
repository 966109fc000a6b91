"""The attachment page of a filing, read by juriscraper."""

from juriscraper.pacer.attachment_page import AttachmentPage

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.juriscraper_adapter.values import (
    attachment_of,
    count_or_none,
    document_of,
    text_or_none,
)
from filings.ingestion.juriscraper_adapter.wall import Raw, parsed, run
from filings.ingestion.shapes import DocumentData, MenuData, UnplacedDocket


def read_attachment_page(html: str, court_id: str) -> UnplacedDocket:
    """Read the menu of one filing's documents. It names the case by the court's own id only."""
    data = run(lambda: parsed(AttachmentPage(court_id), html))
    return run(lambda: _unplaced(data))


def _unplaced(data: Raw) -> UnplacedDocket:
    attachments = {
        each.number: each
        for each in map(attachment_of, reversed(data["attachments"]))
        if each.number > 0
    }
    # A menu of attachments alone repeats the first one's id as if it were the main document's.
    main = DocumentData() if _lacks_its_main(data) else document_of(data)
    menu = MenuData(
        entry_number=count_or_none(data.get("document_number")),
        document=main,
        attachments=tuple(attachments[number] for number in sorted(attachments)),
    )
    if main == DocumentData() and not menu.attachments:
        raise NotACourtPaper("The attachment page lists no document that can be read.")
    return UnplacedDocket(pacer_case_id=text_or_none(data.get("pacer_case_id")), menus=(menu,))


def _lacks_its_main(data: Raw) -> bool:
    ids = {each.get("pacer_doc_id") for each in data["attachments"]}
    return data.get("pacer_doc_id") in ids

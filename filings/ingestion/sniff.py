"""What a pile of bytes is, told by content alone; names and suffixes are not asked."""

import re
from enum import StrEnum
from typing import Final

from filings.ingestion.errors import NotACourtPaper

LARGEST: Final = 64 * 1024 * 1024
"""Bytes. The dockets of the largest MDLs print at about a tenth of it."""

UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 64 * 1024
_MAIL_HEADER = re.compile(
    r"\A(?:>?From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3}"
)
_MAIL_NAMES = re.compile(
    r"^(?:from|subject|received|message-id|return-path)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
DOCKET_HEADING = re.compile(
    r"DOCKET\s+FOR\s+CASE\s*#|Bankruptcy\s+Petition\s*#|Adversary\s+Proceeding\s*#",
    re.IGNORECASE,
)
NOTICE_HEADING = re.compile(
    r"Notice\s+of\s+(?:Electronic\s+Filing|Docket\s+Activity)", re.IGNORECASE
)
_CASE_NUMBER = re.compile(r"Case\s+Number:", re.IGNORECASE)
_FILING_SYSTEM = re.compile(r"CM/ECF|cmecfMainContent|/cgi-bin/iquery\.pl")
_HISTORY = re.compile(r"History/Documents Query|/cgi-bin/HistDocQry\.pl", re.IGNORECASE)
_ATTACHMENTS = re.compile(
    r"Document Selection Menu|document you wish to (?:view|download)"
    r"|name=[\"']?document_\d{0,9}_\d{1,4}\b",
    re.IGNORECASE,
)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[{\]]")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MAGIC: Final = (
    (b"%PDF", "a PDF; save the docket page itself or the notice's e-mail instead"),
    (b"PK\x03\x04", "a zip archive or an office file; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Outlook or Office file; save the message as .eml"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)


class Form(StrEnum):
    """The forms in which a readable paper arrives."""

    MAIL = "mail"
    """A raw message that should hold a notice."""
    NOTICE_HTML = "notice_html"
    NOTICE_TEXT = "notice_text"
    DOCKET_REPORT = "docket_report"
    HISTORY_REPORT = "history_report"
    ATTACHMENT_PAGE = "attachment_page"
    COURT_FEED = "court_feed"
    ARCHIVE_DOCKET = "archive_docket"
    COURTLISTENER = "courtlistener"


def decode(raw: bytes) -> str:
    """Decode a page: UTF-8 or UTF-16 where it says so or fits, else ISO-8859-1, as PACER's
    older pages are. Never fails; NUL bytes are dropped.
    """
    if raw.startswith(UTF_16_MARKS):
        return raw.decode("utf-16", errors="replace").replace("\x00", "")
    try:
        return raw.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1").replace("\x00", "")


def sniff(raw: bytes) -> Form:
    """Say what ``raw`` is. Raises :class:`NotACourtPaper` with the reason when it is none of
    the papers that are read.
    """
    if not raw.strip(b"\x00 \t\r\n"):
        raise NotACourtPaper("The file is empty.")
    if len(raw) > LARGEST:
        raise NotACourtPaper(f"The file is larger than {LARGEST // (1024 * 1024)} MB.")
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise NotACourtPaper(f"This is no court paper that can be read: it is {name}.")
    return _sniff_text(decode(raw))


def _sniff_text(text: str) -> Form:
    head = text[:_HEAD].lstrip().replace("\r\n", "\n")
    if _MAIL_HEADER.match(head) and _MAIL_NAMES.search(head):
        return Form.MAIL
    if _JSON.match(head):
        return Form.COURTLISTENER
    if head.startswith("<") and (xml := _sniff_xml(head)) is not None:
        return xml
    docket, notice = DOCKET_HEADING.search(text), NOTICE_HEADING.search(text)
    # An entry may quote the other heading; a page's own comes first.
    if docket and (notice is None or docket.start() < notice.start()):
        return Form.DOCKET_REPORT
    if is_notice(text):
        return Form.NOTICE_HTML if is_html(text) else Form.NOTICE_TEXT
    return _sniff_page(text, head)


def _sniff_xml(head: str) -> Form | None:
    """Tell feeds and archived dockets by their first element; None for a page."""
    if "<gov_uscourts_docket" in head:
        return Form.ARCHIVE_DOCKET
    if _FEED.search(head):
        return Form.COURT_FEED
    if head.startswith("<?xml") and not is_html(head):
        raise NotACourtPaper("This is an XML file, but no court's feed and no archived docket.")
    return None


def _sniff_page(text: str, head: str) -> Form:
    """Tell the smaller pages of a court's filing system, which bear no heading of their own."""
    if head.startswith("<"):
        if _HISTORY.search(text):
            return Form.HISTORY_REPORT
        if _ATTACHMENTS.search(text):
            return Form.ATTACHMENT_PAGE
        if _FILING_SYSTEM.search(text):
            raise NotACourtPaper(
                "This is a page of a court's filing system, but it shows no docket and no list of "
                "documents. Run “Docket Report” for the case and save that page."
            )
    raise NotACourtPaper(
        "This is no court paper that is read: no docket, notice, history, attachment page or feed."
    )


def is_notice(text: str) -> bool:
    """Say whether a decoded text announces an electronic filing."""
    return bool(NOTICE_HEADING.search(text) and _CASE_NUMBER.search(text))


def is_html(text: str) -> bool:
    """Say whether a text is marked up."""
    return bool(re.search(r"<(?:html|body|p|div|table|font|br|strong)\b", text, re.IGNORECASE))

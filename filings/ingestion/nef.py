"""The notice of electronic filing: the mail by which a court tells of a new entry.

It arrives as a raw message (sent by the court or forwarded), or as its HTML or text alone. One
notice may name many dockets. Its links carry a magic number that opens the document once, for
nobody else: they are not followed, not logged, and no part of what is returned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.court_clock import moment
from filings.ingestion.court_of import court_of, plain_text
from filings.ingestion.errors import NotACourtPaper, PaperError, TruncatedPaper
from filings.ingestion.shapes import DocketData, Paper, PaperKind
from filings.ingestion.sniff import NOTICE_HEADING, UTF_16_MARKS, Form, decode, is_notice

VERSION: Final = "1"

_HEADING_REACH: Final = 400
"""Characters above the title in which the court's name is printed."""
_MOST_PARTS: Final = 200
"""Parts of one message that are looked at."""
_SUBJECT = re.compile(r"Activity in Case", re.IGNORECASE)
_DOCKET_TEXT = re.compile(r"Docket\s+Text:", re.IGNORECASE)
_AFTER_TEXT = re.compile(
    r"electronically\s+mailed\s+to|delivered\s+by\s+other\s+means"
    r"|document\(s\)\s+are\s+associated\s+with\s+this\s+transaction",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"transaction was (?:entered|received).{0,300}?"
    r"\bon (?P<day>\d{1,2}/\d{1,2}/\d{4}) (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?:\s*(?P<half>[AP]M))?(?:\s+(?P<zone>[A-Z]{3,4}))?",
    re.IGNORECASE,
)
_COURTS_ID = re.compile(r"<([^<>\s]{1,200}\.uscourts\.gov)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Letter:
    """One readable text of a message, with the headers of the message it stands in."""

    body: str
    is_html: bool
    subject: str | None = None
    sender: str | None = None
    message_id: str | None = None


def read(raw: bytes, form: Form) -> Paper:
    """Read a notice.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or cannot be read.
    """
    letters = _letters(raw, form)
    if not letters:
        raise NotACourtPaper("The message holds no notice of electronic filing.")
    for position, letter in enumerate(letters, start=1):
        try:
            return _read_letter(letter)
        except PaperError:
            if position == len(letters):
                raise
    raise AssertionError("unreachable: the last letter returns or raises")


def _read_letter(letter: _Letter) -> Paper:
    _refuse_truncated(letter)
    title = NOTICE_HEADING.search(letter.body)
    end = title.start() if title else 0
    court_id = court_of(
        page=letter.body,
        heading=letter.body[max(0, end - _HEADING_REACH) : end],
        sender=letter.sender,
    )
    notice = adapter.read_notice(
        letter.body, is_html=letter.is_html, subject=letter.subject, court_id=court_id
    )
    entered_on, entered_at = _transaction(letter, court_id)
    return Paper(
        kind=PaperKind.NOTICE,
        court_id=court_id,
        dockets=tuple(_entered(docket, entered_on) for docket in notice.dockets),
        parser="nef",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        recipients=notice.recipients,
        has_attachments=notice.has_attachments,
        message_id=letter.message_id,
        as_of=entered_at,
    )


def _transaction(letter: _Letter, court_id: str) -> tuple[date | None, datetime | None]:
    """Read "entered by ... on 9/29/2022 at 10:54 AM CDT": the day of entry, from which periods
    after an order run, and the moment. The Panel sits in Washington and prints another zone.
    """
    found = _ENTERED.search(plain_text(letter.body[: letter.body.find("Case Name")]))
    if found is None:
        return None, None
    half, hour = (found["half"] or "").upper(), int(found["hour"])
    hour = hour % 12 + (12 if half == "PM" else 0) if half else hour
    moment_told = f"{found['day']} {hour}:{found['minute']}:00"
    at = moment(moment_told, court_id, found["zone"] or "")
    if at is None:  # no such day: the notice does not tell
        return None, None
    month, day, year = (int(part) for part in found["day"].split("/"))
    return date(year, month, day), at


def _entered(docket: DocketData, day: date | None) -> DocketData:
    entries = (replace(entry, entered_on=entry.entered_on or day) for entry in docket.entries)
    return replace(docket, entries=tuple(entries))


def _refuse_truncated(letter: _Letter) -> None:
    *_, text_at = (0, *(match.end() for match in _DOCKET_TEXT.finditer(letter.body)))
    if text_at == 0 or not _AFTER_TEXT.search(letter.body, text_at):
        raise TruncatedPaper(
            "The notice breaks off before its end. Save the whole message and send it in again."
        )


def _letters(raw: bytes, form: Form) -> list[_Letter]:
    if form is not Form.MAIL:
        return [_Letter(body=_lines(decode(raw)), is_html=form is Form.NOTICE_HTML)]
    if raw.startswith(UTF_16_MARKS):  # saved as text by a mail program
        raw = decode(raw).encode()
    message = message_from_bytes(raw)
    found = list(_texts_of(message, message))
    notices = [letter for letter in found if is_notice(letter.body)]
    if not notices and _SUBJECT.search(_header(message, "Subject") or ""):
        raise TruncatedPaper("The message announces activity in a case, but its notice is missing.")
    return notices


def _texts_of(part: Message, envelope: Message) -> Iterator[_Letter]:
    """Yield each text of a message in its order, those of attached messages included."""
    for number, each in enumerate(part.walk()):
        if number > _MOST_PARTS:
            return
        if each.get_content_type() == "message/rfc822":
            continue
        if each.get_content_maintype() == "text":
            yield _letter(each, _envelope_of(each, part, envelope))


def _envelope_of(text: Message, part: Message, envelope: Message) -> Message:
    """Return the innermost message around ``text``: a forwarded notice keeps its own headers."""
    for each in part.walk():
        if each.get_content_type() == "message/rfc822":
            for inner in each.get_payload():
                if isinstance(inner, Message) and any(text is one for one in inner.walk()):
                    return _envelope_of(text, inner, inner)
    return envelope


def _letter(part: Message, envelope: Message) -> _Letter:
    payload = part.get_payload(decode=True)
    body = decode(payload) if isinstance(payload, bytes) else ""
    return _Letter(
        body=_lines(body),
        is_html=part.get_content_subtype() == "html",
        subject=_header(envelope, "Subject"),
        sender=_header(envelope, "From"),
        message_id=_courts_message_id(envelope),
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _courts_message_id(message: Message) -> str | None:
    """Return the court's own Message-ID, also where a forward only refers to it."""
    headers = (_header(message, name) for name in ("Message-ID", "References", "In-Reply-To"))
    found = _COURTS_ID.search(" ".join(header for header in headers if header))
    return None if found is None else found[1]


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        return str(make_header(decode_header(str(value))))
    except (LookupError, ValueError):  # an unknown or wrong charset: as it came
        return str(value)

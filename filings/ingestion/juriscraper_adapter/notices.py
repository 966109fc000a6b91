"""Notices of electronic filing, read by juriscraper."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from juriscraper.pacer.email import NotificationEmail, S3NotificationEmail

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.juriscraper_adapter.values import docket_number, docket_of, recipient_of
from filings.ingestion.juriscraper_adapter.wall import Raw, not_empty, run
from filings.ingestion.shapes import DocketData, RecipientData


@dataclass(frozen=True, slots=True)
class NoticeData:
    """What a notice of electronic filing says, its court and mail headers aside."""

    dockets: tuple[DocketData, ...]
    recipients: tuple[RecipientData, ...]
    has_attachments: bool


def read_notice(body: str, *, is_html: bool, subject: str | None, court_id: str) -> NoticeData:
    """Read the body of a notice of electronic filing that the court ``court_id`` sent."""
    notice = _Notice(court_id)
    data = run(lambda: notice.read(body, is_html=is_html, subject=subject))
    printed = notice.printed_numbers
    if not printed or len(printed) != len(data["dockets"]):
        raise NotACourtPaper("The notice could not be read: its case numbers do not add up.")
    return run(
        lambda: NoticeData(
            dockets=tuple(
                docket_of(docket, docket_number(docket, numbers))
                for docket, numbers in zip(data["dockets"], printed, strict=True)
            ),
            recipients=tuple(recipient_of(each) for each in data["email_recipients"]),
            has_attachments=bool(data["contains_attachments"]),
        )
    )


class _Notice(S3NotificationEmail):  # type: ignore[misc]  # juriscraper ships no usable types
    """Takes a body that is already decoded, and remembers the numbers as printed."""

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed_numbers: list[list[str]] = []
        self._filed_on: date | None = None

    def _get_date_filed(self) -> date | None:
        """Look for the day once: a notice has one, and may name hundreds of dockets."""
        self._filed_on = self._filed_on or super()._get_date_filed()
        return self._filed_on

    def read(self, body: str, *, is_html: bool, subject: str | None) -> Raw:
        self.subject = subject
        self.content_type = "text/html" if is_html else "text/plain"
        text = self._html_from_s3_email(body) if is_html else body
        # Past S3NotificationEmail's own reading of the mail, which drops a notice forwarded
        # with a picture in the signature.
        NotificationEmail._parse_text(self, text)  # noqa: SLF001 - its only door for a text
        return not_empty(self.data)

    def _parse_docket_number(self, current_node: Any) -> Any:
        self.printed_numbers.append(
            [
                str(text)
                for text in current_node.xpath(f"{self._sibling_path('Case Number')}//text()")
            ]
        )
        return super()._parse_docket_number(current_node)

    def _parse_docket_number_plain(self) -> Any:
        found = re.findall(r"Case Number:(.*)", self.tree.text_content())
        self.printed_numbers.append([line.split("http")[0] for line in found])
        return super()._parse_docket_number_plain()

"""Whole dockets, read by juriscraper: the docket report, the history report, the archive's XML."""

import re
from dataclasses import replace
from typing import Any, Final

from juriscraper.pacer.docket_history_report import DocketHistoryReport
from juriscraper.pacer.docket_report import BaseDocketReport, DocketReport
from juriscraper.pacer.internet_archive import InternetArchive
from lxml import etree

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.juriscraper_adapter.values import (
    docket_number,
    docket_of,
    other_numbers,
    text_or_none,
)
from filings.ingestion.juriscraper_adapter.wall import parsed, run
from filings.ingestion.shapes import DocketData

_LONGEST_HEADER_LINE: Final = 4_000
"""Characters. Its caption patterns need time square in the length of a line."""
_WRITTEN_INTO: Final = "MetamaskInpageProvider"
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def read_docket_report(html: str, court_id: str) -> DocketData:
    """Read a PACER docket report of the court ``court_id`` (PACER's id)."""
    report = _DocketReport(court_id)
    data = run(lambda: parsed(report, html))
    number = docket_number(data, report.printed_numbers)
    others = other_numbers(report.metadata_values[-1]) if report.metadata_values else ()
    return run(lambda: replace(docket_of(data, number), other_numbers=others))


def read_history_report(html: str, court_id: str) -> DocketData:
    """Read a PACER "History/Documents" report of the court ``court_id``."""
    report = _HistoryReport(court_id)
    data = run(lambda: parsed(report, html))
    if not data["docket_entries"]:
        raise NotACourtPaper("The history report lists no entry that can be read.")
    number = docket_number(data, report.printed_numbers)
    return run(lambda: docket_of(data, number))


def read_archive_docket(xml: str, court_id: str) -> DocketData:
    """Read a docket as the RECAP collection of the Internet Archive keeps it."""
    archive = _Archive(court_id)
    data = run(lambda: parsed(archive, _XML_HEAD.sub("", xml)))
    number = docket_number(data, [])
    docket = run(lambda: docket_of(data, number))
    return replace(docket, pacer_case_id=run(archive.pacer_case_id))


class _OwnHeader:
    """Cuts the lines of a page's head, and is not misled by the wording of an entry."""

    metadata_values: list[str]
    is_valid: bool

    def check_validity(self, text: str) -> None:
        """Take juriscraper's error phrases ("Case not found.") seriously only where the page
        has no docket: an entry may quote any of them.
        """
        if _WRITTEN_INTO in text:
            raise NotACourtPaper(
                "A browser extension (MetaMask) has written itself into this page. Save it again "
                "from a browser without it."
            )
        if "Docket Text" in text:
            self.is_valid = True
        else:
            super().check_validity(text)  # type: ignore[misc]  # the parser it is mixed into has it

    def _set_metadata_values(self) -> None:
        super()._set_metadata_values()  # type: ignore[misc]  # as above
        self.metadata_values = [line[:_LONGEST_HEADER_LINE] for line in self.metadata_values]


class _DocketReport(_OwnHeader, DocketReport):  # type: ignore[misc]  # juriscraper ships no types
    """Remembers the number as printed."""

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed_numbers: list[str] = []

    def _parse_docket_number_strs(self, strings: list[str]) -> Any:
        self.printed_numbers = [str(each) for each in strings]
        return super()._parse_docket_number_strs(strings)


class _HistoryReport(_OwnHeader, DocketHistoryReport):  # type: ignore[misc]  # as above
    """Remembers the number as printed."""

    def __init__(self, court_id: str) -> None:
        super().__init__(court_id)
        self.printed_numbers: list[str] = []

    def _parse_docket_number(self) -> Any:
        printed = self.tree.xpath('//center//font[@size="+1"]')
        self.printed_numbers = [str(each.text_content())[:200] for each in printed]
        return super()._parse_docket_number()


class _Archive(InternetArchive):  # type: ignore[misc]  # juriscraper ships no usable types
    """Reads XML that we hold: without its client for the network, without entities."""

    def __init__(self, court_id: str) -> None:
        BaseDocketReport.__init__(self, court_id)
        self._clear_caches()
        self.tree: Any = None
        self.is_valid = True
        self.parser = etree.XMLParser(
            recover=True, resolve_entities=False, no_network=True, load_dtd=False
        )

    def pacer_case_id(self) -> str | None:
        """Return the court's own id of the case."""
        return text_or_none(self._get_str_from_tree("//pacer_case_num"))

"""A docket as the RECAP collection of the Internet Archive keeps it: XML, of an age it does not
tell. It names its court itself.
"""

import re
from dataclasses import replace
from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.errors import TruncatedPaper, UnknownCourt
from filings.ingestion.pages import entered_in
from filings.ingestion.shapes import Paper, PaperKind
from filings.ingestion.sniff import decode
from mdl.court_names import court_id_named

VERSION: Final = "1"

_COURT = re.compile(r"<court>\s*([a-z0-9]{2,15})\s*</court>", re.IGNORECASE)


def read(raw: bytes) -> Paper:
    """Read an archived docket.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or cannot be read.
    """
    xml = decode(raw)
    if "</gov_uscourts_docket" not in xml:
        raise TruncatedPaper("The archived docket breaks off before its end. Download it again.")
    named = _COURT.search(xml)
    court_id = None if named is None else court_id_named(named[1])
    if court_id is None:
        raise UnknownCourt("The archived docket names no known federal court.")
    docket = adapter.read_archive_docket(xml, court_id)
    entries = (replace(each, entered_on=entered_in(each.description)) for each in docket.entries)
    docket = replace(docket, entries=tuple(entries))
    return Paper(
        kind=PaperKind.ARCHIVE_DOCKET,
        court_id=court_id,
        dockets=(docket,),
        parser="archive_docket",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        warnings=_left_out(xml, len(docket.entries)),
    )


def _left_out(xml: str, kept: int) -> tuple[str, ...]:
    """Old dockets hold documents without a number or a day, which cannot stand on a docket."""
    count = xml.count('attachment_num="0"') - kept
    if count <= 0:
        return ()
    return (f"{count} of its documents bear no number or no day and are left out.",)

"""A court's RSS feed: one item for each event of the last hours, in all of its dockets.

An item bears a docket number and a short name of the caption, what was filed in two or three
words, and the instant of its entry. The full text of an entry is not there.
"""

import re
from typing import Final

from filings.ingestion import juriscraper_adapter as adapter
from filings.ingestion.court_clock import zone_of
from filings.ingestion.court_of import court_of
from filings.ingestion.errors import TruncatedPaper
from filings.ingestion.shapes import Paper, PaperKind
from filings.ingestion.sniff import decode

VERSION: Final = "1"

_END = re.compile(r"</(?:rss|feed|rdf:RDF)\s*>", re.IGNORECASE)


def read(raw: bytes) -> Paper:
    """Read a feed.

    Raises :class:`~filings.ingestion.errors.PaperError` when it stops early, names no known
    court or tells of no docket.
    """
    xml = decode(raw)
    if not _END.search(xml):
        raise TruncatedPaper("The feed breaks off before its end. Fetch it again.")
    court_id = court_of(page=xml, heading="")  # its title names a bankruptcy court's district
    feed = adapter.read_feed(xml, court_id, zone_of(court_id))
    return Paper(
        kind=PaperKind.COURT_FEED,
        court_id=court_id,
        dockets=feed.dockets,
        refused=feed.refused,
        parser="court_feed",
        parser_version=f"{VERSION}/{adapter.VERSION}",
        as_of=feed.built_at,
    )

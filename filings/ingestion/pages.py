"""What the papers of a court's filing system have in common."""

import re
from datetime import date
from typing import Final

from filings.ingestion.errors import TruncatedPaper

_ENTERED: Final = re.compile(r"\(Entered: (\d{1,2})/(\d{1,2})/(\d{4})\)\Z")


def refuse_truncated(page: str, *, name: str, table: str) -> None:
    """Refuse a page that stops early: a whole one reaches its receipt or its end; a saved piece at
    least closes its tables, of which one has ``table`` in its heading.
    """
    lower = page.lower()
    reaches_end = "transaction receipt" in lower or "</body>" in lower or "</html>" in lower
    is_closed = lower.count("<table") <= lower.count("</table")
    closes_table = table in lower and is_closed and lower.rfind("</table") > lower.rfind("<tr")
    if not (reaches_end or closes_table):
        raise TruncatedPaper(
            f"The {name} breaks off before its end. Download it again and save it whole."
        )


def entered_in(description: str) -> date | None:
    """Return the day of entry that closes a docket text: "(Entered: 01/25/2006)"."""
    found = _ENTERED.search(description[-40:].rstrip())
    try:
        return None if found is None else date(int(found[3]), int(found[1]), int(found[2]))
    except ValueError:
        return None

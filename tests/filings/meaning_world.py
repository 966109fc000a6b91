"""Papers as values, for tests of what their entries mean: no markup, only what was read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from filings.ingestion.pipeline import Taken, take_in
from filings.ingestion.shapes import DocketData, EntryData, Paper, PaperKind
from mdl.docket_numbers import parse
from mdl.identity import acting_as

NOW = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 9)


def an_entry_told(description: str, **facts: Any) -> EntryData:
    """An entry of March 9, 2026."""
    values: dict[str, Any] = {"filed_on": TODAY, "entered_on": TODAY, "entry_number": 12} | facts
    return EntryData(description=description, **values)


def a_notice(
    *entries: EntryData | str,
    number: str = "1:26-cv-09001",
    court: str = "ilnd",
    also_on: Sequence[str] = (),
    kind: PaperKind = PaperKind.NOTICE,
    caption: str | None = None,
    at: datetime = NOW,
) -> Taken:
    """Take in a notice of one docket, or of several that tell the same entries."""
    told = tuple(
        an_entry_told(each, entry_number=12 + place) if isinstance(each, str) else each
        for place, each in enumerate(entries)
    )
    dockets = tuple(
        DocketData(number=parse(each), entries=told, case_name=caption)
        for each in (number, *also_on)
    )
    paper = Paper(kind=kind, court_id=court, dockets=dockets, parser="values", parser_version="1")
    with acting_as(None, why="a paper in a test"):
        return take_in(paper, item=None, actor=None, now=at)


def from_the_panel(*entries: EntryData | str, **facts: Any) -> Taken:
    """Take in a notice of the Panel's own docket."""
    return a_notice(*entries, number="MDL No. 9001", court="jpml", **facts)

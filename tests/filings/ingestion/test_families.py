"""Each family of papers in the courts' own markup, with what it says beside it."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from filings.ingestion import papers
from filings.ingestion.shapes import Paper, PaperKind, Standing
from mdl.docket_numbers import DocketNumber

PAPERS = Path(__file__).parents[1] / "papers"
FAMILIES = Path(__file__).parents[1] / "families"
EXPECTED = sorted((FAMILIES / "expected").glob("*.json"))


def plain(value: Any) -> Any:
    """A paper as JSON writes it: what is not told is not there."""
    if isinstance(value, DocketNumber):
        return value.raw
    if is_dataclass(value):
        told = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {name: each for name, each in told.items() if each not in (None, [], "")}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_a_paper_says_what_stands_beside_it(path: Path) -> None:
    (paper,) = [*PAPERS.glob(f"{path.stem}.*"), *FAMILIES.glob(f"{path.stem}.*")]
    read = [plain(each) for each in papers.read(paper.read_bytes())]
    for each in read:
        each.pop("parser_version")
    assert read == json.loads(path.read_text(encoding="utf-8"))


def test_every_kind_has_its_paper_here() -> None:
    told = {each["kind"] for path in EXPECTED for each in json.loads(path.read_text())}
    assert told == set(PaperKind)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_kind_has_a_standing(kind: PaperKind) -> None:
    paper = Paper(kind=kind, court_id="ilnd", dockets=(), parser="x", parser_version="1")
    assert isinstance(paper.standing, Standing)
    assert (paper.standing is Standing.LISTING) == (kind is PaperKind.DOCKET_REPORT)


def test_the_panel_prints_the_hour_of_chicago() -> None:
    (paper,) = papers.read((PAPERS / "notice_panel_cto.eml").read_bytes())
    assert paper.as_of == datetime(2024, 8, 12, 20, 21, tzinfo=UTC)  # 3:21 PM CDT
    assert paper.dockets[0].entries[0].entered_on == date(2024, 8, 12)


def test_a_feeds_evening_is_the_courts_evening() -> None:
    """Entered at 02:40 GMT on the 6th: it was the evening of the 5th in Chicago."""
    (paper,) = papers.read((FAMILIES / "court_feed.xml").read_bytes())
    entry = paper.dockets[0].entries[-1]
    assert (entry.entry_number, entry.filed_on) == (10, date(2024, 9, 5))

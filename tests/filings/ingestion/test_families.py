"""Each family of papers in the courts' own markup, with what it says beside it."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from filings.ingestion import papers
from filings.ingestion.errors import NotACourtPaper, TruncatedPaper
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


def test_the_panels_feed_numbers_its_dockets_in_its_own_way() -> None:
    raw = (FAMILIES / "court_feed.xml").read_bytes().replace(b".ilnd.", b".jpml.")
    raw = raw.replace(b"1:24-cv-90001 IN RE", b"MDL No. 9901 IN RE")
    raw = raw.replace(b"1:24-cv-90522-OIN Fables", b"ILS/3:24-cv-90522 Fables")
    (paper,) = papers.read(raw)
    assert paper.court_id == "jpml"
    assert [(each.number.canonical, each.case_name) for each in paper.dockets] == [
        ("MDL No. 9901", "IN RE: Looplet Video App Privacy Litigation"),
        ("ILS/3:24-cv-90522", "Fables & Co. v. Looplet Example Corp."),
    ]


@pytest.mark.parametrize(
    ("name", "end", "words"),
    [
        ("history_report.html", b"motion to dismiss", "history report breaks off"),
        ("attachment_page.html", b"terms of use", "attachment page breaks off"),
        ("court_feed.xml", b"motion to remand", "feed breaks off"),
        ("archive_docket.xml", b"Exhibit A</short", "archived docket breaks off"),
    ],
)
def test_a_paper_that_stops_early_says_so(name: str, end: bytes, words: str) -> None:
    raw = (FAMILIES / name).read_bytes()
    with pytest.raises(TruncatedPaper, match=words):
        papers.read(raw[: raw.index(end) + len(end)])


def test_a_page_that_an_extension_wrote_into_is_refused() -> None:
    raw = (FAMILIES / "history_report.html").read_bytes()
    raw = raw.replace(b"<body", b"<script>new MetamaskInpageProvider()</script><body")
    with pytest.raises(NotACourtPaper, match="browser extension"):
        papers.read(raw)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'{"results": [{"caseName": "x", "docketNumber": "1"}]}', "but no docket, docket entry"),
        (b'{"docket": {"id": 1', "not well formed"),
        (b'{"count": 0, "results": []}', "It holds no docket"),
        (
            b'{"results": [{"id": 1, "entry_number": 1, "docket": 5, "date_filed": "2024-01-01"}]}',
            "came without their docket",
        ),
    ],
)
def test_an_answer_that_tells_of_no_docket_says_why(raw: bytes, words: str) -> None:
    with pytest.raises(NotACourtPaper, match=words):
        papers.read(raw)

"""Whatever the bytes are, reading them ends in a paper or in a sentence, and soon."""

import time
from datetime import date
from pathlib import Path

import pytest

from filings.ingestion.classify import classify
from filings.ingestion.errors import PaperError
from filings.ingestion.panel_text import read_panel_text
from filings.ingestion.shapes import EntryData, Paper
from mdl.docket_numbers import find_prefixed
from tests.filings.ingestion.reading import read_one

PAPERS = Path(__file__).parents[1] / "papers"
SECONDS = 5


def outcome(raw: bytes) -> Paper | PaperError:
    """Anything but a paper or a PaperError fails the test by itself."""
    started = time.monotonic()
    try:
        paper: Paper | PaperError = read_one(raw)
    except PaperError as error:
        paper = error
    assert time.monotonic() - started < SECONDS
    return paper


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a\nSubject: b\nTo: c\n"
        + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 200,
        b"DOCKET FOR CASE #: 1:24-cv-90001 " + b"v" * 300_000 + b" Date Filed: 06/05/2024</html>",
        b"<h3>DOCKET FOR CASE #: 1:24-cv-90001</h3><table><tr><td>"
        + b"x " * 200_000
        + b"<br>Date Filed: 06/05/2024</td></tr></table></body>",
        b"Notice of Electronic Filing Case Number: " + b"1" * 500_000,
        b"Subject: =?bogus?q?x?=\nFrom: a\nTo: b\n\nNotice of Electronic Filing Case Number: x",
    ],
    ids=["nested mail", "long caption", "long cell", "long number", "unknown charset"],
)
def test_crafted_papers_never_break_the_reader(raw: bytes) -> None:
    assert isinstance(outcome(raw), PaperError)


def test_a_megabyte_in_the_caption_is_read_in_time() -> None:
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    swollen = raw.replace(b"IN RE: Looplet", b"IN RE: " + b"Loop " * 200_000)
    assert isinstance(outcome(swollen), Paper)


@pytest.mark.parametrize(
    "piece",
    [
        "OF) ",
        "FIRST (",
        "TEXT ONLY AMENDED ",
        "CTO-",
        "1 action ",
        "A District Court (",
        "served on ",
    ],
)
def test_words_repeated_without_end_are_read_in_time(piece: str) -> None:
    started = time.monotonic()
    text = piece * (300_000 // len(piece))
    for court_id in ("ilnd", "jpml"):
        classify(court_id, EntryData(filed_on=date(2024, 8, 12), description=text))
    read_panel_text("CTO-1 " + text)
    list(find_prefixed(text))
    assert time.monotonic() - started < SECONDS


def test_a_hostile_page_loses_its_script() -> None:
    raw = (PAPERS / "docket_report_master.html").read_bytes()
    paper = outcome(raw.replace(b"Counsel shall", b"<script>alert(1)</script>Counsel shall"))
    assert isinstance(paper, Paper)
    assert "alert" not in repr(paper)

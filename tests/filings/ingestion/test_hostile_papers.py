"""Whatever the bytes are, reading them ends in a paper or in a sentence, and soon."""

import random
import time
from collections.abc import Callable, Iterator
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
MUTATIONS_PER_PAPER = 80
SECONDS = 5

Mutation = Callable[[random.Random, bytes], bytes]


def cut(rng: random.Random, raw: bytes) -> bytes:
    return raw[: rng.randrange(len(raw))]


def behead(rng: random.Random, raw: bytes) -> bytes:
    return raw[rng.randrange(len(raw)) :]


def double(rng: random.Random, raw: bytes) -> bytes:
    return raw + raw[rng.randrange(len(raw)) :]


def remove_piece(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randrange(len(raw))
    return raw[:start] + raw[start + rng.randrange(2000) :]


def flip_bytes(rng: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(rng.randrange(1, 200)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def reencode(rng: random.Random, raw: bytes) -> bytes:
    text = raw.decode("utf-8").replace("Fictitious", "Fictítïous")
    return text.encode(rng.choice(["latin-1", "utf-16", "utf-16-be", "cp037", "utf-8-sig"]))


def insert(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randrange(len(raw))
    return raw[:start] + rng.choice(PAYLOADS) + raw[start:]


def swap_tags(rng: random.Random, raw: bytes) -> bytes:
    tags = [b"<td", b"<tr", b"<table", b"</td>", b"</table>", b"<b>", b"<a ", b"</a>", b"<br>"]
    return raw.replace(rng.choice(tags), rng.choice(tags), rng.randrange(1, 30))


def new_dates(rng: random.Random, raw: bytes) -> bytes:
    wrong = rng.choice([b"99/99/2024", b"02/30/2024", b"//", b"0", b"06/05/20245", b"6-5-24"])
    return raw.replace(rng.choice([b"06/05/2024", b"8/12/2024", b"9/26/2024"]), wrong)


PAYLOADS = (
    b"\x00" * 50,
    b"<script>alert(1)</script><img src=x onerror=alert(1)>",
    b"<!--",
    b"<![CDATA[",
    b"&#0;&#x110000;&bogus;" * 20,
    b"<div>" * 3000,
    b"<table><tr><td>" * 300,
    b'<a href="http://[::1">x</a>',
    b"A" * 1_000_000,
    b"word " * 200_000,
    b"<b>" * 5000 + b"v.",
    b"\xff\xfe\xfd" * 100,
    b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>&c;",
)
MUTATIONS: tuple[Mutation, ...] = (
    cut, behead, double, remove_piece, flip_bytes, reencode, insert, swap_tags, new_dates,
)  # fmt: skip


def outcome(raw: bytes) -> Paper | PaperError:
    """Anything but a paper or a PaperError fails the test by itself."""
    started = time.monotonic()
    try:
        paper: Paper | PaperError = read_one(raw)
    except PaperError as error:
        paper = error
    assert time.monotonic() - started < SECONDS
    return paper


def mutated(raw: bytes, seed: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    for number in range(MUTATIONS_PER_PAPER):
        changed = MUTATIONS[number % len(MUTATIONS)](rng, raw)
        if changed and rng.random() < 0.3:
            changed = rng.choice((cut, flip_bytes, insert))(rng, changed)
        yield changed


@pytest.mark.parametrize("path", sorted(PAPERS.iterdir()), ids=lambda path: path.name)
def test_mutated_papers_never_break_the_reader(path: Path) -> None:
    for raw in mutated(path.read_bytes(), seed=2948):
        result = outcome(raw)
        if isinstance(result, PaperError):
            assert result.reason.endswith(".")
            assert len(result.reason) < 400
        else:
            assert result.dockets
            assert "\x00" not in repr(result)


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

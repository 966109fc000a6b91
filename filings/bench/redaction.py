"""Checking papers against protected names: building, searching, and the whole check of a PDF.

Figures are for one core: seconds of processor time, which on an idle core are seconds. Time is
beside what reading the text alone costs, and beside another reader of PDF. The whole check leaves
out the opening of the sealed names and of the sealed file, and writing what was found.
"""

import gc
import importlib
import io
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium

from filings.bench.measuring import Goal, NotEqual, Stopwatch, machine
from filings.bench.pdf_writer import Page, Paper
from filings.bench.redaction_trial import SEED
from filings.bench.synthetic_filings import COUNSEL, prose
from filings.bench.synthetic_names import NameSource
from filings.redaction.confined import Reader
from filings.redaction.scan import Sought, scan
from plaintiffs.privacy.name_index import NameIndex

Say = Callable[[str], None]
_PAGE: Final = 3_000
"""Letters of a page."""
_PLUMBED: Final = 20
"""Pages: the slow reader reads fewer of them."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of it."""

    names: int
    megabytes: int
    pages: int


SCALES: Final = {"small": Scale(20_000, 2, 60), "full": Scale(800_000, 20, 600)}


def run(scale: str, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    """Measure everything; return the goals and all figures."""
    size = SCALES[scale]
    source = NameSource(SEED, families=50_000, givens=5_000)
    index, build, memory = _built(source, size, say)
    text, dense = _searched(source, index, size, turns, say)
    whole, extract, plumbed = _checked(source, index, size, turns, say)
    goals = [
        Goal("building", build, 8, f"s for {size.names:,} names"),
        Goal("their memory", memory, 600, "MB"),
        Goal("search", text, 40, "MB of text/s", is_floor=True),
        Goal("whole check", whole, 150, "pages/s", is_floor=True),
    ]
    figures = {
        "build_s": build,
        "memory_mb": memory,
        "search_mb_s": text,
        "search_dense_mb_s": dense,
        "check_pages_s": whole,
        "pypdfium2_text_pages_s": extract,
        "pdfplumber_text_pages_s": plumbed,
        "check_to_extraction": extract / whole,
        "machine": machine(),
        "scale": scale,
    }
    say(
        f"whole check {extract / whole:.2f} x the text alone by pypdfium2"
        + (f", {whole / plumbed:.0f} x as fast as text by pdfplumber" if plumbed else "")
        + f"; dense text {dense:.0f} MB/s (half of all words are names; no goal)"
    )
    return goals, figures


# --- Names --------------------------------------------------------------------------------------


def _built(source: NameSource, size: Scale, say: Say) -> tuple[NameIndex, float, float]:
    names = source.names(size.names)
    gc.collect()
    before, begun = _resident(), _spent()
    index = NameIndex(names, others=COUNSEL)
    seconds = _spent() - begun
    memory = (_resident() - before) / 1e6
    say(f"Built {size.names:,} names in {seconds:.1f} s, {memory:.0f} MB")
    return index, seconds, memory


# --- Text ---------------------------------------------------------------------------------------


def _searched(
    source: NameSource, index: NameIndex, size: Scale, turns: int, say: Say
) -> tuple[float, float]:
    draw = random.Random(SEED)  # noqa: S311 - no secret is drawn
    usual = _pages(prose(draw, source), size.megabytes)
    share = _name_share(usual, source)
    if share > 0.05:
        raise NotEqual(f"{share:.1%} of the words are names: more than 5 %.")
    crowded = _pages(_crowd(draw, source), max(1, size.megabytes // 5))
    _expect_found(index)
    rates = []
    for pages in (usual, crowded):
        watch, megabytes = Stopwatch(clock=_spent), sum(map(len, pages)) / 1e6
        for _ in range(turns + 1):
            with watch.running():
                for page in pages:
                    index.find(page)
        rates.append(megabytes / watch.median)
    say(f"Searched {size.megabytes} MB, {share:.1%} of the words names: {rates[0]:.0f} MB/s")
    return rates[0], rates[1]


def _pages(sentences: Iterator[str], megabytes: int) -> list[str]:
    pages: list[str] = []
    page: list[str] = []
    length = 0
    while len(pages) * _PAGE < megabytes * 1_000_000:
        sentence = next(sentences)
        page.append(sentence)
        length += len(sentence) + 1
        if length >= _PAGE:
            pages.append("\r\n".join(page))
            page, length = [], 0
    return pages


def _crowd(draw: random.Random, source: NameSource) -> Iterator[str]:
    """Every second word is a name."""
    while True:
        names = source.names(20)
        words = draw.choices(("the", "motion", "of", "and", "for", "court", "on"), k=20)
        yield " ".join(
            f"{given} {family} {word}" for (given, family), word in zip(names, words, strict=True)
        )


def _name_share(pages: Sequence[str], source: NameSource) -> float:
    known = {*source.given, *source.family}
    words = " ".join(pages[:200]).replace(",", "").replace(".", "").split()
    return sum(1 for word in words if word in known) / len(words)


def _expect_found(index: NameIndex) -> None:
    """A figure counts only for a search that finds."""
    again = NameSource(SEED, families=50_000, givens=5_000)
    names = again.names(index.count)
    for place in range(0, index.count, max(1, index.count // 2000)):
        given, family = names[place]
        hits = index.find(f"Filed by {given} {family}, a minor.").hits
        if not any(place in hit.people for hit in hits):
            raise NotEqual(f"Name {place} of the seed was not found in plain text.")


# --- Papers -------------------------------------------------------------------------------------


def _checked(
    source: NameSource, index: NameIndex, size: Scale, turns: int, say: Say
) -> tuple[float, float, float]:
    raw = _paper(source, size.pages)
    sought = Sought(index)
    watches = {name: Stopwatch(clock=_spent) for name in ("check", "pypdfium2", "pdfplumber")}
    plumber = _peer()
    if plumber is None:
        say("  pdfplumber is not installed: no peer")
    for _ in range(turns + 1):
        with watches["check"].running(), Reader() as reader:
            reading = reader.read(raw)
            scan(reading, sought)
            reader.end()
        with watches["pypdfium2"].running():
            texts = _text_alone(raw)
        shown = [each.text for each in reading.passages if each.where == "text"]
        if shown != texts:
            raise NotEqual("The check read another text than the text alone.")
        if plumber is not None:
            with watches["pdfplumber"].running():
                _plumbed(plumber, raw)
    rates = {
        name: (_PLUMBED if name == "pdfplumber" else size.pages) / watch.median
        for name, watch in watches.items()
        if watch.seconds
    }
    say(", ".join(f"{name} {rate:,.0f} pages/s" for name, rate in rates.items()))
    return rates["check"], rates["pypdfium2"], rates.get("pdfplumber", 0.0)


def _paper(source: NameSource, pages: int) -> bytes:
    sentences = prose(random.Random(SEED), source)  # noqa: S311 - no secret is drawn
    made = []
    for _ in range(pages):
        page = Page().lines([next(sentences)[:95] for _ in range(44)])
        page.box((72, 40, 300, 56), colour=(0.9, 0.9, 0.9)).line("Exhibit", at=(76, 44))
        made.append(page)
    return Paper(made, info={"Author": "A writer"}, xmp="A motion").to_bytes()


def _text_alone(raw: bytes) -> list[str]:
    document = pdfium.PdfDocument(raw)
    texts = [
        document[number].get_textpage().get_text_range(errors="replace")
        for number in range(len(document))
    ]
    document.close()
    return texts


def _peer() -> Any:
    try:
        return importlib.import_module("pdfplumber")
    except ImportError:
        return None


def _plumbed(plumber: Any, raw: bytes) -> None:
    with plumber.open(io.BytesIO(raw), pages=range(1, _PLUMBED + 1)) as document:
        for page in document.pages:
            page.extract_text()


# --- The machine --------------------------------------------------------------------------------


def _spent() -> float:
    """Seconds of one core, those of ended children included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()

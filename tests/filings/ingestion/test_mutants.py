"""Thousands of papers gone wrong: each ends in a paper or in a sentence, soon and in little memory.

The suite reads two thousand; ``make fuzz-papers`` twenty thousand of another seed.
"""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from filings.ingestion import confined
from filings.ingestion.confined import TooHeavy
from filings.ingestion.errors import PaperError
from filings.ingestion.reading_child import MEMORY
from filings.ingestion.shapes import Paper
from tests.filings.ingestion.mutations import mutants

COUNT = int(os.environ.get("MUTANTS", "2000"))
SEED = int(os.environ.get("MUTANTS_SEED", "2948"))
PARTS = 10
SECONDS = 5


def outcome(raw: bytes) -> tuple[Paper, ...] | PaperError:
    """Anything but papers or a PaperError fails the test by itself."""
    try:
        return confined.read(raw)
    except PaperError as error:
        return error


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutant_is_read_or_refused_in_time(part: int) -> None:
    seen: Counter[str] = Counter()
    for number, raw in enumerate(mutants(COUNT // PARTS, seed=SEED + part)):
        spent, result = timed(raw)
        assert spent <= SECONDS + 1, f"mutant {number} of part {part} took {spent:.1f} s"
        assert_is_clean(result)
        seen["read" if isinstance(result, tuple) else result.code] += 1
    assert seen["read"] > COUNT // PARTS // 20  # they are not all torn to shreds
    assert seen[TooHeavy.code] <= COUNT // PARTS // 50


def timed(raw: bytes) -> tuple[float, tuple[Paper, ...] | PaperError]:
    """The seconds of a processor that reading took, waiting for a busy machine left out."""
    before = children_seconds()
    result = outcome(raw)
    return children_seconds() - before, result


def children_seconds() -> float:
    """What the children have used: those that were ended, and those that wait."""
    ended = os.times()
    waiting = sum(map(seconds_of, (child.pid for child in confined._idle)))
    return ended.children_user + ended.children_system + waiting


def seconds_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def assert_is_clean(result: tuple[Paper, ...] | PaperError) -> None:
    if isinstance(result, PaperError):
        assert result.reason.endswith(".")
        assert len(result.reason) < 400
        return
    assert result
    for paper in result:
        assert paper.dockets or paper.unplaced
        told = repr(paper)
        assert "\\x00" not in told
        assert not any("\ud800" <= letter <= "\udfff" for letter in told)


def test_a_child_never_holds_more_than_it_may() -> None:
    confined._end_all()
    peaks = []
    for raw in mutants(150, seed=SEED + 99):
        outcome(raw)
        for child in confined._idle:
            status = Path(f"/proc/{child.pid}/status").read_text()
            peaks.append(int(status.split("VmHWM:")[1].split()[0]) * 1024)
    assert max(peaks) < MEMORY


def test_mutants_are_the_same_for_the_same_seed() -> None:
    assert list(mutants(40, seed=1)) == list(mutants(40, seed=1))
    assert list(mutants(40, seed=1)) != list(mutants(40, seed=2))


def test_reading_ends_soon_by_the_clock() -> None:
    """A guard that is seen to work: nothing here is as slow as its limit."""
    started = time.monotonic()
    for raw in mutants(40, seed=SEED):
        outcome(raw)
    assert time.monotonic() - started < 40 * SECONDS

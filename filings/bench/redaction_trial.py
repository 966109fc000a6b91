"""What the check finds of what was planted, and what it takes for something that it is not."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from filings.bench.synthetic_filings import COUNSEL, Filing, Planted, filings
from filings.bench.synthetic_names import NameSource
from filings.redaction.confined import Reader
from filings.redaction.identifiers import Kind
from filings.redaction.scan import Finding, Sought, scan
from filings.redaction.shapes import Where
from plaintiffs.privacy.name_index import NameIndex

NAMES: Final = 2_000
WHOLE: Final = 2_000
SEED: Final = 20260309
RECALL, COVERED_RECALL, PAGES_PER_ALARM = 0.99, 1.0, 20.0


@dataclass(slots=True)
class Score:
    """What was planted, found, missed, and found where nothing was."""

    filings: int = 0
    pages: int = 0
    kinds: set[Kind] = field(default_factory=set)
    planted: Counter[Where] = field(default_factory=Counter)
    missed: list[tuple[str, Planted]] = field(default_factory=list)
    alarms: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of all that was planted, the part that was found."""
        return 1 - len(self.missed) / max(1, self.planted.total())

    @property
    def covered_recall(self) -> float:
        """The same of what was under boxes."""
        missed = sum(1 for _, each in self.missed if each.where is Where.COVERED)
        return 1 - missed / max(1, self.planted[Where.COVERED])

    @property
    def pages_per_alarm(self) -> float:
        """How many pages go by for one false alarm."""
        return self.pages / max(1, len(self.alarms))

    @property
    def holds(self) -> bool:
        """Whether all three goals are reached."""
        return (
            self.recall >= RECALL
            and self.covered_recall >= COVERED_RECALL
            and self.pages_per_alarm >= PAGES_PER_ALARM
        )

    @property
    def words(self) -> str:
        """Say it in one line."""
        return (
            f"{self.filings:,} filings, {self.pages:,} pages, {NAMES:,} names: "
            f"{self.planted.total():,} planted, recall {self.recall:.2%} (goal ≥ {RECALL:.0%}); "
            f"under boxes {self.covered_recall:.2%} of {self.planted[Where.COVERED]} "
            f"(goal {COVERED_RECALL:.0%}); a false alarm every {self.pages_per_alarm:.0f} pages "
            f"(goal ≥ {PAGES_PER_ALARM:.0f})"
        )


def run(
    count: int,
    *,
    seed: int = SEED,
    names: int = NAMES,
    say: Callable[[str], None] | None = None,
) -> Score:
    """Make filings from a seed and check each for the names planted; count what came of it.

    ``names`` are looked for; with fewer than were planted it shows that misses are counted.
    """
    source = NameSource(seed)
    people = source.people(NAMES)
    born: dict[date, list[int]] = {}
    for place, person in enumerate(people[:names]):
        born.setdefault(person.born_on, []).append(place)
    index = NameIndex([(each.given, each.family) for each in people[:names]], others=COUNSEL)
    sought = Sought(index, born)
    score = Score()
    with Reader() as reader:
        for filing in filings(count, seed=seed, people=people, adults=NameSource(seed + 1)):
            found = scan(reader.read(filing.content, name=filing.name), sought)
            _count(score, filing, found)
            if say and score.filings % 200 == 0:
                say(f"  {score.filings} filings")
    return score


def _count(score: Score, filing: Filing, found: Iterable[Finding]) -> None:
    score.filings += 1
    score.pages += filing.pages
    left = [each for each in found if each.kind is not Kind.UNREAD]
    for planted in filing.planted:
        score.planted[planted.where] += 1
        score.kinds.add(planted.kind)
        match = next((each for each in left if _is_it(planted, each)), None)
        if match is None:
            score.missed.append((filing.name, planted))
        else:
            left.remove(match)
    score.alarms += [(filing.name, each) for each in left]


def _is_it(planted: Planted, found: Finding) -> bool:
    if planted.where is not found.where or (planted.page and planted.page != found.page):
        return False
    kinds = {planted.kind}
    if planted.kind is Kind.NAME:
        kinds.add(Kind.INITIAL)
    if found.kind not in kinds:
        return False
    return planted.person is None or planted.person in found.people


def main() -> int:
    """Run the whole trial; say what was missed. Exit 0 where the goals hold."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WHOLE
    score = run(count, say=_tell)
    for name, planted in score.missed:
        _tell(f"missed in {name}: {planted.kind}, {planted.where.words}, {planted.words}")
    kinds = Counter(finding.kind for _, finding in score.alarms)
    _tell("false alarms: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    sys.stdout.write(f"{score.words}\n")
    return 0 if score.holds else 1


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())

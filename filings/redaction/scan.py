"""What a paper shows that it must not: passages in, findings out. Plain Python, in memory only.

A finding says where, of what kind and whose, with an excerpt in which nothing protected is left.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from filings.redaction.identifiers import Kind, identifiers
from filings.redaction.shapes import Passage, Reading, Where
from plaintiffs.privacy.name_index import NameIndex

MOST_FINDINGS: Final = 2_000
"""Of one check; a paper with more is refused: a list of people is not answered one by one."""
_AROUND: Final = 45
_MASKS: Final = {
    Kind.NAME: "[name]",
    Kind.INITIAL: "[name]",
    Kind.BIRTH_DATE: "[birth date]",
    Kind.TAXPAYER: "[taxpayer number]",
    Kind.ACCOUNT: "[account number]",
}
_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){4,}")
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_WITHIN: Final = (" » ", " > ")
"""How a file within a file is told, and how while its name is searched."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. It holds names in plain: it lives as long as one check."""

    names: NameIndex = field(repr=False)
    birth_dates: Mapping[date, Sequence[int]] = field(repr=False, default_factory=dict)
    """Each with the places, among the names, of those born on it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person must answer before the paper goes out."""

    kind: Kind
    where: Where
    page: int | None
    part: str
    excerpt: str
    """Both without anything protected."""
    people: tuple[int, ...] = ()
    """The places, among the names sought, of those who may be meant."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: Kind
    people: tuple[int, ...]
    printed: str


def scan(reading: Reading, sought: Sought) -> list[Finding]:
    """Return the findings of a file, page by page, in the order of the page.

    What stands under a box or unseen is part of the page's text too: it is told once, as what it
    is. What only the file's raw strings say is told where no better place is known.
    """
    passages = sorted(reading.passages, key=_rank)
    searched = [(passage, *_hits(passage.text, sought)) for passage in passages]
    alone = {
        word
        for *_, hits in searched
        for hit in hits
        if hit.kind in _NAMES
        for word in hit.printed.split()
    }
    told: Counter[tuple[object, ...]] = Counter()
    found: list[Finding] = []
    for passage, text, hits in searched:
        masked = _Masked(text, hits, alone)
        for hit in hits:
            if not _is_told(passage, hit, told):
                at = (passage.where, passage.page, passage.part)
                found.append(Finding(hit.kind, *at, masked.around(hit), hit.people))
        if passage.where is Where.COVERED and not hits:
            found.append(_covered(passage))
    found += [
        Finding(Kind.UNREAD, Where.TEXT, each.page, each.part, mask_words(each.why, sought, alone))
        for each in reading.unread
    ]
    # What stands on no page comes after all pages.
    found.sort(key=lambda each: (each.part, each.page is None, each.page or 0))
    # A file's own name may name somebody: as it is, it only tells parts from each other.
    parts = {part: _masked_part(part, sought, alone) for part in {each.part for each in found}}
    return [replace(each, part=parts[each.part]) for each in found]


def mask_words(words: str, sought: Sought, alone: AbstractSet[str] = frozenset()) -> str:
    """Return short words with everything protected masked, in ASCII as they were searched."""
    text, hits = _hits(words, sought)
    return _Masked(text, hits, alone).whole()


def _masked_part(part: str, sought: Sought, alone: AbstractSet[str]) -> str:
    shown, searched = _WITHIN
    return mask_words(part.replace(shown, searched), sought, alone).replace(searched, shown)


def _is_told(passage: Passage, hit: _Hit, told: Counter[tuple[object, ...]]) -> bool:
    """Say whether the same was told by a better place, and remember this one."""
    anywhere = (passage.part, hit.printed)
    on_page = (*anywhere, passage.page, "shown")
    not_shown = (*anywhere, passage.page, "not shown")
    if passage.where is Where.HIDDEN and told[anywhere]:
        return True
    if passage.where is Where.TEXT:
        told[on_page] += 1
        if told[not_shown]:  # the text of a page has what lies under its boxes
            told[not_shown] -= 1
            return True
    if passage.where is Where.EARLIER and told[on_page]:  # and an earlier version, what it kept
        told[on_page] -= 1
        return True
    if passage.where in (Where.COVERED, Where.UNSEEN):
        told[not_shown] += 1
    told[anywhere] += 1
    return False


def _rank(passage: Passage) -> int:
    """What says best where something stands comes first."""
    if passage.where in (Where.COVERED, Where.UNSEEN):
        return 0
    return {Where.EARLIER: 2, Where.HIDDEN: 3}.get(passage.where, 1)


def _hits(text: str, sought: Sought) -> tuple[str, list[_Hit]]:
    found = sought.names.find(text)
    text = found.text
    hits = [
        _Hit(
            name.start, name.end, Kind.NAME if name.is_whole else Kind.INITIAL, name.people,
            " ".join(sorted(name.words)),
        )
        for name in found.hits
    ]  # fmt: skip
    for each in identifiers(text, birth_dates=sought.birth_dates):
        people = {who for day in each.days for who in sought.birth_dates.get(day, ())}
        printed = "".join(filter(str.isalnum, text[each.start : each.end])).lower()
        hits.append(_Hit(each.start, each.end, each.kind, tuple(sorted(people)), printed))
    return text, sorted(hits, key=lambda hit: hit.start)


def _covered(passage: Passage) -> Finding:
    """Tell of a box with live text under it, whatever the text says: somebody meant to hide it."""
    size = sum(map(str.isalnum, passage.text))
    words = f"{size} letters and digits are still there under a box."
    return Finding(Kind.COVERED, passage.where, passage.page, passage.part, words)


class _Masked:
    """A text in which every hit is masked, and every word of a name found that stands alone."""

    def __init__(self, text: str, hits: Sequence[_Hit], alone: AbstractSet[str]) -> None:
        self.text = text
        self.hits = hits
        self.alone = alone

    def around(self, hit: _Hit) -> str:
        """Return the words around a hit, cut between words."""
        start, end = max(0, hit.start - _AROUND), min(len(self.text), hit.end + _AROUND)
        while 0 < start < hit.start and not self.text[start - 1].isspace():
            start += 1
        while hit.end < end < len(self.text) and not self.text[end].isspace():
            end -= 1
        words = self._between(start, end)
        return f"{'… ' if start else ''}{words}{' …' if end < len(self.text) else ''}"

    def whole(self) -> str:
        """Return all of it."""
        return self._between(0, len(self.text))

    def _between(self, start: int, end: int) -> str:
        pieces, done = [], start
        for each in self.hits:
            if each.end > done and each.start < end:
                pieces += [self._words(done, each.start), _MASKS[each.kind]]
                done = each.end
        pieces.append(self._words(done, end))
        return _BLANKS.sub(" ", "".join(pieces)).strip()

    def _words(self, start: int, end: int) -> str:
        words = _LONG_NUMBER.sub("[number]", self.text[start : max(start, end)])
        return _WORD.sub(self._unless_named, words)

    def _unless_named(self, found: "re.Match[str]") -> str:
        word = found.group()
        return "[name]" if len(word) > 1 and word.lower() in self.alone else word


_NAMES: Final = (Kind.NAME, Kind.INITIAL)
_WORD: Final = re.compile("[A-Za-z]+")

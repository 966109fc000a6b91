"""Many names, looked for at once in running text. Plain Python, in memory only.

A paper prints a name in many ways: "Wren Ada Fictitious", "FICTITIOUS, Wren", "W. Fictitious",
"wren.fictitious@mail.example", over two lines, with accents or without, letter by letter. A name
stands where a given word (or its initial) and a family word stand close together; either alone is
anybody's.

How it is quick: a page is cut into words by two calls of the interpreter's own C code, each word
becomes one byte (may be a given name, a family name, an initial, or nothing), and a regular
expression over those bytes, not over the text, finds the few places that are worth a look.
"""

import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final, NamedTuple

from plaintiffs.privacy.in_print import readable
from plaintiffs.privacy.names import PARTICLES, telling_words

# What a word may be, as bits of its byte.
_GIVEN: Final = 1
_FAMILY: Final = 2
_LETTER: Final = 4
_PARTICLE: Final = 8
_SMALL: Final = 16
_SUFFIX: Final = 32


def _bytes_with(*bits: int, small: int = 0) -> bytes:
    """Return the class of a regular expression: every byte that has one of the bits."""
    found = (byte for byte in range(64) if byte & _SMALL == small)
    listed = (b"\\x%02x" % byte for byte in found if any(byte & bit for bit in bits))
    return b"[" + b"".join(listed) + b"]"


_G, _F, _L = _bytes_with(_GIVEN), _bytes_with(_FAMILY), _bytes_with(_LETTER)
_P: Final = _bytes_with(_PARTICLE)[:-1] + _bytes_with(_PARTICLE, small=_SMALL)[1:]
_ADJACENT: Final = re.compile(_G + rb"(?=" + _F + rb")")
# Between a given and a family word stand three words at most: a middle name, "and Lark", "de la".
_APART: Final = re.compile(_G + rb"(?=.{1,3}" + _F + rb")", re.DOTALL)
_SMALL_PAIR: Final = re.compile(
    _bytes_with(_GIVEN, small=_SMALL) + rb"(?=" + _bytes_with(_FAMILY, small=_SMALL) + rb")"
)
_INITIAL_FIRST: Final = re.compile(_L + rb"(?=(?:" + _L + rb"|" + _P + rb"){0,3}" + _F + rb")")
_S: Final = _bytes_with(_SUFFIX)[:-1] + _bytes_with(_SUFFIX, small=_SMALL)[1:]
_FAMILY_FIRST: Final = re.compile(_F + rb"(?=" + _S + rb"?" + _bytes_with(_GIVEN, _LETTER) + rb")")

_LETTERS: Final = bytes(
    byte if 65 <= byte <= 90 or 97 <= byte <= 122 else 0x20 for byte in range(256)
)
_SUFFIXES: Final = frozenset({b"jr", b"sr", b"ii", b"iii", b"iv"})
_JOINS: Final = frozenset({b"and", b"or", b"y"})
_OFFICES: Final = frozenset({b"hon", b"honorable", b"judge", b"justice"})
_BETWEEN: Final = re.compile(r"[\s.'\"()_+-]*")
_COMMA: Final = re.compile(r"\s*\.?\s*,[\s\"(]*")
_ENDS: Final = re.compile(r"[.)\"]\s")
_KIND_BITS: Final = 8
"""A word's code is its number, and in the lowest byte its kind."""
_LOW_BYTE: Final = 0 if sys.byteorder == "little" else array("I").itemsize - 1
_MOST_PEOPLE: Final = 50
"""Of one name: that there are more changes nothing for who reads the paper."""
_SHIFT: Final = 24
"""Bits for a family word's number: sixteen million words."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name that stands in a text."""

    start: int
    end: int
    people: tuple[int, ...]
    """The places, among the names given, of those who may be meant."""
    is_whole: bool
    """A given word stands there in full, and not only its initial."""
    words: frozenset[str] = field(repr=False)
    """The given and the family word."""


class Found(NamedTuple):
    """Where names stand in a text, and the text in which they do: places count in it."""

    text: str
    hits: list[NameHit]


class NameIndex:
    """Names to look for. Its size and its speed hardly depend on how many there are.

    ``others`` are whole names that are nobody's secret: counsel, judges, courts, firms. A part
    of one of them is no hit.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, others: Iterable[str] = ()) -> None:
        self.count = 0
        self.unreadable: list[int] = []
        """Whose name has no letter that can be looked for: another script than the Latin one."""
        letters = [bytes([letter]) for letter in range(ord("a"), ord("z") + 1)]
        small = {*(word.encode() for word in PARTICLES), *_JOINS}
        self._kind: dict[bytes, int] = dict.fromkeys(small, _PARTICLE)
        self._kind |= dict.fromkeys(_SUFFIXES, _SUFFIX)
        self._kind |= dict.fromkeys(letters, _LETTER)
        self._number: dict[bytes, int] = {letter: at for at, letter in enumerate(letters)}
        self._code: dict[bytes, int] = {}
        self._first: dict[int, int] = {}
        self._more: dict[int, array[int]] = {}
        self._add(names)
        self._settle()
        self._others: dict[bytes, list[tuple[bytes, ...]]] = {}
        for other in others:
            words = tuple(word for word in _words(readable(other)) if word not in _OFFICES)
            for word in set(words):
                self._others.setdefault(word, []).append(words)

    # --- Building -----------------------------------------------------------------------------

    def _add(self, names: Iterable[tuple[str, str]]) -> None:
        """Note for each name its pairs of a given word, or its initial, and a family word."""
        person, first, more = -1, self._first, self._more
        as_given = _Numbered(self._given)
        as_family = _Numbered(self._family)
        for person, (given, family) in enumerate(names):
            firsts, lasts = as_given[given], as_family[family]
            if not (firsts and lasts):
                self.unreadable.append(person)
            for last in lasts:
                for word in firsts:
                    key = word | last
                    if (known := first.setdefault(key, person)) != person:
                        if key not in more:
                            more[key] = array("i", [known])
                        more[key].append(person)
        self.count = person + 1

    def _settle(self) -> None:
        """Note each word as papers print it: small, with a capital, in capitals. Then lay the words
        side by side in memory: looking one up seldom leaves the cache."""
        for word, kind in self._kind.items():
            number = self._number.get(word, 0) << _KIND_BITS
            for printed in (word.capitalize(), word.upper()):
                self._code[bytes(bytearray(printed))] = number | kind
            if not kind & _LETTER:  # "a" is an article, "A" may be an initial
                self._code[bytes(bytearray(word))] = number | kind | _SMALL
        self._kind.clear()
        self._number.clear()

    def _given(self, name: str) -> tuple[int, ...]:
        """Return the shifted numbers of the words of a given name and of their initials."""
        words = _forms(name)
        for word in words:
            self._kind[word] = self._kind.get(word, 0) | (_GIVEN if len(word) > 1 else _LETTER)
        both = dict.fromkeys((*words, *(word[:1] for word in words)))
        return tuple(self._numbered(word) << _SHIFT for word in both)

    def _family(self, name: str) -> tuple[int, ...]:
        words = _forms(name)
        for word in words:
            self._kind[word] = self._kind.get(word, 0) | _FAMILY
        return tuple(map(self._numbered, words))

    def _numbered(self, word: bytes) -> int:
        return self._number.setdefault(word, len(self._number))

    # --- Finding ------------------------------------------------------------------------------

    def find(self, text: str) -> Found:
        """Return where names stand, in the text made readable (accents, broken lines)."""
        text = readable(text, resolve=self._resolved)
        raw = text.encode("ascii", "replace").translate(_LETTERS)
        words = raw.split()
        codes = list(map(self._code.get, words, repeat(0)))
        kinds = array("I", codes).tobytes()[_LOW_BYTE :: array("I").itemsize]
        pairs = [
            pair
            for look in (self._given_first, self._initial_first, self._family_first)
            for pair in look(kinds, codes)
        ]
        return Found(text, self._verified(_Page(text, raw, words), pairs) if pairs else [])

    def holds(self, text: str) -> bool:
        """Say whether a short text, such as a title, names anybody."""
        return bool(self.find(text).hits)

    def _given_first(self, kinds: bytes, codes: Sequence[int]) -> Iterator[tuple[int, int]]:
        first = self._first
        for pattern in (_ADJACENT, _SMALL_PAIR):
            for at in [match.start() for match in pattern.finditer(kinds)]:
                if _key(codes[at], codes[at + 1]) in first:
                    yield at, at + 1
        for at in [match.start() for match in _APART.finditer(kinds)]:
            for place in range(at + 2, min(at + 5, len(kinds))):
                if kinds[place] & _FAMILY and _key(codes[at], codes[place]) in first:
                    yield at, place

    def _initial_first(self, kinds: bytes, codes: Sequence[int]) -> Iterator[tuple[int, int]]:
        for match in _INITIAL_FIRST.finditer(kinds):
            at = place = match.start()
            while not kinds[place := place + 1] & _FAMILY:
                pass
            if _key(codes[at], codes[place]) in self._first:
                yield at, place

    def _family_first(self, kinds: bytes, codes: Sequence[int]) -> Iterator[tuple[int, int]]:
        for match in _FAMILY_FIRST.finditer(kinds):
            at = match.start()
            place = at + 2 if kinds[at + 1] & _SUFFIX else at + 1
            if _key(codes[place], codes[at]) in self._first:
                yield place, at

    def _verified(self, page: "_Page", pairs: Iterable[tuple[int, int]]) -> list[NameHit]:
        """Look at the text itself: capitals, and what stands between."""
        hits, words = [], page.words
        for given, family in sorted(set(pairs), key=min):
            at = _Piece(page, *sorted((given, family)))
            if not at.is_name(given, family) or self._is_others(words, given, family):
                continue
            people = self._people(words[given], words[family])
            both = frozenset(words[each].decode().lower() for each in (given, family))
            start, end = at.spans[0][0], at.spans[-1][1]
            hits.append(NameHit(start, end, people, len(words[given]) > 1, both))
        return _outermost(hits)

    def _people(self, given: bytes, family: bytes) -> tuple[int, ...]:
        key = _key(self._code[given], self._code[family])
        more = self._more.get(key)
        return (self._first[key],) if more is None else tuple(more[:_MOST_PEOPLE])

    def _is_others(self, words: Sequence[bytes], given: int, family: int) -> bool:
        """Say whether the two words stand inside a name that is nobody's secret."""
        start, end = sorted((given, family))
        if any(
            len(word) > 2 and word.lower() in _OFFICES for word in words[max(0, start - 2) : start]
        ):
            return True
        is_whole = len(words[given]) > 1
        for other in self._others.get(words[family].lower(), ()):
            if is_whole and sorted(other) == sorted(words[at].lower() for at in (given, family)):
                continue  # the very same name: a person decides whose it is
            for at in range(max(0, end + 1 - len(other)), start + 1):
                if tuple(word.lower() for word in words[at : at + len(other)]) == other:
                    return True
        return False

    def _resolved(self, joined: str) -> str | None:
        """Take a given and a family word apart that a text prints as one."""
        word = joined.lower().encode("ascii", "replace")
        if word in self._code:
            return None
        for at in range(2, len(word) - 1):
            one, two = word[:at], word[at:]
            if self._are_pair(one, two) or self._are_pair(two, one):
                return f"{joined[:at].capitalize()} {joined[at:].capitalize()}"
        return None

    def _are_pair(self, given: bytes, family: bytes) -> bool:
        first, last = self._code.get(given), self._code.get(family)
        return first is not None and last is not None and _key(first, last) in self._first


def _key(given: int, family: int) -> int:
    """Return the key of a pair of codes: their numbers side by side."""
    return given >> _KIND_BITS << _SHIFT | family >> _KIND_BITS


class _Page:
    """A text and its words. Where a word stands is only asked of the few that may be a name."""

    def __init__(self, text: str, raw: bytes, words: Sequence[bytes]) -> None:
        self.text = text
        self.raw = raw
        self.words = words
        self._known = 0, 0

    def start_of(self, place: int) -> int:
        """Return where a word stands. Quick where it is asked from the first to the last."""
        before, at = self._known
        word = self.words[place]
        at -= 1
        for _ in range(self.words[before:place].count(word) + 1):
            at = self.raw.find(word, at + 1)
            while not self._is_whole(at, at + len(word)):
                at = self.raw.find(word, at + 1)
        self._known = place, at
        return at

    def _is_whole(self, start: int, end: int) -> bool:
        blank = b" "
        return (start == 0 or self.raw[start - 1 : start] == blank) and (
            end == len(self.raw) or self.raw[end : end + 1] == blank
        )


class _Piece:
    """The few words from a given name to a family name, or the other way round."""

    def __init__(self, page: _Page, first: int, last: int) -> None:
        self.text = page.text
        self.words = page.words[first : last + 1]
        self.first = first
        self.spans: list[tuple[int, int]] = []
        at = page.start_of(first)
        for word in self.words:
            at = page.raw.find(word, at)  # between two words stand blanks only
            self.spans.append((at, at + len(word)))
            at += len(word)

    def is_name(self, given: int, family: int) -> bool:
        """Say whether these two words, found close together, are one name in print."""
        given, family = given - self.first, family - self.first
        if len(self.words[given]) == 1:
            return self._is_initial(given, family)
        if family < given:
            return self._is_turned(given)
        return self._is_in_order(given, family)

    def _is_in_order(self, given: int, family: int) -> bool:
        between = range(given + 1, family)
        return all(self._may_stand_between(place) for place in between) and all(
            self._is_near(place, place + 1) for place in range(given, family)
        )

    def _is_turned(self, given: int) -> bool:
        gap = self._gap(given - 1, given)
        return bool(_COMMA.fullmatch(gap)) or (bool(gap) and gap.isspace())

    def _is_initial(self, given: int, family: int) -> bool:
        if family < given:
            is_short = self.text[self.spans[given][1] :][:1] == "."
            return is_short and _COMMA.fullmatch(self._gap(given - 1, given)) is not None
        return all(
            _BETWEEN.fullmatch(self._gap(place, place + 1)) for place in range(given, family)
        )

    def _is_near(self, one: int, two: int) -> bool:
        """Say whether nothing but blanks and a few marks stand between, and no sentence ends."""
        gap = self._gap(one, two)
        if not _BETWEEN.fullmatch(gap):
            return False
        return (
            len(self.words[one]) <= 2
            or self.words[one].lower() in _SUFFIXES
            or not _ENDS.match(gap)
        )

    def _may_stand_between(self, place: int) -> bool:
        word = self.words[place].lower()
        is_capital = self.text[self.spans[place][0]].isupper()
        return is_capital or word in _JOINS or word.decode() in PARTICLES

    def _gap(self, one: int, two: int) -> str:
        return self.text[self.spans[one][1] : self.spans[two][0]]


class _Numbered(dict[str, tuple[int, ...]]):
    """The numbers of a name's words. A name of several words is put together from theirs."""

    def __init__(self, of: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, name: str) -> tuple[int, ...]:
        parts = name.split()
        if len(parts) > 1 and not any(map(_belongs_to_next, parts)):
            return tuple(dict.fromkeys(number for part in parts for number in self[part]))
        self[name] = numbers = self.of(name)
        return numbers


def _belongs_to_next(word: str) -> bool:
    """A particle or an initial tells nothing alone."""
    return len(word) < 3 or word.lower() in PARTICLES


def _forms(name: str) -> tuple[bytes, ...]:
    """Return the words of a name in ASCII letters, in a fixed order."""
    forms = {word.encode("ascii", "ignore") for word in telling_words(name)}
    return tuple(sorted(forms - {b""}))


def _words(text: str) -> list[bytes]:
    return text.encode("ascii", "replace").translate(_LETTERS).lower().split()


def _outermost(hits: list[NameHit]) -> list[NameHit]:
    """Leave out a hit within another: "W. A. Fictitious" is one name."""
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept

"""A protected name in running text: where its words stand together, and the text without it.

A court prints one name in many ways: "Wren Ada Fictitious", "FICTITIOUS, Wren", "Wren and Lark
Fictitious", "wren.fictitious@mail.example", over two lines, with accents or without. A name is
printed where a given word and a family word stand close together; either alone is anybody's.

Plain Python. Nothing here knows a name: who asks says which two words belong to one person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from plaintiffs.privacy.names import PARTICLES, plain, spellings_of

Pair = tuple[str, str]
"""A given word and a family word, as :func:`~plaintiffs.privacy.names.spellings_of` has them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Marks that stand inside a word and that nobody sees: soft hyphen, zero-width, byte order.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LETTER: Final = "(?:[^\\W\\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])"
# A hyphen joins before a capital, as names have it: Ann-Marie, but not fictitious-complaint.pdf.
_WORD: Final = re.compile(
    f"{_LETTER}+(?:(?:['’ʼ`´‘]|[-\u2010\u2011](?![a-zß-öø-ÿ])){_LETTER}+)*"  # noqa: RUF001 - all of them stand in names
)
# The same where there are only ASCII letters: three times as quick, and nearly every text is such.
_PLAIN_WORD: Final = re.compile(r"[A-Za-z]+(?:(?:['`]|-(?![a-z]))[A-Za-z]+)*")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GAP: Final = re.compile(r"[\s_]*(?:[^\w\s]{1,3}[\s_]*){0,2}")
_POSSESSIVE: Final = re.compile(r"['’]s?$", re.IGNORECASE)  # noqa: RUF001 - as printed

_SENTENCE: Final = re.compile(r"[.;:?!]\W*\s")
_DAY: Final = re.compile(r"\s*\d")  # after a given name that is a month: May 5
_LONGEST_INITIAL: Final = 2

# Between a given word and the family word: more given words, initials, others of the family.
_MOST_BETWEEN: Final = 3
_JOINS: Final = frozenset({"and", "or", "y", "et"})
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Before a full name: somebody whom no rule protects, whatever they are called.
_OFFICES: Final = frozenset({"hon", "honorable", "judge", "justice", "magistrate"})
# No name has these inside; they also end one that is all in capitals.
_ENDS: Final = _words("against at before by for from in of on re the to v versus vs with")
# Before a family name that stands alone: it is still somebody of this paper.
_ROLES: Final = _words(
    "applicant by child children daughter defendant father for from guardian infant minor mother"
    " movant mr mrs ms miss of parent petitioner plaintiff plaintiffs regarding respondent son"
    " versus vs ward widow"
)
_BEFORE_FAMILY: Final = _ROLES | _JOINS | PARTICLES | _ENDS
# After it: a firm or a company that happens to be called so.
_COMPANIES: Final = _words(
    "associates co company corp corporation group inc incorporated law llc llp ltd lp motor pc"
    " pllc plc"
)


class Word(NamedTuple):
    """A word as it stands in a text."""

    start: int
    end: int
    text: str
    forms: frozenset[str]
    """Every way to look it up."""


class Standing(NamedTuple):
    """A given word and a family word that stand together in a text."""

    given: Word
    family: Word
    pair: Pair
    is_whole: bool
    """Whether all between them is the one name, and not others of the family."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name a text prints."""

    designation: str
    pairs: frozenset[Pair] = field(repr=False)
    """The two words of each way in which the name was found."""


def bare_words(text: str) -> list[str]:
    """Return the words of a text as they are printed."""
    found: list[str] = (_PLAIN_WORD if text.isascii() else _WORD).findall(text)
    return found


def pieces_of(texts: Iterable[str]) -> frozenset[str]:
    """Return what stands between blanks in any of the texts, each once: no word goes beyond it."""
    return frozenset("\n".join(texts).split())


def words_among(pieces: Iterable[str]) -> frozenset[str]:
    """Return the words of the pieces as they are printed, each once."""
    by_kind: dict[bool, list[str]] = {True: [], False: []}
    for piece in pieces:
        by_kind[piece.isascii()].append(piece)
    return frozenset(chain.from_iterable(bare_words("\n".join(each)) for each in by_kind.values()))


def forms_of(word: str) -> frozenset[str]:
    """Return every form by which to look a printed word up."""
    return _forms(word)


def words_in(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    return [
        Word(found.start(), found.end(), found.group(), _forms(found.group()))
        for found in _WORD.finditer(text)
    ]


def standing_together(
    text: str, families: AbstractSet[str], givens: AbstractSet[str] | None = None
) -> list[Standing]:
    """Return where one of the family words stands close to a given name: to one of ``givens``,
    where they are known, else to any word."""
    words = words_in(text)
    places = [place for place, word in enumerate(words) if not families.isdisjoint(word.forms)]
    if not places:
        return []
    offices = _of_offices(text, words)
    found: list[Standing] = []
    for place in places:
        word = words[place]
        for at, is_whole in _beside(text, words, place):
            given = words[at]
            if at in offices or (givens is not None and givens.isdisjoint(given.forms)):
                continue
            found += [
                Standing(given, word, (form, family), is_whole)
                for family in word.forms & families
                for form in given.forms
                if form != family and len(form) > 1 and (givens is None or form in givens)
            ]
    return found


def masked(text: str, people: Sequence[Named], *, known: Sequence[Named] = ()) -> str:
    """Return the text in which each of these people stands by designation.

    A name in full becomes the designation; a part of it that stands alone becomes its initial,
    which is all that FRCP 5.2(a)(3) leaves and does not say whose of a family it is.
    ``known`` are people of the same docket, of whom this text may print the family name alone,
    as captions do. A judge, a company and a date keep their words. The same text and the same
    people, in any order, always give the same.
    """
    page = _Page(text)
    here = {person for person in _in_order(people) if page.cut_names(person)}
    for person in {*here, *known}:
        page.cut_alone(person, is_here=person in here)
    return page.without()


# --- Where names stand --------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> frozenset[str]:
    if word.isascii() and word.isalpha() and not _HUMP.search(word):
        return frozenset((word.lower(),))  # nearly every word
    plain = _POSSESSIVE.sub("", _UNSEEN.sub("", word))
    apart = _HUMP.sub(" ", plain)
    found = set(spellings_of(plain))
    if apart != plain:
        found |= spellings_of(apart)
    return frozenset(found)


def _beside(text: str, words: Sequence[Word], place: int) -> Iterator[tuple[int, bool]]:
    """Yield the places of what may be the given name of the family word at ``place``."""
    yield place, True  # both in one: Wren-Fictitious, WrenFictitious.pdf
    is_whole = True
    for at in range(place - 1, max(-1, place - _MOST_BETWEEN - 2), -1):
        if not _is_gap(text, words[at], words[at + 1]):
            break
        if "," in text[words[at].end : words[at + 1].start]:
            is_whole = False
        if words[at].forms & _JOINS:
            is_whole = False
            continue
        yield at, is_whole
        if not _may_stand_between(words[at]):
            break
    # "Fictitious, Wren" and "FICTITIOUS, JR., WREN"
    at = place + 1
    if at < len(words) and words[at].forms & _SUFFIXES and _is_gap(text, words[place], words[at]):
        at += 1
    last = min(at + _MOST_BETWEEN, len(words))
    while at < last and _is_gap(text, words[at - 1], words[at]):
        yield at, True
        if not _may_stand_between(words[at]) or not text[words[at].end :][:1].isspace():
            break
        at += 1


def _is_gap(text: str, before: Word, after: Word) -> bool:
    """Say whether nothing but blanks and a few marks stand between, and no sentence ends."""
    if _GAP.fullmatch(text, before.end, after.start) is None:
        return False
    ends = _SENTENCE.search(text, before.end, after.start) is not None
    return not ends or len(before.text) <= _LONGEST_INITIAL or bool(before.forms & _SUFFIXES)


def _may_stand_between(word: Word) -> bool:
    """A name, an initial or a particle; a small word of the sentence ends a name."""
    if word.forms & _ENDS:
        return False
    return not word.text.islower() or len(word.text) == 1 or bool(word.forms & PARTICLES)


def _of_offices(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Return the places of words that name a judge: up to four after the office."""
    found: set[int] = set()
    for place, word in enumerate(words):
        if _OFFICES.isdisjoint(word.forms):
            continue
        for at in range(place + 1, min(place + 5, len(words))):
            between = text[words[at - 1].end : words[at].start]
            is_one = between.isspace() or (between.strip() == "." and len(words[at - 1].text) < 4)
            if not is_one or words[at].forms & (_ENDS | _JOINS) or words[at].text.islower():
                break
            found.add(at)
    return frozenset(found)


# --- Without them -------------------------------------------------------------------------------


def _initial(word: Word) -> str:
    return f"{plain(word.text)[0].upper()}."


def _in_order(people: Iterable[Named]) -> list[Named]:
    return sorted(people, key=lambda each: (each.designation, sorted(each.pairs)))


class _Page:
    """One text, and what is to be cut out of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_in(text)
        self.offices = _of_offices(text, self.words)
        self.cuts: dict[tuple[int, int], str] = {}

    def cut_names(self, person: Named) -> bool:
        """Cut each place where a given word and a family word of the person stand together; say
        whether there is one."""
        found = False
        givens = frozenset(given for given, _ in person.pairs)
        families = frozenset(family for _, family in person.pairs)
        for each in standing_together(self.text, families, givens):
            if each.pair not in person.pairs:
                continue
            found = True
            first, last = sorted((each.given, each.family))
            if each.is_whole:
                self._cut(first.start, last.end, person.designation)
            else:  # others of the family stand between: of them, too, only initials are left
                self._cut(each.given.start, each.given.end, person.designation)
                for word in self.words:
                    is_between = each.given.end <= word.start < each.family.end
                    if is_between and word.text[0].isupper() and not word.forms & _JOINS:
                        self._cut(word.start, word.end, _initial(word))
        return found

    def cut_alone(self, person: Named, *, is_here: bool) -> None:
        """Cut what else is left of a name that is printed in full, here or on the same docket."""
        families = {family for _, family in person.pairs}
        givens = {given for given, _ in person.pairs} if is_here else set()
        for place, word in enumerate(self.words):
            is_small = word.text.islower() and not self.text.islower()
            if is_small or place in self.offices:
                continue
            is_family = bool(word.forms & families) and self._is_alone(place, person)
            is_given = bool(word.forms & givens) and not _DAY.match(self.text, word.end)
            if is_family or is_given:
                self._cut(word.start, word.end, _initial(word))

    def without(self) -> str:
        """Replace each place; of places that overlap, the longest counts."""
        kept: list[tuple[int, int]] = []
        for start, end in sorted(self.cuts, key=lambda at: (at[0] - at[1], at)):
            if all(end <= other[0] or start >= other[1] for other in kept):
                kept.append((start, end))
        pieces, done = [], 0
        for start, end in _joined(self.text, sorted(kept), self.cuts):
            possessive = _POSSESSIVE.search(self.text[start:end])
            pieces += [self.text[done:start], self.cuts[start, end]]
            pieces += [possessive.group()] if possessive else []
            done = end + (self.cuts[start, end][-1:] == "." == self.text[end : end + 1])
        return "".join((*pieces, self.text[done:]))

    def _cut(self, start: int, end: int, words: str) -> None:
        self.cuts.setdefault((start, end), words)

    def _is_alone(self, place: int, person: Named) -> bool:
        """Say whether a family word is this person's and not a part of somebody else's name."""
        words, text = self.words, self.text
        for at in range(place + 1, min(place + 4, len(words))):
            if not _is_gap(text, words[at - 1], words[at]) or words[at].text.islower():
                break
            if words[at].forms & _COMPANIES:
                return False
        if place == 0 or self._is_initial(place, person):
            return True
        before = words[place - 1]
        between = text[before.end : words[place].start]
        is_a_name = not before.text.islower() and not before.forms & _BEFORE_FAMILY
        return not is_a_name or re.search(r"[;:(,\n]", between) is not None

    def _is_initial(self, place: int, person: Named) -> bool:
        """Say whether the word before is the initial of a given name: W. Fictitious."""
        if place == 0:
            return False
        before = self.words[place - 1]
        initials = {given[0] for given, _ in person.pairs}
        is_near = _is_gap(self.text, before, self.words[place])
        return len(before.text) == 1 and is_near and before.text.casefold() in initials


def _joined(
    text: str, places: Sequence[tuple[int, int]], cuts: dict[tuple[int, int], str]
) -> list[tuple[int, int]]:
    """Join places of one person with nothing between: "FICTITIOUS, WREN ADA" is one name."""
    joined: list[tuple[int, int]] = []
    for at in places:
        if joined and cuts[joined[-1]] == cuts[at] and text[joined[-1][1] : at[0]].isspace():
            before = joined.pop()
            cuts[before[0], at[1]] = cuts[at]
            at = (before[0], at[1])  # noqa: PLW2901 - the joined place
        joined.append(at)
    return joined

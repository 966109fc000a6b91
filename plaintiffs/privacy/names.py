"""Names as words: the same word however it is spelled, accented or joined. Plain Python."""

import re
import unicodedata
from collections.abc import Iterator

# Letters that no decomposition takes apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
# Small words inside family names: van der, de la.
PARTICLES = frozenset(
    [
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
        "ibn", "la", "las", "le", "los", "san", "st", "ten", "ter", "van", "von", "zu",
    ]
)  # fmt: skip
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")  # noqa: RUF001 - all of them stand in names
_NO_LETTER = re.compile(r"[^\w]|_")


def words_of(text: str) -> frozenset[str]:
    """Return the words to look a name up by: no accents, no case, hyphens apart.

    >>> sorted(words_of("Zoë O'Fictitious-Núñez"))
    ['nunez', 'ofictitious', 'zoe']
    """
    return frozenset(part for whole in text.split() for part in _parts(whole, "")) - {""}


def spellings_of(text: str) -> frozenset[str]:
    """Return every word by which somebody may look a name up: joined, and each part of it.

    >>> sorted(spellings_of("O'Fictitious Day-Lark"))
    ['day', 'daylark', 'fictitious', 'lark', 'o', 'ofictitious']
    """
    found = set(words_of(text))
    for whole in text.split():
        found.update(_parts(whole, " "))
        found.add("".join(_parts(whole, "")))
    return frozenset(found - {""})


def guarded_pairs(given_name: str, family_name: str) -> frozenset[tuple[str, str]]:
    """Return each given word with each family word by which a paper may print a name.

    Single letters and particles are everybody's, unless the name has nothing else.

    >>> sorted(guarded_pairs("Wren A.", "de la Fictitious"))
    [('wren', 'delafictitious'), ('wren', 'fictitious')]
    """
    return frozenset(
        (given, family)
        for given in telling_words(given_name)
        for family in telling_words(family_name)
    )


def telling_words(name: str) -> frozenset[str]:
    """Return the words of a given or a family name that tell whose it is.

    >>> sorted(telling_words("de la Fictitious"))
    ['delafictitious', 'fictitious']
    """
    words = spellings_of(name)
    joined = "".join(part for part in _parts(name, "") if len(part) > 1)
    telling = frozenset(each for each in words if len(each) > 1 and each not in PARTICLES)
    return telling | {joined} if telling else words


def plain(text: str) -> str:
    """Return text without accents and case."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(
        _PLAIN
    )


def _parts(whole: str, apostrophe: str) -> Iterator[str]:
    yield from _NO_LETTER.sub(" ", plain(_APOSTROPHES.sub(apostrophe, whole))).split()

"""Printed text as it is read: without accents and ligatures, broken words whole again.

Plain Python. Plain ASCII text without any of it comes back as it is, at the cost of a glance.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from plaintiffs.privacy.names import plain

# What readers of PDF put in the place of a hyphen at a line's end.
_BREAKS: Final = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad|\u2010|\x02|\ufffe)[ \t]*\r?\n?[ \t]*(?=\w)")
_AT_END: Final = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_ENDS: Final = re.compile(r"-[ \t]*[\r\n]")
_MARKED: Final = ("\u00ad", "\u2010\r", "\u2010\n", "\x02", "\ufffe")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_QUOTES: Final = re.compile("[\u2018\u2019\u02bc\u00b4]")
_DOUBLE: Final = re.compile("[\u201c\u201d\u00ab\u00bb]")
# Letter by letter: at least three of them, one blank between two.
_SPACED: Final = re.compile(r"(?<![^\W\d_])(?:[^\W\d_] (?:['-] )?){2,}[^\W\d_](?![^\W\d_])")
_MAYBE_SPACED: Final = re.compile(r" [A-Za-z] [A-Za-z](?![A-Za-z])")
_HUMPED: Final = re.compile(r"\b[A-Z]?[a-z]+(?:[A-Z][a-z]+)+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAILBOX: Final = re.compile(r"(?<![\w.])[A-Za-z]{5,40}(?=\d{0,4}@)")
# Letters by their kind, so that what is rare is looked for by one search and not by a pattern.
_CASES: Final = bytes(
    65 if 65 <= byte <= 90 else 97 if 97 <= byte <= 122 else 32 for byte in range(256)
)

Resolve = Callable[[str], str | None]


def readable(text: str, *, resolve: Resolve | None = None) -> str:
    """Return text in which a word stands whole and in ASCII letters; others become ``?``.

    ``resolve`` takes two words apart that were printed as one, where it knows them.
    """
    if not text.isascii():
        if any(mark in text for mark in _MARKED):
            text = _BREAKS.sub("", text)
        text = text.encode("ascii", _PLAINLY).decode("ascii")
    elif "\x02" in text:
        text = _BREAKS.sub("", text)
    if _ENDS.search(text):
        text = _AT_END.sub("", text)
    if _MAYBE_SPACED.search(text):
        text = _SPACED.sub(lambda found: _whole(found.group(), resolve), text)
    cases = text.encode("ascii", "replace").translate(_CASES)
    if cases.rfind(b"aA") >= 0:  # from the end, where the search is quick by the rarer letter
        text = _HUMPED.sub(_without_humps, text)
    if resolve is not None and "@" in text:
        text = _MAILBOX.sub(lambda found: resolve(found.group()) or found.group(), text)
    return text


def _whole(spaced: str, resolve: Resolve | None) -> str:
    joined = spaced.replace(" ", "")
    letters = "".join(filter(str.isalpha, joined))
    return (resolve(letters) if resolve else None) or joined


def _without_humps(found: "re.Match[str]") -> str:
    word = found.group()
    parts = _HUMP.split(word)
    # McDonald and DeVine are one word.
    return word.capitalize() if len(parts[0]) < 3 else " ".join(parts)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Tell the encoder what stands for letters that ASCII does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _in_ascii(error.object[error.start : error.end]), error.end


_PLAINLY: Final = "plaintiffs.privacy.in_print"
codecs.register_error(_PLAINLY, _plainly)


@lru_cache(maxsize=1 << 14)
def _in_ascii(run: str) -> str:
    """Return letters without accents in their case, marks as their plain twins."""
    run = _DOUBLE.sub('"', _QUOTES.sub("'", _DASHES.sub("-", run)))
    apart = unicodedata.normalize("NFKD", run)
    return "".join(_letter(letter) for letter in apart)


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return ""
    if letter.isspace():
        return " "
    small = plain(letter)
    if not small.isascii():
        return "?"
    return small.capitalize() if letter.isupper() else small

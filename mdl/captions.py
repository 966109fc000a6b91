"""Captions of actions, compared without what clerks write differently.

``A.B. et al. v. Looplet, Inc.`` and ``A.B., a minor, by and through her mother vs Looplet Inc``
are one suit to a person who reads them. A caption is never an identity: it is a second fact
beside a docket number.
"""

import re
from typing import Final

from django.db.models import CharField, Expression, Func, Value
from django.db.models.functions import Lower

_POINTS: Final = "."
_ASIDE: Final = r"\m(et al|in re)\M|[^a-z0-9 ]"
"""Words and signs that tell no two captions apart, as PostgreSQL writes the pattern."""
_VERSUS: Final = r"\m(vs|versus)\M"

_ASIDE_HERE = re.compile(_ASIDE.replace(r"\m", r"\b").replace(r"\M", r"\b"))
_VERSUS_HERE = re.compile(_VERSUS.replace(r"\m", r"\b").replace(r"\M", r"\b"))

_APART = re.compile(r"(?<=\b[a-z]) (?=[a-z]\b)")
# What follows the plaintiff's own name: how they sue, and for whom.
_CAPACITY: Final = re.compile(
    r",|\b(?:individually|a minor|minors|by and through|by (?:his|her|their|its)|on behalf of|"
    r"as (?:next friend|guardian|parent)|through (?:his|her|their)|et al)\b",
    re.IGNORECASE,
)


def caption_key(caption: str | None) -> str:
    """Return a caption without case, points, "et al.", "In re", and with "v" for "vs."."""
    plain = _ASIDE_HERE.sub(" ", (caption or "").lower().replace(_POINTS, ""))
    return " ".join(_VERSUS_HERE.sub("v", plain).split())


def plaintiff_key(text: str | None) -> str:
    """Return the first plaintiff's own name, in the form of :func:`caption_key`, from a caption or
    from the name of a party: ``A.B., a minor, by and through C.D. v. Looplet`` gives ``ab``.

    Empty for a caption of one side, such as that of a whole litigation.
    """
    sides = re.split(r"\s(?:v|vs|versus)\.?\s", text or "", maxsplit=1, flags=re.IGNORECASE)
    if len(sides) == 1 and re.match(r"\s*in re\b", sides[0], re.IGNORECASE):
        return ""
    key = caption_key(_CAPACITY.split(sides[0], maxsplit=1)[0])
    return _APART.sub("", key)  # "W. F." and "W.F." are the same initials


def caption_key_in_database(column: str) -> Expression:
    """Return :func:`caption_key` of a column, as the database works it out and indexes it."""

    def replaced(inner: Expression | Func, pattern: str, by: str) -> Func:
        return Func(
            inner, Value(pattern), Value(by), Value("g"), function="regexp_replace",
            output_field=CharField(),
        )  # fmt: skip

    pointless = Func(
        Lower(column), Value(_POINTS), Value(""), function="replace", output_field=CharField()
    )
    single = replaced(replaced(replaced(pointless, _ASIDE, " "), _VERSUS, "v"), r"\s+", " ")
    return Func(single, function="btrim", output_field=CharField())

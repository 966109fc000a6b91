"""What an entry says of the actions it relates to: "This Document Relates To: ...".

Read from the docket text, in the ways clerks and lawyers write it:

    THIS DOCUMENT RELATES TO: ALL ACTIONS
    (This Document Relates To All Cases Except 1:20-cv-04728)
    Relates to: Case Nos. 1:20-cv-04724, 20 C 4728 and 4733
    This document relates to: Q. v. Example App, Inc., No. 24-cv-90417
    This Document Relates To: the Minor Subclass actions
    This document relates to all actions asserting claims under BIPA

Plain functions on text. Here stands what the words say; which actions of a litigation they mean
is found by :mod:`filings.services.scope_readings`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mdl.docket_numbers import DocketNumber, parse_or_none


class Told(StrEnum):
    """What the words name."""

    ALL = "all"
    NUMBERS = "numbers"
    NAMED = "named"
    """Captions, a group, or a claim: told apart by what is on record."""


class Later(StrEnum):
    """Whether an order says that it binds actions that join after it."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class ScopeText:
    """The words of one entry about the actions it relates to."""

    told: Told
    words: str
    """What follows "relates to", as printed, at most 500 characters."""
    numbers: tuple[DocketNumber, ...] = ()
    names: tuple[str, ...] = ()
    """Captions and other names, each as printed, without the numbers beside them."""
    but: "ScopeText | None" = None
    """What follows "except"."""
    is_whole: bool = True
    """Whether every part of the words was understood as a number or a name of its own."""


@dataclass(frozen=True, slots=True)
class LaterText:
    """What an order says of later actions, with its words."""

    later: Later
    words: str = ""


# A first look that costs little: most entries have none of these words.
_HINT: Final = re.compile(
    r"relat(?:es|ing|ed)\s+(?:only\s+)?to\b|appl(?:y|ies)\s+(?:only\s+)?to\s+(?:all|each|every)\b",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"(?P<open>\(?)\s*(?:\bthis\s+(?:document|filing|order|pleading|motion|matter)\s+"
    r"(?:only\s+)?relates\s+(?:only\s+)?to\b"
    r"|(?:\bDOCUMENT\s+)?\brelates\s+to\s*:"
    r"|\brelat(?:es|ed|ing)\s+to\s*:?\s*(?=(?:member\s+)?(?:case|action|civil)s?\s+nos?\b))"
    r"\s*[:\-\u2013]*\s*",
    re.IGNORECASE,
)
_APPLIES: Final = re.compile(
    r"\b(?:this\s+order\s+|order\s+)?(?:shall\s+|will\s+)?appl(?:y|ies)\s+to\s+"
    r"(?P<rest>(?:all|each|every)\s+(?:\w+\s+){0,4}?(?:actions?|cases?)\b)",
    re.IGNORECASE,
)
# Where the words about the scope end and something else begins.
_END: Final = re.compile(
    r"(?i:\(Attachments?\b|\(Entered\b|\(Related\b|\(Re\b|\(Filed\b|\bSigned\s+by\b"
    r"|\bFiled\s+by\b|\bMailed\s+notice\b|\bRe:\s|\bAssociated\s+Cases\b|\bNotified\b"
    r"|\b(?:motion|order|notice|memorandum|stipulation|complaint|answer|response|reply)\s+"
    r"(?:by|for|to|of|re|setting|granting)\b)"
    r"|\(\w{2,4},\s*\w*\s*\)|\n\s*\n"
    # A sentence begins, or words in capitals end.
    r"|(?<!\bv)(?<!\bvs)(?<!\bNo)(?<!\bNos)(?<!\bInc)(?<!\bal)(?<!\b[A-Z])\.\s+(?=[A-Z][a-z]*\s+[a-z])"
    r"|(?<=ACTIONS)\s+(?=[A-Z][a-z]*\s)|(?<=CASES)\s+(?=[A-Z][a-z]*\s)"
)
_ALL: Final = re.compile(
    r"\A\W*(?:(?:any\s+and\s+)?all|each\s+and\s+every|every)\s+"
    r"(?:(?:of\s+the|the|related|member|pending|coordinated|consolidated|individual|MDL)\s+)*"
    r"(?:actions?|cases?|matters?|parties|dockets)\b"
    r"(?:\s+(?:in|within)\s+(?:this|the|MDL)[^,;(]{0,40}?(?:litigation|MDL(?:\s+No\.?\s*\d+)?|proceedings?)\b)?",
    re.IGNORECASE,
)
_EXCEPT: Final = re.compile(
    r"\A[\s,(]*(?:except|excluding|other\s+than|but\s+not|with\s+the\s+exception\s+of)(?:\s+for)?\b\s*[:,]?\s*",
    re.IGNORECASE,
)
# "all actions asserting BIPA claims" names a claim, "all actions in Track Two" a group.
_NARROWER: Final = re.compile(
    r"\A[\s,]*(?:asserting|alleging|pleading|bringing|raising|involving|under|in\s+which|that|in"
    r"|of|on|filed|brought|listed|identified|against)\b",
    re.IGNORECASE,
)
_WHOLE_MDL: Final = re.compile(r"\A[\s,]*(?:in|of)\s+(?:this|the)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?<![\w:/.-])(?:\d{1,2}\s*:\s*)?(?:\d{4}|\d{2})(?:\s*-\s*[a-z]{2}\s*-\s*|\s+(?:cv|c|civ\.?)\s+|cv)"
    r"0*\d{1,6}(?:-[A-Z]{2,4})*(?![\d])",
    re.IGNORECASE,
)
_AND_SERIALS: Final = re.compile(r"\A(?:\s*(?:,|&|and|,\s*and)\s*(?P<serial>\d{4,6})(?![\d:/-]))")
_LEAD_WORDS: Final = re.compile(
    r"\A(?:\W|\b(?:and|the|case|cases|action|actions|civil|member|docket|number|numbers|nos?|in)\b\.?)*",
    re.IGNORECASE,
)
_TAIL_WORDS: Final = re.compile(
    r"[\W_]*(?:\b(?:case|cases|civil|action|and|nos?)\b\.?[\W_]*)*\Z", re.IGNORECASE
)
_GOES_ON: Final = re.compile(r"\A\s*(?:[,;&(]|and\b)", re.IGNORECASE)
_AND_OTHERS: Final = re.compile(r"\bet\s+al\b\.?", re.IGNORECASE)
_VERSUS: Final = re.compile(r"\bv(?:s|ersus)?\b\.?", re.IGNORECASE)
_LONGEST: Final = 500

_LATER_YES: Final = re.compile(
    r"\b(?:appl(?:y|ies|icable)|binds?|binding|govern\w*|extend\w*|includ\w+)\b[^.;]{0,160}?\b(?:"
    r"(?:subsequently|later|hereafter|thereafter|hereinafter)[\s-]+"
    r"(?:\w+\s+(?:or|and)\s+)?(?:filed|transferred|added|removed|remanded|joined|consolidated|coordinated|made)"
    r"|(?:filed|transferred|added|removed|joined|made\s+part)\b[^.;]{0,60}?\b(?:in\s+the\s+future|hereafter|thereafter|subsequently|after\s+the\s+(?:date|entry))"
    r"|(?:future|subsequent)\s+(?:tag[\s-]?along\s+)?(?:actions|cases)"
    r")",
    re.IGNORECASE,
)
_LATER_NO: Final = re.compile(
    r"\b(?:(?:shall|does|do|will)\s+not\s+(?:apply|extend|bind)|(?:is|are)\s+not\s+(?:binding|applicable))\b[^.;]{0,160}?"
    r"\b(?:subsequent\w*|later|hereafter|future|thereafter)\b"
    r"|\bappl(?:y|ies)\s+only\s+to\b[^.;]{0,80}?\b(?:now|currently|presently|already)\s+pending\b",
    re.IGNORECASE,
)


def read_scope(description: str) -> ScopeText | None:
    """Read what an entry relates to; None where it says nothing of it."""
    if _HINT.search(description) is None:
        return None
    head = _HEAD.search(description)
    if head is not None:
        words = _words_after(description, head.end(), in_brackets=head["open"] == "(")
        return _told(words) if words else None
    applies = _APPLIES.search(description)
    if applies is None or (
        _NARROWER.match(description[applies.end() :]) is not None
        and (_WHOLE_MDL.match(description[applies.end() :]) is None)
    ):
        return None
    return ScopeText(Told.ALL, " ".join(applies["rest"].split()))


def read_later(description: str) -> LaterText:
    """Read whether an order says that it binds actions that join after it."""
    for later, pattern in ((Later.NO, _LATER_NO), (Later.YES, _LATER_YES)):
        found = pattern.search(description)
        if found is not None:
            return LaterText(later, " ".join(found.group().split())[:300])
    return LaterText(Later.NOT_STATED)


def _words_after(text: str, start: int, *, in_brackets: bool) -> str:
    rest = text[start : start + 4 * _LONGEST]
    if in_brackets:
        rest = rest[: _closing(rest)]
    elif (end := _END.search(rest)) is not None:
        rest = rest[: end.start()]
    return " ".join(rest.split()).strip(" .,;:-\u2013*")[:_LONGEST]


def _closing(text: str) -> int:
    """Return where the bracket that stands open before ``text`` closes."""
    depth = 1
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place
    return len(text)


def _told(words: str) -> ScopeText:
    everything = _ALL.match(words)
    if everything is None:
        return _listed(words)
    rest = words[everything.end() :]
    excepting = _EXCEPT.match(rest)
    if excepting is not None:
        return ScopeText(Told.ALL, words, but=_listed(rest[excepting.end() :].rstrip(" )")))
    if _NARROWER.match(rest) is not None and _WHOLE_MDL.match(rest) is None:
        named = rest.strip(" ,.")
        return ScopeText(Told.NAMED, words, names=(named,))
    # What follows in capitals or brackets is no part of the scope: "ALL ACTIONS Judge: ...".
    return ScopeText(Told.ALL, words if not rest.strip() else words[: everything.end()])


def _listed(words: str) -> ScopeText:
    numbers: list[DocketNumber] = []
    gaps: list[str] = []
    place = 0
    for match in _NUMBER.finditer(words):
        number = parse_or_none(match.group())
        if number is None or match.start() < place:
            continue
        gaps.append(words[place : match.start()])
        numbers.append(number)
        place = match.end()
        for serial, end in _serials(words, place):
            numbers.append(_sibling(number, serial))
            place = end
    if not numbers or _GOES_ON.match(words[place:]):
        gaps.append(words[place:])
    else:  # what follows without a comma is no part of the list
        words = words[:place]
    names = tuple(name for gap in gaps for name in _names(gap))
    return ScopeText(
        Told.NUMBERS if numbers else Told.NAMED,
        words,
        tuple(dict.fromkeys(numbers)),
        names,
        is_whole=not any(_AND_OTHERS.search(gap) and not _VERSUS.search(gap) for gap in gaps),
    )


def _serials(words: str, place: int) -> Iterator[tuple[int, int]]:
    """Read ``4728 and 4733`` after ``20-cv-4724``: the year and type go on."""
    while (match := _AND_SERIALS.match(words[place:])) is not None:
        place += match.end()
        yield int(match["serial"]), place


def _sibling(number: DocketNumber, serial: int) -> DocketNumber:
    return DocketNumber(
        serial=serial, case_type=number.case_type, year=number.year, office=number.office
    )


def _names(gap: str) -> Iterator[str]:
    """Yield the captions and names in what stands between the numbers."""
    for part in re.split(r";|\band\b(?=[^;]*\bv(?:s|ersus)?\b\.?\s)|,\s*and\b|(?<!\w)&(?!\w)", gap):
        name = _TAIL_WORDS.sub("", _LEAD_WORDS.sub("", part))
        name = re.sub(r"[\s,(]*\b(?:case|civil\s+action)?\s*nos?\Z", "", name, flags=re.IGNORECASE)
        name = (
            _AND_OTHERS.sub("", name).strip(" ,.:()-\u2013") if not _VERSUS.search(name) else name
        )
        if len(name) > 2 and re.search(r"[A-Za-z]{2}|\bv\b", name):
            yield " ".join(name.split())

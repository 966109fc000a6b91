"""Days that a court prints in an entry: what is due by when, what is heard when, what is off.

    Responses due by 8/17/2020; replies due by 8/31/2020.
    Status hearing set for 10/6/2020 at 9:30 AM.
    Status hearing set for 4/19/17 is stricken and reset to 5/18/17 at 9:15 a.m.
    Fact discovery to be completed by 12/1/2020.
    The initial status conference is continued to 11/18/16 at 9:00 a.m.

Precision comes first: a sentence that only asks, or that speaks under a condition, is not read.
Plain functions on text. What is read is only proposed; a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from itertools import islice
from typing import Final

from filings.ingestion.day_text import TIME, WEEKDAY, day_of, day_pattern, time_of


class Printed(StrEnum):
    """What is said of a day."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    MOVED = "moved"
    CANCELLED = "cancelled"
    STRICKEN = "stricken"


@dataclass(frozen=True, slots=True)
class PrintedDayText:
    """One day of an entry, in the court's words."""

    kind: Printed
    title: str
    """What is due or heard: ``Responses``, ``Status hearing``."""
    words: str
    """The sentence, as printed."""
    on: date | None = None
    at: time | None = None
    from_on: date | None = None
    """The day that no longer holds, where it is printed."""
    act: str = "other"
    """``answer``, ``response``, ``reply`` or ``other``."""
    obligor: str = ""
    """``plaintiff`` or ``defendant`` where the words say whose it is."""
    place: str = ""
    about: tuple[int, ...] = ()
    """Numbers of the entries that the sentence cites."""


# A first look that costs little: a digit and a slash or a month, and a verb of time.
_HINT: Final = re.compile(
    r"(?:\bdue\b|\bset\b|re-?set\b|\b(?:re)?scheduled\b|\bcontinued\b|\bby\b|\bbefore\b|\bon\b"
    r"|\buntil\b|\bthan\b|cut-?off|\bdeadline|\bto\b|:|\bfor\b|\bcompleted\b|\bdate\b|\bincluding\b)"
    r"\W{1,3}(?:\w{3,6}day,?\s+)?(?:\d{1,2}/\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d)"
    r"|\b(?:stricken|vacated|cancell?ed|strik(?:es?|ing)|vacat(?:es?|ing)|cancel(?:s|l?ing)?"
    r"|terminat(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
_TIME_HINT: Final = re.compile(rf"\bfor\s+{TIME}", re.IGNORECASE)
LONGEST: Final = 20_000
"""Characters of an entry that are read; longer ones are transcripts and lists."""
_ANY_DAY: Final = re.compile(
    r"(?<!Entered:\s)(?<!\d)" + day_pattern("any").removeprefix(WEEKDAY), re.IGNORECASE
)
_YEARS_AHEAD: Final = 8
_MOST: Final = 60
"""Hearings of one sentence that are read."""
# Points that end no sentence are blanked, so that places in the text stay the same.
_POINTS: Final = re.compile(
    r"\b[ap]\.\s?m\.(?!\s+[A-Z])|\b[ap]\.(?=\s?m\b)|\b[ap]m\.(?!\s+[A-Z])"
    r"|\b(?:[A-Z]|v|Mr|Ms|Dr|Jr|Sr|St|No|Co|Hon|Inc|Mrs|Nos|Esq|Rev|Ltd|Fed|Civ|Dkt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.|(?<=\d)\.(?=\d)"
)
_SENTENCE: Final = re.compile(r"[^.;]+")
_TENTATIVE: Final = re.compile(
    r"\A\W*(?:if|unless|should|in\s+the\s+event)\b|\b(?:requests|asks|moves|proposes|seeks"
    r"|requesting|asking|seeking|proposed|suggests?|tentatively)\b"
    r"|\b(?:will|would|may|shall\s+not|need\s+not|could)\s+be\s+(?:stricken|vacated|cancell?ed)\b",
    re.IGNORECASE,
)
_HEARING: Final = re.compile(
    r"\b(?P<what>(?:(?:in-person|video|zoom|initial|final|further|next|telephone|telephonic|joint|oral|jury|bench"
    r"|status|motion|case|management|settlement|pretrial|pre-trial|scheduling|fairness|final|approval"
    r"|preliminary|class|certification|discovery|rule|16|16\(b\)|26\(f\)|show|cause|injunction"
    r"|in|limine|daubert|markman|claim|construction|evidentiary|summary|judgment|presentment|ruling|panel|science|day)"
    r"[\s/]+){0,6}"
    r"(?:hearing|conference|trial|argument|mediation|docket\s+call|hearing\s+session)s?)\b(?:/(?-i:(?:[A-Z]\w*\s*){1,3}))?",
    re.IGNORECASE,
)
_SET: Final = (
    r"(?:re-?set|set|scheduled|rescheduled|re-scheduled|continued|moved|noticed|adjourned|advanced)"
)
_MOVED: Final = (
    r"(?:reset|re-set|rescheduled|re-scheduled|continued|moved|adjourned|advanced|renoticed)"
)
_OFF: Final = r"(?:stricken|vacated|cancell?ed|terminated)"
_AT: Final = rf"(?:\s*,?\s*(?:at|beginning\s+at|@)?\s*{TIME})?"
_OLD: Final = day_pattern("old")
_NEW: Final = day_pattern("new")
_IS: Final = r"(?:(?:is|are|be|was|has\s+been|and|,)\s+)*(?:(?:now|hereby|also|further)\s+)*"

# On what follows the name of a hearing, up to the next one.
_OFF_AND_RESET: Final = re.compile(
    rf"\A(?P<gap>[^:()]{{0,120}}?)(?:for|on|of|from)\s+{_OLD}.{{0,120}}?\b{_OFF}\b.{{0,40}}?\b{_MOVED}\s+(?:for|to|until)\s+{_NEW}{_AT}",
    re.IGNORECASE | re.DOTALL,
)
_OFF_DAY: Final = re.compile(
    rf"\A(?P<gap>[^:]{{0,120}}?)(?:for|on|of)\s+{_OLD}.{{0,160}}?\b{_OFF}\b",
    re.IGNORECASE | re.DOTALL,
)
_FROM_TO: Final = re.compile(
    rf"\A(?P<gap>[^:]{{0,120}}?)(?:for|on|of|from)\s+{_OLD}.{{0,80}}?\b(?:{_MOVED}\s+)?(?:to|until)\s+(?:and\s+including\s+)?{_NEW}{_AT}",
    re.IGNORECASE | re.DOTALL,
)
_MOVED_TO: Final = re.compile(
    rf"\A(?P<gap>[^:]{{0,120}}?){_IS}\b{_MOVED}\s+(?:for|to|until|on)\s+{_NEW}{_AT}",
    re.IGNORECASE | re.DOTALL,
)
_TIME_FIRST: Final = re.compile(
    rf"\A(?P<gap>[^:]{{0,80}}?)\b(?P<verb>{_SET})\s+(?:for|to)\s+{TIME}\s+(?:on\s+)?{_NEW}",
    re.IGNORECASE | re.DOTALL,
)
_SET_FOR: Final = re.compile(
    rf"\A(?P<gap>[^:]{{0,120}}?){_IS}\b{_SET}\s+(?:for\s+(?:hearing\s+)?(?:on\s+)?|on\s+)?{_NEW}{_AT}",
    re.IGNORECASE | re.DOTALL,
)
_OFF_ALONE: Final = re.compile(
    rf"\A.{{0,60}}?\b(?:is|are|be)\s+(?:hereby\s+)?{_OFF}\b", re.IGNORECASE | re.DOTALL
)
_REFERRED: Final = re.compile(
    r"\b(?:the|that|this|said|its|currently|previously)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
_SAYS_SO: Final = re.compile(
    r"\b(?:is|are|be|has\s+been|have\s+been|,)\s+(?:\w+\s+)?(?:re-?)?(?:set|scheduled|noticed)\b",
    re.IGNORECASE,
)
_OPEN_END: Final = re.compile(
    r"\b(?:is|are)\s+(?:hereby\s+)?(?:continued|adjourned)\b(?!\s+(?:to|until|for)\s+\W*\w*\W*\d)",
    re.IGNORECASE,
)
_TAKEN_OFF: Final = re.compile(
    r"\b(?:vacates?|vacating|cancels?|cancell?ing|strikes?|striking)\s+(?:the|a|any)?[^.,:]{0,40}\Z",
    re.IGNORECASE,
)
_PANEL_SESSION: Final = re.compile(
    rf"\bfor\s+Panel\s+hearing\s+on\s+{_NEW}\s+in\s+(?P<place>[A-Z][\w\s]+,\s+[A-Z]\w+(?:\s[A-Z]\w+)?)",
    re.IGNORECASE,
)
_DAYS_ALL: Final = r"(?:deadlines?|dates|hearings?)"
_ALL_DAYS: Final = (
    rf"(?P<what>(?:all|any)\s+(?:[\w-]+\s+){{0,4}}?{_DAYS_ALL}"
    rf"(?:(?:,|\s+and|,\s+and)\s+(?:[\w-]+\s+){{0,3}}?{_DAYS_ALL}){{0,3}})\b"
)
# "All deadlines are stricken", "All deadlines stricken.", and the court that does it: "vacates all
# deadlines". What somebody else's order took off, or may yet, is not said here.
_ALL_OFF: Final = (
    re.compile(
        rf"\b{_ALL_DAYS}.{{0,60}}?\b(?:is|are)\s+(?:hereby\s+)?{_OFF}\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"\b{_ALL_DAYS}\s+(?:hereby\s+)?{_OFF}\b(?!\s+(?:by|in|under|that)\b)", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:strikes|vacates|cancels|terminates|striking|vacating|cancell?ing|terminating"
        r"|directed\s+to\s+(?:strike|vacate|cancel|terminate))\s+"
        rf"(?!any\b){_ALL_DAYS}",
        re.IGNORECASE,
    ),
)
# Words that leave it at every day there is.
_PLAIN: Final = frozenset(
    {
        "all", "any", "and", "other", "future", "pending", "remaining", "existing", "current",
        "previously", "set", "scheduled", "upcoming", "case", "court", "the", "of", "deadline",
        "deadlines", "date", "dates", "hearing", "hearings",
    }
)  # fmt: skip
_CONDITION: Final = re.compile(r"\b(?:if|unless|should|in\s+the\s+event|once)\b", re.IGNORECASE)
_EXCEPTING: Final = re.compile(
    r"\b(?:except(?:ing|ion)?|other\s+than|excluding|but\s+(?:not|for)|save\s+for|only)\b",
    re.IGNORECASE,
)
# What is due stands before these words, back to the last comma or colon.
_BY: Final = (
    r"(?:by|on\s+or\s+before|on\s+or\s+by|no\s+later\s+than|not\s+later\s+than|before|until)"
)
_DUE_OFF: Final = re.compile(
    rf"\s+(?:deadline|due\s+date|due)\s+(?:of|on|by|set\s+for)?\s*{_OLD}[^:]{{0,60}}?\b(?:is|are)"
    rf"\s+(?:hereby\s+)?{_OFF}\b",
    re.IGNORECASE,
)
_DUE: Final = re.compile(
    r"\b(?:(?:is|are|shall\s+be|will\s+be|be|to\s+be|now)\s+){0,3}due(?:\s+date)?\s*:?\s*"
    rf"(?:(?:{_BY}|on)\s+)?(?:noon\s*)?:?\s*{_NEW}",
    re.IGNORECASE,
)
_CUT_OFF: Final = re.compile(
    r"\b(?:to\s+be\s+completed|completed|closes|cut-?off(?:\s+date)?|deadline|ordered\s+closed"
    r"|shall\s+close)\b\s*(?:is|are|shall\s+be|has\s+been)?\s*(?:set|extended|reset)?\s*"
    rf"(?:for|by|on|to|until)?\s*:?\s*{_NEW}",
    re.IGNORECASE,
)
_EXTENDED: Final = re.compile(
    rf"\b(?:is|are)\s+(?:hereby\s+)?(?:extended|continued|reset)\s+(?:from\s+{_OLD}\s+)?"
    rf"(?:to|until)\s+(?:and\s+including\s+)?{_NEW}",
    re.IGNORECASE,
)
_FILE_BY: Final = re.compile(
    r"\b(?:shall|must|to|may|will|should)\s+"
    r"(?P<act>(?:also\s+)?(?:be\s+)?(?:filed?|serv(?:e|ed)|submit(?:ted)?|answer(?:ed)?"
    r"|respond(?:ed)?|reply|exchanged?|produced?|disclosed?|completed?|provided?|object|move"
    r"|amend(?:ed)?|confer|designated?|conclude[d]?|closed?)\b[^:]{0,160}?)"
    rf"\s+{_BY}\s+{_NEW}",
    re.IGNORECASE,
)
_HAS_UNTIL: Final = re.compile(
    rf"\b(?:has|have)\s+until\s+{_NEW}(?P<act>(?:\s+to\b[^,]{{3,100}})?)", re.IGNORECASE
)
_WHAT: Final = re.compile(r"[^,:]*\Z")
_OF_A_CASE: Final = re.compile(
    r"\b(?:discovery|motions?|disclosures?|pleadings?|parties|depositions?|reports?|experts?"
    r"|dispositive|daubert|amend\w*)\b",
    re.IGNORECASE,
)
_A_TIME: Final = re.compile(r"\b(?:deadline|time|date)\b", re.IGNORECASE)
# A pattern, and what must stand among the words before it.
_PATTERNS: Final = (
    (_DUE, None),
    (_CUT_OFF, _OF_A_CASE),
    (_EXTENDED, _A_TIME),
    (_FILE_BY, None),
    (_HAS_UNTIL, None),
)
_LEAD: Final = re.compile(
    r"\A(?:\W|\b(?:and|the|that|accordingly|an?|any|with|so|parties'?)\b)+", re.IGNORECASE
)
_PRELUDE: Final = re.compile(
    r"\A.*(?:\b(?:MINUTE\s+(?:ENTRY|ORDER)|ORDER(?:ED)?|NOTICE)\b[^:]*:|\)\s+(?-i:(?=[A-Z]))|:\s*|\]\s+(?=[A-Za-z])|\s\(|\d/\d{2,4}\s+|\b\d{4}\s+|\bis\s+(?:granted|denied)\b(?:\s+and)?\s)",
    re.IGNORECASE | re.DOTALL,
)
_CITED: Final = re.compile(r"\[(\d{1,5})\]|\bre:?\s+(\d{1,5})\b")
_PLACE: Final = re.compile(
    r"\b(?:in\s+(?P<room>(?:[A-Z][\w ]+,\s+)?Courtroom\s+\w+)"
    r"|(?P<line>by\s+(?:telephone|phone|video(?:conference)?|zoom)|telephonic(?:ally)?|via\s+\w+))",
    re.IGNORECASE,
)


def may_print_since(description: str, day: date) -> bool:
    """Say, at little cost, whether a text may print a day from ``day`` on, the day of its own
    entry aside, or takes every day off: most entries of a long docket do neither."""
    if _everything_off(description[:LONGEST]) is not None:
        return True
    years = range(day.year, day.year + _YEARS_AHEAD)
    if not any(str(year) in description or f"/{year % 100:02}" in description for year in years):
        return False
    days = (day_of(match, "any") for match in _ANY_DAY.finditer(description[:LONGEST]))
    return any(on is not None and on >= day for on in days)


def names_every_day(title: str, words: str) -> bool:
    """Say whether what is stricken is every day there is: “All discovery deadlines” are fewer, and
    so are all “except the status report”."""
    narrowed = [word for word in re.findall(r"[\w-]+", title.lower()) if word not in _PLAIN]
    return not narrowed and _EXCEPTING.search(words) is None


def read_printed_days(description: str) -> tuple[PrintedDayText, ...]:
    """Read every day that an entry prints as due, heard, moved or off; each once."""
    description = description[:LONGEST]
    if _HINT.search(description) is None:
        return ()
    plain = _POINTS.sub(lambda point: point.group().replace(".", " "), description)
    found: dict[tuple[object, ...], PrintedDayText] = {}
    for sentence in _SENTENCE.finditer(plain):
        text = sentence.group()
        if _HINT.search(text) is None and _TIME_HINT.search(text) is None:
            continue
        if _TENTATIVE.search(text):
            continue
        words = " ".join(description[sentence.start() : sentence.end()].split())[:500]
        about = tuple(int(one or other) for one, other in _CITED.findall(text))
        for day in _days(text):
            whole = replace(day, words=words, about=about)
            found.setdefault((whole.kind, whole.on, whole.title.lower(), whole.from_on), whole)
    return tuple(found.values())


def _days(text: str) -> Iterator[PrintedDayText]:
    """Yield what a sentence says; the words about a hearing are not read for what is due too."""
    everything = _everything_off(text)
    if everything is not None:
        if _CONDITION.search(text[: everything.start()]):
            return
        yield PrintedDayText(Printed.STRICKEN, _title(everything["what"]), "")
        return
    session = _PANEL_SESSION.search(text)
    if session is not None and (on := day_of(session, "new")):
        place = session["place"].strip()
        yield PrintedDayText(Printed.HEARING, "Panel hearing session", "", on=on, place=place)
        return
    left = text
    for day, start, end in _heard(text):
        yield day
        left = f"{left[:start]}{',' * (end - start)}{left[end:]}"
    yield from _due(left)


def _everything_off(text: str) -> re.Match[str] | None:
    said = text.lower()
    if not any(word in said for word in ("deadline", "hearing", "dates")):
        return None  # most entries of a long docket
    found = (pattern.search(text) for pattern in _ALL_OFF)
    return next((match for match in found if match is not None), None)


# --- Hearings -----------------------------------------------------------------------------------


def _heard(text: str) -> Iterator[tuple[PrintedDayText, int, int]]:
    """Yield what is said of each hearing, and where the words about it begin and end."""
    named = list(islice(_HEARING.finditer(text), _MOST))
    for number, match in enumerate(named):
        end = named[number + 1].start() if number + 1 < len(named) else len(text)
        found = _hearing(match["what"], text[match.end() : end])
        if found is not None and found[0].kind is Printed.HEARING:
            found = _as_referred_to(found, text, match)
        if found is not None:
            yield found[0], match.start(), match.end() + found[1]


def _as_referred_to(
    found: tuple[PrintedDayText, int], text: str, match: re.Match[str]
) -> tuple[PrintedDayText, int] | None:
    """Tell a hearing that is set from one that is only spoken of, or taken off in other words:
    "vacates the hearing set on 5/10/06", "the trial set for 11/30/09 is continued"."""
    day, length = found
    before, within = text[: match.start()], text[match.end() : match.end() + length]
    if _TAKEN_OFF.search(before) or _OPEN_END.search(text[match.end() :]):
        return replace(day, kind=Printed.CANCELLED, from_on=day.on, on=None, at=None), length
    if _REFERRED.search(before) and not _SAYS_SO.search(within):
        return None
    return found


def _hearing(what: str, rest: str) -> tuple[PrintedDayText, int] | None:
    day = PrintedDayText(Printed.HEARING, _title(what), "", place=_place(rest))
    for pattern, kind in (
        (_OFF_AND_RESET, Printed.MOVED),
        (_OFF_DAY, Printed.CANCELLED),
        (_FROM_TO, Printed.MOVED),
        (_MOVED_TO, Printed.MOVED),
        (_TIME_FIRST, Printed.HEARING),
        (_SET_FOR, Printed.HEARING),
    ):
        match = pattern.search(rest)
        if match is None:
            continue
        on = day_of(match, "new") if "new_m" in match.groupdict() else None
        old = day_of(match, "old") if "old_m" in match.groupdict() else None
        if kind is Printed.CANCELLED:
            return (replace(day, kind=kind, from_on=old), match.end()) if old else None
        if on is None or on == old:
            return None
        verb = match.groupdict().get("verb") or ""
        said = Printed.MOVED if re.fullmatch(_MOVED, verb, re.IGNORECASE) else kind
        return replace(day, kind=said, on=on, from_on=old, at=time_of(match)), match.end()
    alone = _OFF_ALONE.search(rest)
    return None if alone is None else (replace(day, kind=Printed.CANCELLED), alone.end())


def _place(rest: str) -> str:
    match = _PLACE.search(rest)
    return "" if match is None else " ".join((match["room"] or match["line"]).split())[:200]


# --- What is due --------------------------------------------------------------------------------


def _due(text: str) -> Iterator[PrintedDayText]:
    off = _DUE_OFF.search(text)
    if off is not None:
        what = _before(text, off)
        day = PrintedDayText(Printed.STRICKEN, _title(what), "", from_on=day_of(off, "old"))
        yield _with_whose(day)
        return
    taken: set[date] = set()
    for pattern, needed in _PATTERNS:
        for match in islice(pattern.finditer(text), _MOST):
            on, what = day_of(match, "new"), _before(text, match)
            if on is None or on in taken or (needed and not needed.search(what + match.group())):
                continue
            ends = match.end("act") if match.groupdict().get("act") else match.start()
            title = _title(what + text[match.start() : ends])
            if len(title) > 2 and not _HEARING.search(title[-30:]):
                taken.add(on)
                yield _with_whose(PrintedDayText(Printed.DEADLINE, title, "", on=on))


def _before(text: str, match: re.Match[str]) -> str:
    """Return the words before a match, back to a comma or colon, and not far; whole words only."""
    start = max(0, match.start() - 100)
    if start and text[start - 1].isalnum():
        start = text.find(" ", start, match.start()) + 1 or match.start()
    found = _WHAT.search(text[start : match.start()])
    return found.group() if found else ""


def _with_whose(day: PrintedDayText) -> PrintedDayText:
    said = day.title.lower()
    first = re.search(r"\b(plaintiff|defendant)", said)
    act = re.search(r"\b(answer|respon[sd]|reply|replies|opposition|oppose)", said)
    acts = {"answer": "answer", "reply": "reply", "replies": "reply"}
    return replace(
        day,
        obligor=first.group() if first else "",
        act=acts.get(act.group(), "response") if act else "other",
    )


def _title(what: str) -> str:
    """Return what is due or heard without what leads up to it."""
    title = " ".join(_LEAD.sub("", _PRELUDE.sub("", what)).split())
    return title[:1].upper() + title[1:200]

"""What else speaks for a docket being an action's, beside its number: said in words.

A number that agrees only in part names an action; it never places a docket without one of these.
Each function looks at one fact and answers with a sentence, or with nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from filings.ingestion.shapes import DocketData
from filings.models import Docket
from mdl.captions import caption_key, plaintiff_key
from mdl.docket_numbers import find_panel_number
from mdl.models import DocketNumber, MemberAction, Transfer

_TITLES: Final = re.compile(
    r"\b(?:the|honorable|hon|chief|senior|magistrate|district|circuit|us|united states|judge"
    r"|jr|sr)\b"
)


@dataclass(slots=True)
class Known:
    """An action and what is on record about it."""

    action: MemberAction
    captions: set[str] = field(default_factory=set)
    """Its own, and those of the dockets that are its: a docket that a person attached teaches."""
    moves: list[Transfer] = field(default_factory=list)
    """Its open steps, by the Panel's schedules."""


@dataclass(frozen=True, slots=True)
class Read:
    """A docket of nobody, and what the paper tells of it."""

    docket: Docket
    data: DocketData


def speaking_for(read: Read, known: Known, row: DocketNumber | None) -> list[str]:
    """Return every fact that speaks for the docket being the action's, the strongest first."""
    asked = (_caption, _plaintiff, _schedule, _litigation, _judge)
    facts = [fact for ask in asked if (fact := ask(read, known))]
    return facts + ([fact] if row is not None and (fact := _initials(read, row)) else [])


def contradicts(read: Read, known: Known) -> bool:
    """Say whether both captions are known and their first plaintiffs cannot be one."""
    pairs = list(product(_ours(known), _plaintiffs(read)))
    return bool(pairs) and not any(_may_be_one(*pair) for pair in pairs)


def _caption(read: Read, known: Known) -> str:
    key = caption_key(read.docket.caption)
    return "Same caption." if key and key in map(caption_key, known.captions) else ""


def _plaintiff(read: Read, known: Known) -> str:
    if _caption(read, known):
        return ""
    same = any(_is_one(*pair) for pair in product(_ours(known), _plaintiffs(read)))
    return "Same first plaintiff." if same else ""


def _ours(known: Known) -> set[str]:
    return {plaintiff_key(caption) for caption in known.captions} - {""}


def _is_one(first: str, second: str) -> bool:
    """A caption often gives the family name alone."""
    some, others = set(first.split()), set(second.split())
    return some <= others or others <= some


def _may_be_one(first: str, second: str) -> bool:
    """Initials may be those of a name."""
    initials = ["".join(word[0] for word in each.split()) for each in (first, second)]
    return _is_one(first, second) or first == initials[1] or second == initials[0]


def _plaintiffs(read: Read) -> Iterator[str]:
    """The first plaintiff of the caption, and every plaintiff that the docket lists."""
    key = plaintiff_key(read.docket.caption)
    if key:
        yield key
    for party in read.data.parties:
        if party.name and "plaintiff" in party.type.lower():
            yield plaintiff_key(party.name)


def _schedule(read: Read, known: Known) -> str:
    for move in known.moves:
        if read.docket.court_id in (move.origin_id, move.destination_id):
            return f"{move.order or 'A transfer'} names it."
    return ""


def _litigation(read: Read, known: Known) -> str:
    found = find_panel_number(read.docket.mdl_status)
    mine = known.action.litigation.mdl_number
    return f"Its heading names MDL No. {mine}." if found and str(found.serial) == mine else ""


def _judge(read: Read, known: Known) -> str:
    judge = known.action.judge
    ours = _name(judge.name) if judge is not None else ""
    return f"Same judge: {judge}." if ours and ours == _name(read.docket.assigned_to) else ""


def _initials(read: Read, row: DocketNumber) -> str:
    printed = "-".join(read.data.number.judges)
    same = printed and printed.lower() == row.judge_initials.lower()
    return f"Same judge's initials: {printed}." if same else ""


def _name(judge: str) -> str:
    """Return a judge's first and last name, without titles and middle initials."""
    words: Sequence[str] = _TITLES.sub(" ", judge.lower().replace(".", " ")).split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""

"""Worked examples in a file, checked against the counter.

A vector gives period, direction, dates and court, and the day that a court, a committee note or
a hand count says is right. The counter never sees the answer (``vector_rows``).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from filings.rules.errors import RuleError
from filings.rules.explain import explain_count
from filings.rules.vector_rows import counted, court_id
from mdl.court_time import Count

__all__ = ["Outcome", "VectorFileError", "Verdict", "check", "check_text", "counted"]

_ANY_COURT = ("federal", "federal civil")


class VectorFileError(RuleError):
    """A file that is no collection of worked examples; the message says why."""


class Verdict(StrEnum):
    """What came of one vector."""

    RIGHT = "right"
    MISMATCH = "mismatch"
    SKIPPED = "skipped"
    """Not computable from its row, as the row itself says, or without a day to compare."""
    UNREADABLE = "unreadable"
    """Marked computable, yet something in the row cannot be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One vector, checked."""

    id: str
    verdict: Verdict
    words: str = ""
    """What differs, or why it was skipped or cannot be read; empty for a right one."""
    ours: tuple[str, ...] = ()
    """Our working, step by step, and its readings; empty where nothing was counted."""
    theirs: str = ""
    """The row's own explanation."""
    authority: str = ""
    court_unknown: str = ""
    """The row's label for its court, where it names none that is known here: the count then
    rests on the federal days and on those that the row lists."""


def check_text(text: str) -> list[Outcome]:
    """Check every vector of a file's text: a list, or an object whose ``vectors`` is one.

    Raises ``VectorFileError`` where the text holds none.
    """
    return [check(row, position) for position, row in enumerate(_rows(text), start=1)]


def check(row: Any, position: int = 1) -> Outcome:
    """Count one vector and compare; ``position`` names a row that has no id."""
    if not isinstance(row, Mapping):
        return Outcome(f"row {position}", Verdict.UNREADABLE, "it is no object with named fields")
    name = str(row.get("id") or f"row {position}")
    if why := _why_skipped(row):
        return Outcome(name, Verdict.SKIPPED, why)
    try:
        answer = counted(row)
    except RuleError as error:
        return Outcome(name, Verdict.UNREADABLE, f"{error}")
    wrong = [
        f"{what} {found} where {wanted} is expected"
        for what, found, wanted in _compared(row, answer)
        if found != wanted
    ]
    return Outcome(
        name,
        Verdict.MISMATCH if wrong else Verdict.RIGHT,
        "; ".join(wrong),
        ours=explain_count(answer),
        theirs=str(row.get("explanation") or "none given"),
        authority=", ".join(str(row[key]) for key in ("rule", "authority") if row.get(key)),
        court_unknown=_unknown_court(row),
    )


def _unknown_court(row: Mapping[str, Any]) -> str:
    label = str(row.get("court") or "")
    return "" if not label or label in _ANY_COURT or court_id(row) else label


def _rows(text: str) -> list[Any]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise VectorFileError(f"it is not JSON: {error}") from None
    rows = data.get("vectors") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise VectorFileError("it holds no list of vectors, nor an object whose 'vectors' is one")
    if not rows:
        raise VectorFileError("its list of vectors is empty")
    return rows


def _why_skipped(row: Mapping[str, Any]) -> str:
    if not row.get("computable", True):
        return f"not computable from its row: {row.get('rule') or 'no rule named'}"
    if not (row.get("expected_date") or row.get("conservative_date")):
        return "it gives no day to compare with"
    return ""


def _compared(row: Mapping[str, Any], answer: Count) -> Iterator[tuple[str, str, str]]:
    """What the row says is right, beside what was counted."""
    found = {
        "expected_date": ("prevailing", answer.prevailing_on.isoformat()),
        "conservative_date": ("conservative", answer.conservative_on.isoformat()),
        "latest_date": ("latest", answer.latest_on.isoformat()),
    }
    if answer.at is not None:
        found["expected_time"] = ("hour", f"{answer.at:%H:%M}")
    for field, (what, ours) in found.items():
        if row.get(field):
            yield what, ours, str(row[field])

"""What a cause would do, for a person to look at before anything moves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection

from filings.services.moving.causes import Cause, DaysStricken
from filings.services.moving.plan import WHY, Kind

SHOWN: Final = 200
"""So many rows of each kind are shown; the counts are always whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One deadline of a diff."""

    deadline: UUID
    kind: Kind
    from_on: date
    to_on: date
    """As ``from_on`` where it does not move."""
    why: str
    """A sentence; empty for what needs none."""
    depth: int
    """How far down the chain; 0 hangs on the cause itself."""
    counted_on: date | None = None
    """The day that the count gives, whatever becomes of it; None where it is not counted."""


@dataclass(frozen=True, slots=True)
class HearingRow:
    """One hearing that the cause takes off, unless a person keeps it."""

    hearing: UUID
    starts_at: datetime
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Diff:
    """What would become of which deadlines. ``mark`` stands for every row, seen or not."""

    cause: Cause
    mark: int
    counts: Mapping[Kind, int]
    rows: Sequence[Row] = field(repr=False)
    hearings: Sequence[HearingRow] = ()

    def of(self, kind: Kind) -> list[Row]:
        """Return the rows shown of one kind."""
        return [row for row in self.rows if row.kind is kind]

    @property
    def taken_off(self) -> int:
        """How many hearings would be cancelled."""
        return sum(not each.is_kept for each in self.hearings)

    @property
    def changes(self) -> int:
        """How many deadlines would change (moved, vacated, or held for a second person), and how
        many hearings."""
        changing = (Kind.MOVED, Kind.VACATED, Kind.HELD)
        return sum(self.counts[kind] for kind in changing) + self.taken_off


# Every row goes into the mark, in whatever order they are read.
_COUNTS = """
SELECT kind, count(*),
       bit_xor(hash_record_extended(ROW(deadline_id, kind, from_on, to_on, version), 0))
  FROM moving_deadline GROUP BY kind
"""

_ROWS = """
SELECT shown.deadline_id, kinds.kind, shown.from_on, shown.to_on, shown.why, shown.depth,
       shown.counted_on
  FROM unnest(%s::text[]) AS kinds (kind)
 CROSS JOIN LATERAL (
    SELECT * FROM moving_deadline planned WHERE planned.kind = kinds.kind {found}
     ORDER BY from_on, deadline_id LIMIT %s
  ) shown
"""

# Words of the title, the caption or the docket number; the counts stay those of everything.
_FOUND = """AND EXISTS (
       SELECT FROM filings_deadline deadline
         LEFT JOIN mdl_memberaction action ON action.id = deadline.action_id
        WHERE deadline.id = planned.deadline_id
          AND (deadline.title ILIKE %s OR action.caption ILIKE %s OR EXISTS (
               SELECT FROM mdl_docketnumber number
                WHERE number.action_id = action.id AND number.raw ILIKE %s)))"""

_EVENTS = """
SELECT bit_xor(hash_record_extended(ROW(trigger_id, to_on, court_id, is_vacated), 1))
  FROM moving_event
"""


# Those that a person keeps too: the choice stands in the mark.
_HEARINGS = """
SELECT hearing_id, starts_at, is_kept,
       hash_record_extended(ROW(hearing_id, starts_at, is_kept), 2)
  FROM moving_hearing ORDER BY starts_at, hearing_id
"""


def read(cause: Cause, shown: int = SHOWN, find: str = "") -> Diff:
    """Return the diff that stands in the scratch tables; ``find`` narrows which rows it shows."""
    words = ["%" + _literal(find) + "%"] * 3 if find else []
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        counted = cursor.fetchall()
        rows_of = _ROWS.format(found=_FOUND if find else "")
        cursor.execute(rows_of, ([kind for kind, _, _ in counted] if shown else [], *words, shown))
        rows = cursor.fetchall()
        cursor.execute(_EVENTS)
        (mark,) = cursor.fetchone()
        hearings = []
        if isinstance(cause, DaysStricken):
            cursor.execute(_HEARINGS)
            hearings = cursor.fetchall()
    counts = dict.fromkeys(Kind, 0)
    mark = mark or 0
    for kind, number, part in counted:
        counts[Kind(kind)] = number
        mark ^= part
    for *_, part in hearings:
        mark ^= part
    return Diff(
        cause=cause,
        mark=mark,
        counts=counts,
        rows=[
            Row(key, Kind(kind), from_on, to_on, WHY[why], depth, counted_on)
            for key, kind, from_on, to_on, why, depth, counted_on in rows
        ],
        hearings=[HearingRow(key, starts_at, kept) for key, starts_at, kept, _ in hearings],
    )


def _literal(words: str) -> str:
    """What was typed, without the wildcards of LIKE and what no text can hold."""
    return re.sub(r"([\\%_])", r"\\\1", words.replace("\0", ""))

"""What a cause would do, for a person to look at before anything moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from filings.services.moving.causes import Cause
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


@dataclass(frozen=True, slots=True)
class Diff:
    """What would become of which deadlines. ``mark`` stands for every row, seen or not."""

    cause: Cause
    mark: int
    counts: Mapping[Kind, int]
    rows: Sequence[Row] = field(repr=False)

    def of(self, kind: Kind) -> list[Row]:
        """Return the rows shown of one kind."""
        return [row for row in self.rows if row.kind is kind]

    @property
    def changes(self) -> int:
        """How many deadlines would change: moved, vacated, or held for a second person."""
        return sum(self.counts[kind] for kind in (Kind.MOVED, Kind.VACATED, Kind.HELD))


# Every row goes into the mark, in whatever order they are read.
_COUNTS = """
SELECT kind, count(*),
       bit_xor(hash_record_extended(ROW(deadline_id, kind, from_on, to_on, version), 0))
  FROM moving_deadline GROUP BY kind
"""

_ROWS = """
SELECT shown.deadline_id, kinds.kind, shown.from_on, shown.to_on, shown.why, shown.depth
  FROM unnest(%s::text[]) AS kinds (kind)
 CROSS JOIN LATERAL (
    SELECT * FROM moving_deadline planned WHERE planned.kind = kinds.kind
     ORDER BY from_on, deadline_id LIMIT %s
  ) shown
"""

_EVENTS = """
SELECT bit_xor(hash_record_extended(ROW(trigger_id, to_on, court_id, is_vacated), 1))
  FROM moving_event
"""


def read(cause: Cause, shown: int = SHOWN) -> Diff:
    """Return the diff that stands in the scratch tables."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        counted = cursor.fetchall()
        cursor.execute(_ROWS, ([kind for kind, _, _ in counted] if shown else [], shown))
        rows = cursor.fetchall()
        cursor.execute(_EVENTS)
        (mark,) = cursor.fetchone()
    counts = dict.fromkeys(Kind, 0)
    mark = mark or 0
    for kind, number, part in counted:
        counts[Kind(kind)] = number
        mark ^= part
    return Diff(
        cause=cause,
        mark=mark,
        counts=counts,
        rows=[
            Row(key, Kind(kind), from_on, to_on, WHY[why], depth)
            for key, kind, from_on, to_on, why, depth in rows
        ],
    )

"""What two editions of one day say otherwise: something was corrected since, or learned."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filings.models import CensusEdition
from filings.services.census.editions import lines_of

Line = list[Any]
"""A line of the schedule: an action's key and what stands of it."""
Numbers = list[int]
"""Of a row its actions and plaintiffs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edition says otherwise than the one before."""

    before: CensusEdition
    tables: list[tuple[str, list[tuple[str, Numbers, Numbers]]]]
    """By title, the rows whose numbers differ: before and now."""
    actions: list[tuple[Line | None, Line | None]]
    """The actions of which something differs: before and now; None where it was not counted."""


def edition_before(edition: CensusEdition) -> CensusEdition | None:
    """Return the edition of the same day that was known last before this one."""
    earlier = CensusEdition.objects.filter(
        litigation=edition.litigation_id, as_of=edition.as_of, known_at__lt=edition.known_at
    )
    found: CensusEdition | None = earlier.order_by("-known_at").first()
    return found


def difference(edition: CensusEdition, before: CensusEdition) -> Difference:
    """Say what an edition says otherwise than one before."""
    then, now = set(lines_of(before)), set(lines_of(edition))
    was, is_now = (
        {line[0]: line for line in map(json.loads, lines)} for lines in (then - now, now - then)
    )
    keys = sorted(was | is_now, key=lambda key: (was | is_now)[key][1])
    tables = zip(edition.counts["tables"], before.counts["tables"], strict=True)
    return Difference(
        before,
        [
            (here["title"], rows)
            for here, there in tables
            if (rows := list(_changed(there["rows"], here["rows"])))
        ],
        [(was.get(key), is_now.get(key)) for key in keys],
    )


def _changed(then: list[Line], now: list[Line]) -> Iterator[tuple[str, Numbers, Numbers]]:
    was, is_now = ({value: numbers for value, *numbers in rows} for rows in (then, now))
    for value in dict.fromkeys([*is_now, *was]):
        before, after = was.get(value, [0, 0]), is_now.get(value, [0, 0])
        if before != after:
            yield value, before, after

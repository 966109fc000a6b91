"""Small charts as values: the server does the geometry, a template draws it as SVG.

No script, and no style attribute, which the content policy refuses: shares are presentation
attributes. Each bar stands in a row of a table, so the chart is its own table, in print too.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. ``share`` is its length in hundredths of the longest bar."""

    label: str
    count: int
    share: float
    href: str = ""
    note: str = ""


def bars(rows: Iterable[tuple[str, int, str, str]]) -> list[Bar]:
    """Scale ``(label, count, href, note)`` rows by the largest count, keeping their order."""
    listed = list(rows)
    longest = max((count for _, count, _, _ in listed), default=0)
    return [
        Bar(label, count, round(100 * count / longest, 1) if longest else 0, href, note)
        for label, count, href, note in listed
    ]
